/** Snapshots and readiness with the real client against simulated firewalls, in virtual time. */
import assert from 'node:assert/strict';
import { parseAddress } from '../../../../src/panos/address.ts';
import { createClient, type DeviceClient } from '../../../../src/panos/client/client.ts';
import { restartSystem } from '../../../../src/panos/commands/device.ts';
import { seededRng } from '../../../../src/ports/rng.ts';
import { createFleet, type SimulatedFleet } from '../../../../src/simulator/fleet.ts';
import { type FirewallSpecInput, parseFleetSpec } from '../../../../src/simulator/spec/fleetSpec.ts';
import { VirtualClock } from '../../../../src/simulator/time/virtualClock.ts';
import { compareSnapshots } from '../../../../src/validation/comparison/comparisonRules.ts';
import { checkReadiness } from '../../../../src/validation/readiness/checkReadiness.ts';
import type { Snapshot } from '../../../../src/validation/comparison/snapshot.ts';
import { takeSnapshot } from '../../../../src/validation/comparison/takeSnapshot.ts';
import { defaultSettings } from '../../../support/engineSettings.ts';
import { simulatorTransport } from '../../../support/simulatorTransport.ts';
import { sn } from '../../../support/serials.ts';

const SERIAL = '001701000101';
const ADDRESS = '10.77.16.1';
const CREDENTIALS = { username: 'upgrader', password: 'p&ss@word' };

/** One simulated firewall and a client that speaks with it. */
class Bench {
  readonly clock = new VirtualClock();
  readonly fleet: SimulatedFleet;
  readonly client: DeviceClient;

  constructor(firewall: Partial<FirewallSpecInput>) {
    const spec = parseFleetSpec({
      name: 'one',
      credentials: CREDENTIALS,
      panorama: { hostname: 'panorama', serial: '000702000001', version: '11.2.4' },
      catalogue: [
        { version: '9.1.13', sizeMb: 400 },
        { version: '10.1.14', sizeMb: 420 },
        { version: '10.2.0', sizeMb: 900, base: true },
        { version: '10.2.10', sizeMb: 450 },
      ],
      firewalls: [
        {
          serial: SERIAL,
          hostname: 'fw-1',
          model: 'PA-440',
          version: '10.1.14',
          address: ADDRESS,
          ...firewall,
        },
      ],
    });
    this.fleet = createFleet(spec, { clock: this.clock, rng: seededRng(1) });
    this.client = createClient({
      transport: simulatorTransport(this.fleet),
      clock: this.clock,
      rng: seededRng(2),
      address: parseAddress(ADDRESS) ?? assert.fail(),
      device: 'fw-1',
      credentials: async () => ({ kind: 'password', ...CREDENTIALS }),
      limits: { timeoutMs: 30_000, softwareCheckTimeoutMs: 90_000, softwareInfoTimeoutMs: 90_000 },
    });
  }

  async snapshot(): Promise<Snapshot> {
    const swVersion = this.fleet.devices.get(SERIAL)?.version ?? '';
    const found = await this.clock.drive(
      takeSnapshot(this.client, { serial: sn(SERIAL), swVersion }, this.clock),
    );
    assert.ok(found.kind === 'taken');
    return found.snapshot;
  }

  async verdicts(): Promise<Record<string, string>> {
    const request = {
      ...defaultSettings.readiness,
      installs: [],
      contentDemands: [],
      wanted: ['10.2.0', '10.2.10'],
      settings: { minDiskGb: 1, makeRoom: 'ask' } as const,
    };
    const results = await this.clock.drive(checkReadiness(this.client, request));
    return Object.fromEntries(results.map(({ check, verdict }) => [check, verdict]));
  }
}

