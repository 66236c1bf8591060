/** `debug swm status`: a device has two system partitions, and runs from one of them. docs/PANOS.md "Partitions". */
import type { XmlElement } from '../xml/xml.ts';
import { parseVersion } from '../version.ts';

const LINE = /^\s*sysroot\d+\s+(\S+)(?:\s+(\S+))?/;

/**
 * @returns the versions it does not run from: what it would fall back to, or what is installed and waits for a restart;
 *   null where the device does not tell.
 */
export function readPartitions(response: XmlElement): readonly string[] | null {
  const partitions = (response.lines('result') ?? '').split('\n').flatMap((line) => {
    const [, state, version = ''] = LINE.exec(line) ?? [];
    return state === undefined ? [] : [{ runs: state.startsWith('RUNNING'), version }];
  });
  if (!partitions.some(({ runs }) => runs)) return null;
  return partitions.flatMap(({ runs, version }) => (runs || parseVersion(version) === null ? [] : [version]));
}
