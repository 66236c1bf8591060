/** The whole engine with an account that has the roles of resources/ and nothing more. In virtual time. */
import assert from 'node:assert/strict';
import type { Engine } from '../../../src/engine/engineContract.ts';
import type { AdminRole } from '../../../src/simulator/server/roles.ts';
import type { FirewallSpecInput } from '../../../src/simulator/spec/fleetSpec.ts';
import { rolesOf, shippedRole } from '../../support/adminRoles.ts';
import { download } from '../../support/downloadRig.ts';
import { outageSeconds, PAIR_PATHS, pairSpec, upgradePair, versionOf } from '../../support/pairRig.ts';
import { PATHS, Rig } from '../../support/rig.ts';
import { CREDENTIALS, pair, STANDALONE, standalone } from '../../support/sampleSpec.ts';

const HOUR_MS = 3_600_000;

interface Begun {
  readonly rig: Rig;
  readonly engine: Engine;
  /** What discovery complained of. */
  readonly problems: readonly string[];
}

async function begin(
  firewalls: FirewallSpecInput[] = [standalone()],
  roles: ReturnType<typeof rolesOf> = rolesOf(),
): Promise<Begun> {
  const spec = pairSpec(firewalls, { credentials: { ...CREDENTIALS, roles } });
  const rig = new Rig({ spec, paths: { ...PATHS, ...PAIR_PATHS } });
  const engine = await rig.start();
  const options = { signal: new AbortController().signal, onProgress: () => undefined };
  const { problems } = await rig.clock.drive(engine.discover(options));
  // Members of a pair say for some minutes after a boot that they have none.
  await rig.clock.advanceBy(HOUR_MS);
  return { rig, engine, problems: problems.map(({ message }) => message) };
}

async function upgrade({ rig, engine }: Begun): Promise<string> {
  const submission = engine.submitUpgrade({ serial: STANDALONE, dryRun: false, by: 'test' });
  assert.ok(submission.ok);
  const job = await rig.finish(engine, submission.job.id);
  return `${job.status}: ${job.message ?? ''}`;
}

async function updateScheduleVerdict({ rig, engine }: Begun): Promise<string> {
  const { signal } = new AbortController();
  const checking = engine.checkReadiness({ serials: [STANDALONE], signal, onRow: () => undefined });
  const [device] = await rig.clock.drive(checking);
  const result = device?.results.find(({ check }) => check === 'update_schedule');
  return `${result?.verdict}: ${result?.reason}`;
}

const firewallWithout = (...without: AdminRole['rights']): ReturnType<typeof rolesOf> =>
  rolesOf({ firewall: shippedRole('device', ...without) });

const wantsSuperuser = rolesOf({ firewall: { ...shippedRole('device'), superuserCommands: 'refused' } });

describe('engine: an account with the least rights', () => {
  it('discovers, checks, pre-stages and upgrades a firewall', async () => {
    const begun = await begin();
    assert.deepEqual(begun.problems, []);
    assert.equal(await updateScheduleVerdict(begun), 'pass: No dynamic updates are scheduled.');
    assert.equal((await download(begun)).status, 'completed');
    assert.match(await upgrade(begun), /^completed: /);
    assert.equal(versionOf(begun.rig, STANDALONE), '11.1.4-h7');
  });

  it('upgrades a pair, without a second in which nobody forwards', async () => {
    const begun = await begin(pair());
    const job = await upgradePair(begun);
    assert.equal(job.status, 'completed', job.message ?? '');
    assert.equal(outageSeconds(begun.rig), 0);
  });

  it('is told at the discovery which permission it lacks on firewalls, and on Panorama', async () => {
    const lacking = /: the administrator role lacks the XML API permission Operational Requests/;
    const { problems } = await begin(undefined, firewallWithout('op'));
    assert.equal(problems.length, 1);
    assert.match(problems[0] ?? '', lacking);
    const panorama: AdminRole = { rights: ['config'], superuserCommands: 'allowed' };
    await assert.rejects(begin(undefined, rolesOf({ panorama })), {
      kind: 'not_authorized',
      message: lacking,
    });
  });

  it('is told before anything was changed that Export is missing', async () => {
    const begun = await begin(undefined, firewallWithout('export'));
    assert.match(
      await upgrade(begun),
      /^failed: .*not backed up: the administrator role lacks the XML API permission Export/,
    );
    assert.deepEqual(begun.rig.fleet.log.of(STANDALONE, 'install_started'), []);
  });

  it('does without Configuration but for one readiness check, which says so', async () => {
    const begun = await begin(undefined, firewallWithout('config'));
    assert.match(
      await updateScheduleVerdict(begun),
      /^unknown: .*the administrator role lacks the XML API permission Configuration/,
    );
    assert.match(await upgrade(begun), /^completed: /);
  });

  it('pre-stages where installing wants a superuser, and is told so before anything is installed', async () => {
    const begun = await begin(undefined, wantsSuperuser);
    assert.equal((await download(begun)).status, 'completed');
    assert.match(await upgrade(begun), /^failed: .*the device lets nobody but a superuser do this/);
    assert.equal(versionOf(begun.rig, STANDALONE), '10.1.14');
    assert.deepEqual(begun.rig.fleet.log.of(STANDALONE, 'restart_accepted'), []);
  });

  it('suspends no member of a pair whose installation is refused', async () => {
    const begun = await begin(pair(), wantsSuperuser);
    const job = await upgradePair(begun);
    assert.match(
      `${job.status}: ${job.message ?? ''}`,
      /^failed: .*the device lets nobody but a superuser do this/,
    );
    assert.deepEqual(
      begun.rig.fleet.log.all().filter(({ what }) => what === 'suspended' || what === 'restart_accepted'),
      [],
    );
  });
});
