/** Every check with the real client against simulated firewalls: the healthy one passes all, each trouble fails its own. */
import assert from 'node:assert/strict';
import { parseAddress } from '../../../../src/panos/address.ts';
import { createClient } from '../../../../src/panos/client/client.ts';
import { seededRng } from '../../../../src/ports/rng.ts';
import type { FirewallSpecInput } from '../../../../src/simulator/spec/fleetSpec.ts';
import { ALL_CHECKS } from '../../../../src/validation/readiness/allChecks.ts';
import type { CheckResult } from '../../../../src/validation/checkResult.ts';
import type { CheckPolicies } from '../../../../src/validation/checkResult.ts';
import { checkReadiness } from '../../../../src/validation/readiness/checkReadiness.ts';
import { CREDENTIALS, pair, PAIR, STANDALONE, standalone } from '../../../support/sampleSpec.ts';
import { simulatorTransport } from '../../../support/simulatorTransport.ts';
import { Bench } from '../../simulator/sampleFleet.ts';

type Trouble = (bench: Bench) => void;

const STRICT: CheckPolicies = Object.fromEntries(ALL_CHECKS.map(({ id }) => [id, 'block']));

/** What every check says of the first firewall, each failure being one. The virtual time begins at four in the afternoon. */
async function readiness(firewalls: FirewallSpecInput[], trouble?: Trouble): Promise<CheckResult[]> {
  const bench = new Bench(firewalls);
  await bench.clock.advanceBy(60_000);
  trouble?.(bench);
  const serial = firewalls[0]?.serial ?? '';
  const client = createClient({
    transport: simulatorTransport(bench.fleet),
    clock: bench.clock,
    rng: seededRng(3),
    address: parseAddress(bench.fleet.devices.get(serial)?.address ?? '') ?? assert.fail(),
    device: serial,
    credentials: async () => ({ kind: 'password', ...CREDENTIALS }),
    limits: { timeoutMs: 60_000, softwareCheckTimeoutMs: 90_000, softwareInfoTimeoutMs: 90_000 },
  });
  return bench.clock.drive(
    checkReadiness(client, {
      wanted: ['11.1.0', '11.1.4-h7'],
      settings: { minDiskGb: 1, makeRoom: 'ask' },
      policies: STRICT,
      installs: ['11.1.4-h7'],
      contentDemands: [],
      minimumContent: { '11.1': '8900' },
      updateWindowHours: 3,
      mustExist: MUST_EXIST,
    }),
  );
}

const MUST_EXIST = {
  sessions: [{ source: '10.2.4.12', destination: '192.0.2.21', destinationPort: '443' }],
  arpEntries: [{ ip: '10.2.0.10' }],
  tunnels: ['branch-1', 'branch-2'],
};

/** Those that do not pass, as `check: verdict`. */
function troubles(results: readonly CheckResult[]): string[] {
  return results
    .filter(({ verdict }) => verdict !== 'pass')
    .map(({ check, verdict }) => `${check}: ${verdict}`);
}

const alone = (more: Partial<FirewallSpecInput>) => [standalone({ version: '10.2.10', ...more })];
const within = (condition: NonNullable<FirewallSpecInput['condition']>) => alone({ condition });

