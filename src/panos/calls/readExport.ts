/**
 * From a reply to a file: `type=export` gives the file as it is, outside of any `<response>`, and a `<response>` only
 * where it fails. docs/PANOS.md "Wire format".
 */
import { unusableAnswer, type AnswerContext } from './envelope.ts';
import { whole } from './answerReader.ts';
import type { ExportCommand } from './command.ts';
import { readAnswer } from './readReply.ts';
import type { ApiReply } from '../transport/transport.ts';

/** Takes the next bytes of a file; the device waits until it has done so. What it throws ends the export. */
export type WritePiece = (piece: Uint8Array) => Promise<void>;

/** So much is looked at to tell a file from an error; an XML declaration is shorter. */
const BEGINNING = 512;
/** Holds the end tag and what blanks may follow it. */
const ENDING = 64;

/**
 * @param write called with nothing of what turns out not to be the file.
 * @returns how many bytes the file has.
 * @throws DeviceError: of the body (see ApiReply), of the envelope (see acceptAnswer), or not_an_answer when it is no
 *   such file or stops in the middle, of which `write` has then had a part. What `write` throws.
 */
export async function readExport(
  reply: ApiReply,
  content: ExportCommand['content'],
  write: WritePiece,
  context: AnswerContext,
  pause: () => Promise<void>,
): Promise<number> {
  const pieces = reply.body[Symbol.asyncIterator]();
  const body: AsyncIterable<Uint8Array> = { [Symbol.asyncIterator]: () => pieces };
  try {
    const beginning = await gather(pieces);
    if (!isFile(reply.status, content, beginning))
      throw await failure(reply.status, beginning, body, context, pause);
    await write(beginning);
    let size = beginning.length;
    let ending = beginning.subarray(-ENDING);
    for await (const piece of body) {
      await write(piece);
      size += piece.length;
      ending = Buffer.concat([ending, piece.subarray(-ENDING)]).subarray(-ENDING);
    }
    if (content === 'configuration' && !asText(ending).trimEnd().endsWith('</config>'))
      throw unusable('the configuration stops in the middle', context);
    return size;
  } finally {
    // A reply that is not read to its end would keep its connection.
    await pieces.return?.();
  }
}

async function gather(pieces: AsyncIterator<Uint8Array>): Promise<Uint8Array> {
  let beginning = new Uint8Array();
  while (beginning.length < BEGINNING) {
    const next = await pieces.next();
    if (next.done === true) break;
    beginning = new Uint8Array(Buffer.concat([beginning, next.value]));
  }
  return beginning;
}

function isFile(httpStatus: number, content: ExportCommand['content'], beginning: Uint8Array): boolean {
  if (httpStatus < 200 || httpStatus >= 300) return false;
  switch (content) {
    case 'configuration':
      return /^\s*(<\?xml[^>]*>\s*)?(<!--[^>]*-->\s*)*<config[\s>]/.test(asText(beginning));
    case 'archive':
      // The magic number of gzip.
      return beginning[0] === 0x1f && beginning[1] === 0x8b;
  }
}

/** What the device answered instead of the file. */
async function failure(
  httpStatus: number,
  beginning: Uint8Array,
  rest: AsyncIterable<Uint8Array>,
  context: AnswerContext,
  pause: () => Promise<void>,
): Promise<Error> {
  async function* all(): AsyncGenerator<Uint8Array> {
    yield beginning;
    yield* rest;
  }
  const reader = whole(() => null);
  await readAnswer({ status: httpStatus, body: all() }, reader, context, pause);
  return unusable('no file in it', context);
}

function unusable(missing: string, { device, operation }: AnswerContext): Error {
  return unusableAnswer(missing, device, operation);
}

function asText(bytes: Uint8Array): string {
  return new TextDecoder('latin1').decode(bytes);
}
