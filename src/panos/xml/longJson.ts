/**
 * JSON that a device puts as text into one element of its answer, and that may be tens of megabytes long: read piece
 * by piece with breaks between, never held as one string or one tree.
 */
import { JSONParser } from '@streamparser/json';

/**
 * Reads an object of objects, such as logical router → prefix → paths.
 * @param json see XmlElement.textPieces; blank text is an empty object.
 * @param take called for each member of the inner objects, in the order of the text; what is no object of objects is
 *   left out.
 * @returns whether the text was JSON. A break is due at each yield.
 */
export function* readMembersOfMembers(
  json: readonly string[],
  take: (outerName: string, innerName: string, value: unknown) => void,
): Generator<void, boolean, void> {
  const parser = new JSONParser({ paths: ['$.*.*'], keepStack: false });
  parser.onValue = ({ key: innerName, stack, value }) => {
    const outerName = stack.at(-1)?.key;
    // In a list the names are numbers.
    if (typeof outerName === 'string' && typeof innerName === 'string') take(outerName, innerName, value);
  };
  try {
    for (const piece of json) {
      parser.write(piece);
      yield;
    }
    // It ends by itself where the outermost value ends, unless that is a number.
    if (!parser.isEnded) parser.end();
    return true;
  } catch {
    return false;
  }
}
