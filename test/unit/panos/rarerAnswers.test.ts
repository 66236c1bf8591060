/** The forms of answers that are not the usual ones, as simulated devices give them and the real client reads them. */
import assert from 'node:assert/strict';
import { UNRESOLVED } from '../../../src/panos/answers/forwarding/arp.ts';
import { parseAddress } from '../../../src/panos/address.ts';
import { createClient } from '../../../src/panos/client/client.ts';
import type { ReadCommand } from '../../../src/panos/calls/command.ts';
import { showInterfaces } from '../../../src/panos/commands/forwarding.ts';
import { showHaState } from '../../../src/panos/commands/highAvailability.ts';
import {
  requestSupportCheck,
  showClock,
  showClockMore,
  showEnvironmentals,
  showManagementMemory,
} from '../../../src/panos/commands/readiness.ts';
import { checkSoftware } from '../../../src/panos/commands/software.ts';
import { showArp } from '../../../src/panos/commands/traffic.ts';
import { seededRng } from '../../../src/ports/rng.ts';
import { Bench } from '../simulator/sampleFleet.ts';
import { CREDENTIALS, pair, PAIR, sampleSpec, standalone } from '../../support/sampleSpec.ts';
import { simulatorTransport } from '../../support/simulatorTransport.ts';

const UNUSUAL = '001701000116';
const OLD = '001701000117';

describe('the rarer forms of answers', () => {
  const catalogue = [...sampleSpec([]).catalogue, { version: '8.1.20', sizeMb: 300 }];
  const unusual = standalone({
    serial: UNUSUAL,
    model: 'PA-7050',
    condition: { alarm: true, dataplaneClockSeconds: 15, updateServer: false },
    answers: {
      timeZone: '+03',
      clockLines: 'indented',
      addresses: 'several',
      unresolvedArp: 2,
      environment: 'flat',
      failedCheck: 'sentence',
    },
  });
  const old = standalone({
    serial: OLD,
    model: 'PA-3020',
    version: '8.1.20',
    condition: { support: 'unknown' },
  });
  const bench = new Bench([unusual, old, ...pair({}, { state: 'suspended' })], 1, { catalogue });
  const transport = simulatorTransport(bench.fleet);

  before(() => bench.clock.advanceBy(60_000));

  function ask<T>(target: string, command: ReadCommand<T>): Promise<T> {
    const address = parseAddress(bench.fleet.devices.get(target)?.address ?? '', 443);
    assert.ok(address !== null);
    const client = createClient({
      transport,
      clock: bench.clock,
      rng: seededRng(3),
      address,
      device: target,
      credentials: async () => ({ kind: 'password', ...CREDENTIALS }),
      limits: { timeoutMs: 60_000, softwareCheckTimeoutMs: 90_000, softwareInfoTimeoutMs: 90_000 },
    });
    return bench.clock.drive(client.read(command, { attempts: 1 }));
  }

  it('of clocks: a zone without a name, lines that are set in', async () => {
    const now = (await ask(UNUSUAL, showClock)).at ?? 0;
    assert.deepEqual(
      (await ask(UNUSUAL, showClockMore)).map(({ plane, at }) => [
        plane,
        Math.round(((at ?? 0) - now) / 1000),
      ]),
      [
        ['s3dp0', 15],
        ['s3dp1', 15],
      ],
    );
  });

  it('of sensors: without slots', async () => {
    const alarms = (await ask(UNUSUAL, showEnvironmentals)).filter(({ alarm }) => alarm === true);
    assert.deepEqual(
      alarms.map(({ kind }) => kind),
      ['power-supply'],
    );
  });

  it('of memory: as old releases write it', async () => {
    assert.equal(Math.round((await ask(OLD, showManagementMemory)) ?? 0), 61);
  });

  it('of interfaces: further addresses, IPv6 and learned ones', async () => {
    const { logical } = await ask(UNUSUAL, showInterfaces);
    assert.deepEqual(
      logical.slice(1, 3).map(({ ip, addresses }) => [ip, addresses]),
      [
        ['10.17.1.1/24', ['10.17.1.1/24', '10.17.101.1/24', '2001:db8:11::1/64']],
        [null, ['10.17.102.7/24']],
      ],
    );
  });

  it('of neighbours: such as did not answer', async () => {
    const arp = await ask(UNUSUAL, showArp);
    assert.equal(arp.filter(({ mac }) => mac === UNRESOLVED).length, 2);
    assert.ok(arp.length > 2);
  });

  it('of a failed software check: a success that holds a sentence', async () => {
    await assert.rejects(
      ask(UNUSUAL, checkSoftware),
      /no images in it, but the words "Failed to check upgrade info due to Unknown error\./,
    );
  });

  it('of members that are out of the pair: with the reason, as both see it', async () => {
    const [mine, theirs] = [await ask(PAIR[1], showHaState), await ask(PAIR[0], showHaState)];
    assert.ok(mine.enabled && theirs.enabled);
    assert.deepEqual(
      [mine.local.reason, theirs.peer.reason, theirs.local.reason],
      ['User requested', 'User requested', null],
    );
  });

  it('of support: the reason why there is no contract', async () => {
    assert.equal((await ask(OLD, requestSupportCheck)).description, 'Device not found on this update server');
  });
});
