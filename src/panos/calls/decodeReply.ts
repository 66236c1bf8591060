/** The text of a reply, piece by piece: decoded, and without a key that the device may repeat in it. */

/** @param blotOut is replaced by `***` also where it lies across two pieces; undefined when there is nothing to hide. */
export async function* textOf(
  body: AsyncIterable<Uint8Array>,
  blotOut: string | undefined,
): AsyncGenerator<string, void> {
  const decoder = new TextDecoder();
  const clean = (text: string): string =>
    blotOut === undefined || blotOut === '' ? text : text.replaceAll(blotOut, '***');
  const mayBegin = Math.max(0, (blotOut?.length ?? 0) - 1);
  let held = '';
  for await (const bytes of body) {
    const text = clean(held + decoder.decode(bytes, { stream: true }));
    const cut = Math.max(0, text.length - mayBegin);
    held = text.slice(cut);
    if (cut > 0) yield text.slice(0, cut);
  }
  const rest = clean(held + decoder.decode());
  if (rest !== '') yield rest;
}
