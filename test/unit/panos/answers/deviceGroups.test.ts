import assert from 'node:assert/strict';
import { readWhole } from '../../../../src/panos/calls/answerReader.ts';
import { AnswerShapeError } from '../../../../src/panos/calls/elementReaders.ts';
import { deviceGroupsReader } from '../../../../src/panos/answers/panorama/deviceGroups.ts';
import { result } from '../sampleXml.ts';

const device = (serial: string): string => `<entry name="${serial}"><serial>${serial}</serial></entry>`;
const group = (name: string, ...serials: string[]): string =>
  `<entry name="${name}"><devices>${serials.map(device).join('')}</devices></entry>`;
const read = (groups: string): [string, string][] => [
  ...readWhole(deviceGroupsReader, result(`<devicegroups>${groups}</devicegroups>`)),
];

describe('deviceGroupsReader', () => {
  it('gives the group of every firewall', () => {
    assert.deepEqual(read(group('EMEA', '001', '002') + group('empty') + group('APAC', '003')).toSorted(), [
      ['001', 'EMEA'],
      ['002', 'EMEA'],
      ['003', 'APAC'],
    ]);
  });

  it('takes the smallest of several groups of a firewall for its own', () => {
    const groups =
      group('Berlin', '001') + group('EMEA', '001', '002', '003') + group('Germany', '001', '002');
    assert.deepEqual(read(groups).toSorted(), [
      ['001', 'Berlin'],
      ['002', 'Germany'],
      ['003', 'EMEA'],
    ]);
  });

  it('gives none without a group, and refuses what is no list of groups', () => {
    assert.deepEqual(read(''), []);
    assert.throws(() => readWhole(deviceGroupsReader, result('<other/>')), AnswerShapeError);
  });
});
