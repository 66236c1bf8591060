/** Steps of ended jobs as the database's column of steps has them: packed, or where they are in the file of steps. */
import { brotliCompressSync, brotliDecompressSync, constants, inflateSync } from 'node:zlib';
import type { Job } from '../jobs/job.ts';
import type { SqlValue } from './database.ts';
import type { StepsPlace } from './stepsFile.ts';

/** Stand before what follows; what is deflated begins with 0x78. */
const BROTLI = Uint8Array.of(1);
const ELSEWHERE = Uint8Array.of(2);
const PLACE_BYTES = 16;

export function packedSteps(steps: Job['steps']): Uint8Array {
  const text = Buffer.from(JSON.stringify(steps));
  const packed = brotliCompressSync(text, {
    params: {
      // Costs what deflate costs, and saves a seventh of it.
      [constants.BROTLI_PARAM_QUALITY]: 5,
      // Otherwise it takes and clears megabytes for each of them.
      [constants.BROTLI_PARAM_LGWIN]: 18,
      [constants.BROTLI_PARAM_SIZE_HINT]: text.length,
    },
  });
  return Buffer.concat([BROTLI, packed]);
}

export function placed({ start, length }: StepsPlace): Uint8Array {
  const place = Buffer.alloc(PLACE_BYTES);
  place.writeDoubleLE(start, 0);
  place.writeDoubleLE(length, 8);
  return Buffer.concat([ELSEWHERE, place]);
}

/**
 * What was packed, also by 0.1.0, which deflated the steps, and before there was a column for them an ended job as a whole.
 * @param read fetches what is elsewhere.
 */
export function unpack(content: SqlValue, read: (place: StepsPlace) => Uint8Array): unknown {
  if (!(content instanceof Uint8Array)) return JSON.parse(String(content));
  if (content[0] === ELSEWHERE[0]) {
    const place = Buffer.from(content.subarray(1));
    return unpack(read({ start: place.readDoubleLE(0), length: place.readDoubleLE(8) }), read);
  }
  const bytes = content[0] === BROTLI[0] ? brotliDecompressSync(content.subarray(1)) : inflateSync(content);
  return JSON.parse(bytes.toString('utf8'));
}
