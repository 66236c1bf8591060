/** Names of files that are proposed: no folder, no sign that a file system gives a meaning to. */
import { oneLine } from '../../ports/outsideText.ts';

const LONGEST = 120;
/** Windows keeps them for its devices, with any ending. */
const KEPT_BY_WINDOWS = /^(con|prn|aux|nul|com\d|lpt\d)(?=\.|$)/i;

/** @param name may hold what a device, a person or another file calls itself */
export function fileName(name: string): string {
  const plain = oneLine(name, 10 * LONGEST)
    .replaceAll(/[^\p{L}\p{N}._ -]/gu, '_')
    .replace(/^[. -]+/, '')
    .replace(KEPT_BY_WINDOWS, '_$1');
  if (plain.length <= LONGEST) return plain === '' ? '_' : plain;
  const ending = /\.\w{1,5}$/.exec(plain)?.[0] ?? '';
  return plain.slice(0, LONGEST - ending.length) + ending;
}
