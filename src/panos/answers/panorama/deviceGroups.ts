/** `show devicegroups` of Panorama: which device group each firewall belongs to. docs/PANOS.md "Panorama inventory". */
import type { AnswerReader } from '../../calls/answerReader.ts';
import type { XmlElement } from '../../xml/xml.ts';
import { listHolders, serialOf } from '../../calls/elementReaders.ts';
import { notUnderstood } from '../entries.ts';

/** The device group of each serial. */
export type DeviceGroups = ReadonlyMap<string, string>;

/** Where on the way to a record the group stands: `result`, `devicegroups`, `entry`. */
const GROUP = 2;

/** A firewall that stands in several groups belongs to the smallest: the others enclose it. */
export const deviceGroupsReader: AnswerReader<DeviceGroups> = {
  recordPath: 'result/devicegroups/entry/devices/entry',
  begin() {
    const members = new Map<number, string[]>();
    let met = false;
    return {
      record(element, place) {
        met = true;
        const serial = serialOf(element);
        const group = place[GROUP];
        if (serial === null || group === undefined) return;
        const serials = members.get(group);
        if (serials === undefined) members.set(group, [serial]);
        else serials.push(serial);
      },
      end(rest) {
        const groups = groupOfEach(rest, members);
        if (met && groups.size === 0) throw notUnderstood('members of device groups');
        return groups;
      },
    };
  },
};

function groupOfEach(rest: XmlElement, members: ReadonlyMap<number, readonly string[]>): DeviceGroups {
  const names = listHolders(rest, 'devicegroups')
    .flatMap((groups) => groups.all('entry'))
    .map((group) => group.attribute('name'));
  const largestFirst = [...members].toSorted(([, a], [, b]) => b.length - a.length);
  const groups = new Map<string, string>();
  for (const [index, serials] of largestFirst) {
    const name = names[index];
    if (name === undefined) continue;
    for (const serial of serials) groups.set(serial, name);
  }
  return groups;
}