describe('takeSnapshot of a simulated firewall', () => {
  for (const advancedRouting of [false, true]) {
    it(`reads the tables of the ${advancedRouting ? 'advanced' : 'legacy'} routing engine`, async () => {
      const tables = { tcpSessions: 800, routes: 30, arp: 12, condition: { bgpPeersDown: 1 } };
      const bench = new Bench({ advancedRouting, version: '10.2.10', ...tables });
      const taken = await bench.snapshot();
      assert.deepEqual([taken.serial, taken.swVersion], [SERIAL, '10.2.10']);
      assert.equal(taken.at, bench.clock.now());
      assert.deepEqual([taken.routes?.length, taken.arp?.length, taken.fib?.length], [30, 12, 30]);
      assert.deepEqual(taken.fib?.[0]?.router, 'default');
      assert.deepEqual(
        taken.bgpPeers?.map(({ name, established }) => [name, established]),
        [
          ['isp-1', true],
          ['isp-2', false],
        ],
      );
      assert.ok(Math.abs((taken.tcpSessions ?? 0) - 800) < 80, String(taken.tcpSessions));
    });
  }

  it('reads interfaces, tunnels, licences and content', async () => {
    const condition = { interfacesDown: 1, tunnelsDown: 1, licenses: 'expired' } as const;
    const { interfaces, tunnels, licences, contentVersion } = await new Bench({ condition }).snapshot();
    const port = interfaces?.filter(({ name }) => name === 'ethernet1/12');
    assert.deepEqual(port, [
      { kind: 'hardware', name: 'ethernet1/12', state: 'down', mtu: 1500 },
      {
        kind: 'logical',
        name: 'ethernet1/12',
        zone: 'inside',
        ip: '10.2.11.1/24',
        addresses: ['10.2.11.1/24'],
      },
    ]);
    assert.deepEqual(
      tunnels?.map(({ state }) => state),
      ['active', 'init'],
    );
    assert.deepEqual(
      licences?.filter(({ expired }) => expired === true).map(({ feature }) => feature),
      ['Threat Prevention'],
    );
    assert.match(contentVersion ?? '', /^\d+-\d+$/);
    const down = new Bench({ version: '10.2.10', condition: { userIdAgents: 2, userIdAgentsDown: 1 } });
    for (const bench of [
      down,
      new Bench({ version: '9.1.13', condition: { userIdAgents: 2, userIdAgentsDown: 1 } }),
    ])
      assert.deepEqual(
        (await bench.snapshot()).userId?.map(({ kind, name, state }) => [kind, name, state]),
        [
          ['agent', 'uid-agent-1', 'conn:idle'],
          ['agent', 'uid-agent-2', 'not-conn:idle'],
          ['service', '', 'up'],
        ],
      );
  });

  it('finds the same when nothing happened in between, and after a restart', async () => {
    const bench = new Bench({});
    const before = await bench.snapshot();
    const margins = { ...defaultSettings.validation, tcpSessionMargin: 20 };
    const pause = async (): Promise<void> => undefined;
    await bench.clock.advanceBy(600_000);
    assert.equal((await compareSnapshots(before, await bench.snapshot(), margins, pause)).passed, true);
    await bench.clock.drive(bench.client.effect(restartSystem));
    await bench.clock.advanceBy(3_600_000);
    const after = await bench.snapshot();
    assert.equal((await compareSnapshots(before, after, margins, pause)).passed, true);
    assert.ok((after.routes?.length ?? 0) > 0);
  });
});

describe('checkReadiness of a simulated firewall', () => {
  const fit = {
    disk_space: 'pass',
    pending_changes: 'pass',
    config_locks: 'pass',
    commit_locks: 'pass',
    device_jobs: 'pass',
    device_certificate: 'pass',
  };

  it('passes a fit one', async () => {
    assert.deepEqual(await new Bench({}).verdicts(), fit);
  });

  it('finds a full disk, uncommitted changes and other people’s work', async () => {
    assert.deepEqual(await new Bench({ panrepoFreeMb: 1400 }).verdicts(), { ...fit, disk_space: 'fail' });
    assert.deepEqual(await new Bench({ pendingChanges: true }).verdicts(), {
      ...fit,
      pending_changes: 'fail',
    });
    const busy = new Bench({});
    busy.fleet.fault(SERIAL, { kind: 'foreign_job', type: 'Commit', user: 'alice' });
    assert.deepEqual(await busy.verdicts(), { ...fit, device_jobs: 'fail' });
  });
});
