/**
 * Images that are on a device and were refused for a wrong checksum. The device lists them like any other, so only the
 * records of the jobs tell them from good ones.
 */
import type { Job } from '../job.ts';

/**
 * By the newest record of each image on each device: one that was fetched again and accepted is good again.
 * @param jobs newest first.
 * @returns versions by serial; devices without such an image have no entry.
 */
export function refusedImages(jobs: readonly Job[]): ReadonlyMap<string, ReadonlySet<string>> {
  const judged = new Map<string, Set<string>>();
  const refused = new Map<string, Set<string>>();
  for (const { serial, images } of jobs.flatMap(({ runs }) => runs)) {
    for (const { version, state, integrity } of images) {
      const isJudged = integrity !== null || state === 'downloaded' || state === 'present';
      if (!isJudged || judged.get(serial)?.has(version) === true) continue;
      addTo(judged, serial, version);
      if (integrity === 'mismatch') addTo(refused, serial, version);
    }
  }
  return refused;
}

function addTo(sets: Map<string, Set<string>>, key: string, value: string): void {
  const set = sets.get(key);
  if (set === undefined) sets.set(key, new Set([value]));
  else set.add(value);
}
