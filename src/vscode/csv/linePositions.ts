/** Where an offset into a text stands, as editors count: lines end with \n, \r\n or \r. */

export interface LinePosition {
  /** Both from 0. */
  readonly line: number;
  readonly character: number;
}

/** @returns gives the place of an offset; made once for all offsets into a text. */
export function linePositions(text: string): (offset: number) => LinePosition {
  const starts = [0, ...[...text.matchAll(/\r\n|\r|\n/g)].map(({ index, 0: end }) => index + end.length)];
  return (offset) => {
    let [low, high] = [0, starts.length - 1];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low, character: offset - (starts[low] ?? 0) };
  };
}
