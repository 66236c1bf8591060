/** Discovery with the real client against the simulated fleet that the demo shows, in virtual time. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { addFirewall } from '../../../src/inventory/addFirewall.ts';
import type { Device } from '../../../src/inventory/device.ts';
import { discover, type DiscoveryResult } from '../../../src/inventory/discovery.ts';
import { pairsOf } from '../../../src/inventory/pairs.ts';
import { createRateLimit } from '../../../src/inventory/rateLimit.ts';
import { parseAddress } from '../../../src/panos/address.ts';
import type { DeviceClient } from '../../../src/panos/client/client.ts';
import { createClientPool, type DeviceRole } from '../../../src/panos/client/clientPool.ts';
import { LockOutGuard } from '../../../src/panos/client/lockOutGuard.ts';
import { restartSystem } from '../../../src/panos/commands/device.ts';
import { seededRng } from '../../../src/ports/rng.ts';
import { createFleet, type SimulatedFleet } from '../../../src/simulator/fleet.ts';
import { type FleetSpec, parseFleetSpec } from '../../../src/simulator/spec/fleetSpec.ts';
import { VirtualClock } from '../../../src/simulator/time/virtualClock.ts';
import { simulatorTransport } from '../../support/simulatorTransport.ts';

const LIMITS = { timeoutMs: 30_000, softwareCheckTimeoutMs: 90_000, softwareInfoTimeoutMs: 120_000 };
const ATTEMPTS = 3;

function demoFleet(): FleetSpec {
  const text = readFileSync(new URL('../../../resources/fleets/demo.json', import.meta.url), 'utf8');
  return parseFleetSpec(JSON.parse(text), 'demo');
}

class Site {
  readonly clock = new VirtualClock();
  readonly fleet: SimulatedFleet;
  /** Wrong for firewalls when false. */
  credentialsFit = true;
  /** Addresses of firewalls that know another password. */
  readonly refusing = new Set<string>();
  readonly #clientFor: (role: DeviceRole, address: string, device: string) => DeviceClient | null;
  readonly calls: string[] = [];

  constructor(spec: FleetSpec, addresses?: ReadonlyMap<string, string>) {
    const parts = { clock: this.clock, rng: seededRng(1) };
    this.fleet = createFleet(spec, addresses === undefined ? parts : { ...parts, addresses });
    const { username, password } = spec.credentials;
    const { clientFor } = createClientPool({
      transport: simulatorTransport(this.fleet, {
        onCall: ({ device, operation }) => void this.calls.push(`${device}: ${operation}`),
      }),
      clock: this.clock,
      rng: seededRng(2),
      guard: new LockOutGuard(this.clock),
      limits: { panorama: LIMITS, firewall: LIMITS },
      credentials: async ({ host }, role) => {
        const fits = role === 'panorama' || (this.credentialsFit && !this.refusing.has(host));
        return { kind: 'password', username, password: fits ? password : 'wrong' };
      },
    });
    this.#clientFor = (role, text, device) => {
      const address = parseAddress(text);
      return address === null ? null : clientFor(role, address, device);
    };
  }

  async discover(known: readonly Device[] = [], signal?: AbortSignal): Promise<DiscoveryResult> {
    const panorama = this.#clientFor('panorama', this.fleet.panorama.address, 'panorama');
    assert.ok(panorama);
    return this.clock.drive(
      discover({
        panorama,
        panoramaRate: createRateLimit(10, this.clock),
        clientFor: (address, hostname) => this.#clientFor('firewall', address, hostname),
        known: () => known,
        workers: 5,
        retryAttempts: ATTEMPTS,
        clock: this.clock,
        signal,
      }),
    );
  }

  async restart(serial: string): Promise<void> {
    const client = this.#clientFor('firewall', this.fleet.devices.get(serial)?.address ?? '', serial);
    await this.clock.drive(client?.effect(restartSystem) ?? assert.fail());
  }

  async add(serial: string, known: readonly Device[]): Promise<readonly Device[]> {
    const { changed } = await this.clock.drive(
      addFirewall({
        address: this.fleet.devices.get(serial)?.address ?? '',
        clientFor: (address, hostname) => this.#clientFor('firewall', address, hostname),
        known: () => known,
        retryAttempts: ATTEMPTS,
        clock: this.clock,
      }),
    );
    return changed;
  }
}

