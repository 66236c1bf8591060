import assert from 'node:assert/strict';
import { sn } from '../../../support/serials.ts';
import type { RoomOfDevice } from '../../../../src/jobs/survey/roomSurvey.ts';
import {
  choicesOf,
  makeRoomQuestion,
  mayBeOtherPartition,
  nothingToDelete,
} from '../../../../src/vscode/commands/asking/makeRoomQuestion.ts';

const MB = 1024 ** 2;

function device(
  change: Partial<RoomOfDevice> = {},
  other: readonly string[] | null = ['10.1.14'],
): RoomOfDevice {
  const listed = [
    ['9.1.13', 400],
    ['10.1.6', 410],
    ['10.1.14', 420],
    ['10.2.10', 450],
    ['11.1.0', 1000],
  ] as const;
  return {
    serial: sn('001'),
    hostname: 'fw-1',
    trouble: null,
    images: {
      running: '10.2.10',
      otherPartition: other,
      path: ['11.1.0'],
      listed: listed.map(([version, sizeMb]) => {
        const known = { current: false, isBase: null, filename: null, sha256: null };
        return { version, sizeMb, downloaded: 'yes', ...known };
      }),
    },
    free: 1300 * MB,
    lack: 350 * MB,
    ...change,
  };
}

describe('what is asked before images are deleted', () => {
  it('offers what may go, and has chosen as much as the path lacks, or all of it', () => {
    const picked = (shown: RoomOfDevice): (readonly [string, boolean])[] =>
      choicesOf([{ device: shown, otherPartition: null }]).map((one) => [one.version, one.picked]);
    assert.deepEqual(picked(device()), [
      ['9.1.13', true],
      ['10.1.6', false],
    ]);
    assert.deepEqual(picked(device({ lack: 0 })), [
      ['9.1.13', true],
      ['10.1.6', true],
    ]);
    assert.deepEqual(picked(device({ lack: 5000 * MB })), [
      ['9.1.13', true],
      ['10.1.6', true],
    ]);
  });

  it('says what goes, how much is free then, and why the others stay', () => {
    const rooms = [{ device: device(), otherPartition: null }];
    const [first] = choicesOf(rooms);
    assert.ok(first !== undefined);
    assert.deepEqual(makeRoomQuestion(rooms, [first]), {
      message: 'Delete 1 image on fw-1?',
      confirm: 'Delete 1 Image',
      detail: [
        'fw-1: 9.1.13 (400 MB).',
        'Free on /opt/panrepo: 1.3 GB now, about 1.7 GB then.',
        'Kept: 10.1.14 is what it would fall back to, or waits for a restart; 10.2.10 is what it runs; 11.1.0 is one of its path.',
      ].join('\n'),
    });
    const short = [{ device: device({ lack: 900 * MB }), otherPartition: null }];
    assert.match(
      makeRoomQuestion(short, choicesOf(short)).detail,
      /then, which is still not enough for its path\./,
    );
  });

  it('asks what it ran before where nobody knows, and goes by that', () => {
    const unknown = device({}, null);
    assert.deepEqual(mayBeOtherPartition(unknown), ['10.1.14', '10.1.6', '9.1.13']);
    assert.deepEqual(mayBeOtherPartition(device()), []);
    const offered = (otherPartition: readonly string[] | null): string[] =>
      choicesOf([{ device: unknown, otherPartition }]).map(({ version }) => version);
    assert.deepEqual(offered(null), []);
    assert.deepEqual(offered(['10.1.6']), ['9.1.13', '10.1.14']);
    assert.deepEqual(offered([]), ['9.1.13', '10.1.6', '10.1.14']);
  });

  it('says why nothing may go, or why nothing is known', () => {
    const none = [{ device: device({}, null), otherPartition: null }];
    assert.match(
      nothingToDelete(none),
      /^fw-1: Kept: 9\.1\.13 may be what it would fall back to, which nobody knows;[^]*\n\nWhat else takes room there/,
    );
    const away = [{ device: device({ trouble: 'It does not answer.' }), otherPartition: null }];
    assert.equal(nothingToDelete(away), 'fw-1: It does not answer.');
  });
});
