/** What is said when a discovery has ended, or a firewall was added. */
import assert from 'node:assert/strict';
import { addedFirewall } from '../../../../../src/vscode/commands/devices/addedFirewall.ts';
import type { MissedLogin } from '../../../../../src/inventory/sighting.ts';
import {
  discoveryActions,
  discoverySummary,
} from '../../../../../src/vscode/commands/devices/discoverySummary.ts';
import { device } from '../../../../support/sampleDevice.ts';
import { sn } from '../../../../support/serials.ts';

describe('the summary of a discovery', () => {
  const numbers = {
    total: 24,
    new: 24,
    updated: 0,
    standalone: 15,
    haMembers: 8,
    pairs: 1,
    unknown: 2,
    disconnected: 1,
    vanished: 0,
    unreachable: 0,
  };

  it('names what is worth knowing, and only that, and counts each device in trouble once', () => {
    const summary = discoverySummary(
      {
        devices: [
          device({ deviceType: 'unknown' }),
          device({ deviceType: 'unknown', presence: 'disconnected' }),
        ],
        summary: numbers,
        problems: [],
        untrusted: [],
        changed: [],
        groupsProblem: null,
        cancelled: false,
      },
      '',
    );
    assert.equal(summary, 'Discovered 24 devices and 1 HA pair (24 new; 1 of unknown type, 1 disconnected).');
  });

  it('says when it was cancelled and when devices could not be asked', () => {
    const summary = discoverySummary(
      {
        devices: [],
        summary: { ...numbers, new: 0, unknown: 0, disconnected: 0 },
        problems: [{ serial: sn('1'), hostname: 'a', message: 'no answer', login: null }],
        untrusted: [],
        changed: [],
        groupsProblem: null,
        cancelled: true,
      },
      '',
    );
    assert.equal(
      summary,
      'Discovery was cancelled. Known so far: 24 devices and 1 HA pair. 1 device could not be asked in full.',
    );
  });

  it('tells what let nobody in apart from what is not there, and offers the credentials', () => {
    const missed = (login: MissedLogin | null, index: number) => ({
      serial: sn(`${index}`),
      hostname: `fw-${index}`,
      message: 'no',
      login,
    });
    const problems = ([null, 'refused', 'refused', 'held', 'not_stored'] as const).map(missed);
    const result = {
      devices: [],
      summary: { ...numbers, new: 0, unknown: 0, disconnected: 0, unreachable: 5 },
      problems,
      untrusted: [],
      changed: [],
      groupsProblem: null,
      cancelled: false,
    };
    assert.equal(
      discoverySummary(result, 'fw-1 refused it. The next login is tried at 3.'),
      'Discovered 24 devices and 1 HA pair (2 refused the credentials, 1 not asked, so that no account is locked, ' +
        '1 without credentials, 1 unreachable). 5 devices could not be asked in full. fw-1 refused it. The next login is tried at 3.',
    );
    const titles = (all: typeof problems): string[] =>
      discoveryActions({ problems: all }).map(({ title }) => title);
    assert.deepEqual(titles(problems), ['Set Firewall Credentials…', 'Show Log']);
    assert.deepEqual(titles(problems.slice(0, 1)), ['Show Log']);
    assert.deepEqual(titles([]), []);
  });
});

describe('what is said of an added firewall', () => {
  it('is that it was added, or only read again', () => {
    assert.equal(
      addedFirewall(device(), false),
      'Added fw-1: PA-440, PAN-OS 10.1.14. HA is off on the firewall.',
    );
    assert.match(addedFirewall(device(), true), /^fw-1 is already known; it was read again: PA-440/);
  });
});