describe('discovery of the simulated demo fleet', () => {
  it('finds every firewall and pair with one call to Panorama', async () => {
    const spec = demoFleet();
    const site = new Site(spec);
    const { devices, summary, problems } = await site.discover();

    assert.deepEqual(
      site.calls.filter((call) => call.startsWith('panorama:')),
      ['panorama: log in', 'panorama: show devices all', 'panorama: show devicegroups'],
    );
    const disconnected = spec.firewalls.filter(({ connected }) => !connected).length;
    const members = spec.firewalls.filter(({ ha }) => ha !== undefined).length;
    assert.deepEqual(problems, []);
    assert.deepEqual(summary, {
      total: spec.firewalls.length,
      new: spec.firewalls.length,
      updated: 0,
      standalone: spec.firewalls.length - disconnected - members,
      haMembers: members,
      pairs: members / 2,
      unknown: disconnected,
      disconnected,
      vanished: 0,
      unreachable: 0,
    });
    for (const {
      members: [active, passive],
    } of pairsOf(devices)) {
      assert.deepEqual([active.haState, passive.haState], ['active', 'passive']);
    }
    assert.equal(site.fleet.log.all().length, 0, 'discovery changes nothing');
  });

  it('finds the same where all firewalls share one host, as over HTTPS on this machine', async () => {
    const spec = demoFleet();
    const shared = spec.firewalls.map(
      ({ serial }, index) => [serial, `127.0.0.1:${20_000 + index}`] as const,
    );
    const { summary } = await new Site(spec, new Map(shared)).discover();
    const { summary: apart } = await new Site(spec).discover();
    assert.deepEqual(summary, apart);
  });

  it('finds nothing new the second time', async () => {
    const site = new Site(demoFleet());
    const first = await site.discover();
    const { summary } = await site.discover(first.devices);
    assert.deepEqual([summary.new, summary.updated], [0, 0]);
  });

  it('keeps a pair whose member restarts, and doubts it while the HA daemon is not up', async () => {
    const site = new Site(demoFleet());
    const { devices: known } = await site.discover();
    const [pair] = pairsOf(known);
    assert.ok(pair);
    const { serial } = pair.members[1];
    const typeOf = ({ devices }: DiscoveryResult) =>
      devices
        .filter((device) => pair.members.some((member) => member.serial === device.serial))
        .map(({ deviceType }) => deviceType);

    await site.restart(serial);
    await site.clock.advanceBy(120_000);
    const meanwhile = await site.discover(known);
    assert.deepEqual(typeOf(meanwhile), ['ha_pair', 'ha_pair']);
    assert.equal(pairsOf(meanwhile.devices).length, pairsOf(known).length);

    const firewall = site.fleet.devices.get(serial);
    while (firewall?.phase !== 'working') {
      await site.clock.advanceBy(1_000);
      site.fleet.catchUp();
    }
    const early = await site.discover(meanwhile.devices);
    assert.deepEqual(typeOf(early), ['unknown', 'unknown']);

    await site.clock.advanceBy(600_000);
    assert.deepEqual(typeOf(await site.discover(early.devices)), ['ha_pair', 'ha_pair']);
  });

  it('stops the logins when the credentials are refused', async () => {
    const site = new Site(demoFleet());
    site.credentialsFit = false;
    const { summary, problems } = await site.discover();
    const logins = site.calls.filter((call) => call.endsWith(': log in') && !call.startsWith('panorama:'));
    assert.equal(logins.length, 2);
    assert.equal(summary.unreachable, summary.total - summary.disconnected);
    assert.ok(problems.some(({ message }) => message.includes('could lock the account')));
    const missed = problems.map(({ login }) => login);
    assert.equal(missed.filter((login) => login === 'refused').length, 2);
    assert.equal(missed.filter((login) => login === 'held').length, summary.unreachable - 2);
  });

  it('counts logins that are made, not refusals that are remembered, and asks all others', async () => {
    const spec = demoFleet();
    const site = new Site(spec);
    const three = spec.firewalls.filter(({ connected }) => connected).slice(0, 3);
    for (const { serial } of three)
      site.refusing.add(site.fleet.devices.get(serial)?.address ?? assert.fail());
    const logins = (): number =>
      site.calls.filter((call) => call.endsWith(': log in') && !call.startsWith('panorama:')).length;
    const notAsked = ({ problems }: DiscoveryResult) => problems.map(({ serial }) => serial).sort();
    const refused = three.map(({ serial }) => serial).sort();

    const first = await site.discover();
    assert.ok(notAsked(first).length > 3, 'two refusals keep the account from being locked');
    await site.clock.advanceBy(31 * 60_000);
    const second = await site.discover(first.devices);
    assert.deepEqual(notAsked(second), refused, 'those that refuse come last');

    const made = logins();
    for (let again = 0; again < 5; again += 1) {
      assert.deepEqual(notAsked(await site.discover(second.devices)), refused);
    }
    assert.equal(logins(), made, 'what is remembered is no attempt');
    await site.clock.advanceBy(31 * 60_000);
    await site.discover(second.devices);
    assert.ok(logins() > made, 'nor has it put the next one off');
  });

  it('can be cancelled in the middle', async () => {
    const site = new Site(demoFleet());
    const { devices: known } = await site.discover();
    const stop = new AbortController();
    void site.clock.sleep(60).then(() => stop.abort());
    const { cancelled, devices, summary } = await site.discover(known, stop.signal);
    assert.equal(cancelled, true);
    assert.deepEqual([summary.vanished, summary.unreachable, summary.updated], [0, 0, 0]);
    assert.ok(
      devices.some(({ lastSeenAt }, index) => lastSeenAt !== known[index]?.lastSeenAt),
      'some were seen again',
    );
    assert.ok(
      devices.some(
        ({ presence, lastSeenAt }, index) =>
          presence === 'reachable' && lastSeenAt === known[index]?.lastSeenAt,
      ),
      'some were not asked',
    );
  });

  it('confirms a pair that is added by hand, member by member', async () => {
    const spec = demoFleet();
    const site = new Site(spec);
    const member = spec.firewalls.find(({ ha }) => ha !== undefined);
    assert.ok(member?.ha);
    const first = await site.add(member.serial, []);
    assert.equal(first[0]?.deviceType, 'unknown');
    const second = await site.add(member.ha.peer, first);
    assert.deepEqual(
      second.map(({ deviceType }) => deviceType),
      ['ha_pair', 'ha_pair'],
    );
    assert.equal(pairsOf(second).length, 1);
  });
});
