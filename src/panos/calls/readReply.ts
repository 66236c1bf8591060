/**
 * From the bytes of a reply to what its command gives. Short answers are parsed in one go; a long one is read while it
 * arrives, entry by entry and with pauses, so that its text and its tree never stand in memory together and the editor
 * is never held up. Both give the same. docs/PANOS.md "Wire format".
 */
import { acceptAnswer, unusableAnswer, type AnswerContext } from './envelope.ts';
import { readWhole, type AnswerReader } from './answerReader.ts';
import { AnswerShapeError } from './elementReaders.ts';
import { textOf } from './decodeReply.ts';
import type { ApiReply } from '../transport/transport.ts';
import { parseXml } from '../xml/xml.ts';
import { createXmlStream } from '../xml/xmlStream.ts';

/** Up to here an answer is parsed as a whole, which takes some milliseconds. In characters. */
export const LONGEST_WHOLE = 64 * 1024;
/** What is read between two pauses, in characters. */
const SLICE = 32 * 1024;

/**
 * @param pause lets others work for a moment.
 * @throws DeviceError as acceptAnswer does, and not_an_answer when the reader does not find what it needs.
 */
export async function readAnswer<T>(
  reply: ApiReply,
  reader: AnswerReader<T>,
  context: AnswerContext,
  pause: () => Promise<void>,
): Promise<T> {
  const pieces = textOf(reply.body, context.key);
  try {
    const begin = await gather(pieces, LONGEST_WHOLE);
    if (!begin.isAll) return await readLong(reply.status, slices(begin.text, pieces), reader, context, pause);
    const answer = acceptAnswer(reply.status, parseXml(begin.text, 'response'), context);
    return usable(context, () => readWhole(reader, answer));
  } finally {
    // A reply that is not read to its end would keep its connection.
    await pieces.return(undefined);
  }
}

/**
 * Reads an answer of any length the way long ones are read; readAnswer takes it for those alone.
 * @param text in slices of which each can be parsed without holding anybody up.
 */
export async function readLong<T>(
  httpStatus: number,
  text: AsyncIterable<string>,
  reader: AnswerReader<T>,
  context: AnswerContext,
  pause: () => Promise<void>,
): Promise<T> {
  const stream = createXmlStream('response', reader.recordPath);
  const reading = reader.begin();
  for await (const slice of text) {
    for (const { element, place } of stream.write(slice))
      await breathing(
        usable(context, () => reading.record(element, place)),
        pause,
      );
    if (stream.isBroken) break;
    await pause();
  }
  const root = stream.end();
  const answer = acceptAnswer(httpStatus, root, context);
  // Of an accepted error nothing is read, whatever came with it.
  return usable(context, () => (answer === root ? reading.end(answer) : readWhole(reader, answer)));
}

async function* slices(begin: string, rest: AsyncIterable<string>): AsyncGenerator<string> {
  yield* cut(begin);
  for await (const piece of rest) yield* cut(piece);
}

function* cut(text: string): Generator<string> {
  for (let at = 0; at < text.length; at += SLICE) yield text.slice(at, at + SLICE);
}

/** Lets a record that is long itself be read with pauses. */
async function breathing(work: Iterable<void> | void, pause: () => Promise<void>): Promise<void> {
  const places = (work ?? [])[Symbol.iterator]();
  while (places.next().done !== true) await pause();
}

async function gather(
  pieces: AsyncGenerator<string, void>,
  longest: number,
): Promise<{ readonly text: string; readonly isAll: boolean }> {
  let text = '';
  while (text.length <= longest) {
    const next = await pieces.next();
    if (next.done === true) return { text, isAll: true };
    text += next.value;
  }
  return { text, isAll: false };
}

function usable<R>({ device, operation }: AnswerContext, read: () => R): R {
  try {
    return read();
  } catch (error) {
    throw error instanceof AnswerShapeError ? unusableAnswer(error.message, device, operation) : error;
  }
}