describe('checkReadiness with all checks', () => {
  it('passes healthy firewalls: hardware, chassis, virtual', async () => {
    for (const model of ['PA-440', 'PA-7050', 'PA-VM']) {
      const results = await readiness(alone({ model }));
      assert.deepEqual(troubles(results), [], model);
      assert.deepEqual(
        results.map(({ check }) => check),
        ALL_CHECKS.map(({ id }) => id),
      );
    }
  });

  const cases: readonly [string, FirewallSpecInput[]][] = [
    ['disk_space: fail', alone({ panrepoFreeMb: 1400 })],
    ['pending_changes: fail', alone({ pendingChanges: true })],
    ['config_locks: fail', within({ configLock: 'carol' })],
    ['commit_locks: fail', within({ commitLock: 'dave' })],
    ['panorama_connection: fail', within({ panorama: 'disconnected' })],
    ['content_version: fail', alone({ contentVersion: '8790-8462' })],
    ['licences: fail', within({ licenses: 'expired' })],
    ['licences: warn', within({ licenses: 'none' })],
    ['support: fail', within({ support: 'expired' })],
    ['support: unknown', within({ support: 'unknown' })],
    ['support: unknown', within({ updateServer: false })],
    ['device_certificate: fail', within({ deviceCertificate: 'Expired' })],
    ['device_certificate: fail', within({ deviceCertificate: 'None' })],
    ['ntp_sync: fail', within({ ntp: 'not_synchronized' })],
    ['ntp_sync: warn', within({ ntp: 'not_configured' })],
    ['clock_difference: fail', within({ dataplaneClockSeconds: 30 })],
    ['clock_difference: fail', within({ dataplaneClockSeconds: -30 })],
    ['update_schedule: fail', within({ contentUpdateAt: '18:30' })],
    ['environment: fail', within({ alarm: true })],
    ['management_cpu: fail', within({ managementCpu: 95 })],
    ['management_cpu: unknown', within({ systemState: false })],
    ['dataplane_cpu: fail', within({ dataplaneCpu: 85 })],
    ['memory: fail', within({ memoryUsed: 97 })],
    ['certificates: fail', within({ certificateBits: 1024 })],
    ['tunnels: fail', within({ tunnelsDown: 1 })],
  ];
  for (const [trouble, firewalls] of cases) {
    const { condition = {}, ...rest } = firewalls[0] ?? assert.fail();
    const what = JSON.stringify(Object.keys(condition).length > 0 ? condition : rest);
    it(`finds ${trouble} alone with ${what}`, async () => {
      assert.deepEqual(troubles(await readiness(firewalls)), [trouble]);
    });
  }

  it('finds somebody else at work', async () => {
    const busy: Trouble = ({ fleet }) =>
      fleet.fault(STANDALONE, { kind: 'foreign_job', type: 'Commit', user: 'alice' });
    assert.deepEqual(troubles(await readiness(alone({}), busy)), ['device_jobs: fail']);
  });

  it('finds neither sessions nor neighbours where nothing is forwarded', async () => {
    const results = await readiness(alone({ tcpSessions: 0, arp: 0 }));
    assert.deepEqual(troubles(results), ['sessions: fail', 'arp_entries: fail']);
  });
});

describe('checkReadiness of a member of a pair', () => {
  const haOf = async (members: FirewallSpecInput[]) => {
    const results = await readiness(members);
    return results.find(({ check }) => check === 'ha')?.verdict;
  };

  it('passes both members of a whole pair', async () => {
    assert.equal(await haOf(pair()), 'pass');
    assert.equal(await haOf(pair().reverse()), 'pass');
    assert.equal(await haOf(pair({ sessionSync: false })), 'warn');
    assert.equal(
      await haOf(
        pair(
          { mode: 'active-active', state: 'active-primary' },
          { mode: 'active-active', state: 'active-secondary' },
        ),
      ),
      'pass',
    );
  });

  it('fails for a pair that is not whole, not in step or not quiet', async () => {
    const [FIRST] = PAIR;
    const broken: readonly [string, FirewallSpecInput[]][] = [
      ['suspended', pair({}, { state: 'suspended' })],
      ['non-functional', pair({}, { state: 'non-functional' })],
      ['link down', pair({ link: 'down' }, { state: 'active' })],
      ['not synchronized', pair({}, { synchronized: false })],
      ['preemptive', pair({ preemptive: true }, { preemptive: true })],
    ];
    for (const [what, members] of broken) {
      assert.equal(members[0]?.serial, FIRST);
      assert.equal(await haOf(members), 'fail', what);
    }
  });
});
