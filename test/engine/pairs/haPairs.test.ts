/** Upgrades of HA pairs, judged by what both members went through and by the seconds in which neither forwarded. */
import assert from 'node:assert/strict';
import type { Rig } from '../../support/rig.ts';
import { defaultSettings } from '../../support/engineSettings.ts';
import {
  beginPair,
  byHand,
  doneTo,
  haState,
  isUntouched,
  ONE_HOP_OF_PAIR,
  outageSeconds,
  pairSpec,
  refusal,
  submitPair,
  upgradePair,
  versionOf,
} from '../../support/pairRig.ts';
import { activeActive, PAIR, pair, pairOf } from '../../support/sampleSpec.ts';

const [FIRST, SECOND] = PAIR;

/** Both members' effects in the order in which they happened. */
function inOrder(rig: Rig): string[] {
  return rig.fleet.log
    .all()
    .filter(({ what }) => ['install_started', 'restart_accepted', 'suspended', 'functional'].includes(what))
    .map(({ serial, what, version }) =>
      `${serial === FIRST ? 'first' : 'second'} ${what} ${version ?? ''}`.trim(),
    );
}

describe('engine: an HA pair', () => {
  it('goes hop by hop, the member that stands by first, and never without an active one', async () => {
    const { rig, engine } = await beginPair();
    const job = await upgradePair({ rig, engine });
    assert.equal(job.status, 'completed', job.message ?? '');
    assert.deepEqual(inOrder(rig), [
      ...['second install_started 11.1.4-h7', 'second restart_accepted'],
      ...['first suspended', 'first install_started 11.1.4-h7', 'first restart_accepted'],
      ...['first install_started 12.1.4', 'first restart_accepted'],
      ...['second suspended', 'second install_started 12.1.4', 'second restart_accepted'],
    ]);
    assert.equal(outageSeconds(rig), 0);
    assert.deepEqual(
      job.runs.map(({ status, currentVersion }) => [status, currentVersion]),
      [
        ['complete', '12.1.4'],
        ['complete', '12.1.4'],
      ],
    );
  });

  it('has every image of the whole path on both members before anything is installed', async () => {
    const { rig, engine } = await beginPair();
    await upgradePair({ rig, engine });
    const firstInstall = rig.fleet.log.all().findIndex(({ what }) => what === 'install_started');
    const images = rig.fleet.log
      .all()
      .slice(0, firstInstall)
      .filter(({ what }) => what === 'download_finished')
      .map(({ serial, version }) => `${serial} ${version ?? ''}`);
    const path = ['11.1.0', '11.1.4-h7', '12.1.2', '12.1.4'];
    assert.deepEqual(
      images,
      PAIR.flatMap((serial) => path.map((version) => `${serial} ${version}`)),
    );
  });

  it('finds the roles on the devices, whatever the list says', async () => {
    const exchanged = pair({ state: 'passive' }, { state: 'active' });
    const { rig, engine } = await beginPair({ spec: pairSpec(exchanged), paths: ONE_HOP_OF_PAIR });
    await upgradePair({ rig, engine });
    assert.deepEqual(doneTo(rig, FIRST)[0], 'install_started 11.1.4-h7');
    assert.deepEqual(doneTo(rig, SECOND)[0], 'suspended');
  });

  it('follows the roles when they change while the images are fetched', async () => {
    const { rig, engine } = await beginPair({ paths: ONE_HOP_OF_PAIR });
    const { id } = await submitPair(engine);
    await rig.until(FIRST, 'download_started');
    byHand(rig, FIRST, 'suspend');
    await rig.clock.advanceBy(60_000);
    byHand(rig, FIRST, 'functional');
    const job = await rig.finish(engine, id);
    assert.equal(job.status, 'completed', job.message ?? '');
    assert.deepEqual(inOrder(rig).slice(2), [
      ...['first install_started 11.1.4-h7', 'first restart_accepted'],
      ...['second suspended', 'second install_started 11.1.4-h7', 'second restart_accepted'],
    ]);
    assert.equal(outageSeconds(rig), 0);
  });

  it('leaves behind an inventory that knows the roles as they are now', async () => {
    const { rig, engine } = await beginPair({ paths: ONE_HOP_OF_PAIR });
    const { id } = await submitPair(engine);
    const roles = (): (string | null | undefined)[] =>
      PAIR.map((serial) => engine.inventory.get(serial)?.haState);
    await rig.until(FIRST, 'install_started');
    assert.deepEqual(roles(), ['suspended', 'active']);
    await rig.finish(engine, id);
    assert.deepEqual(
      roles(),
      PAIR.map((serial) => haState(rig, serial)),
    );
    assert.deepEqual(roles(), ['passive', 'active']);
  });

  it('compares the active role before and after, not one box', async () => {
    const { rig, engine } = await beginPair({ paths: ONE_HOP_OF_PAIR });
    const job = await upgradePair({ rig, engine });
    const comparison = job.steps.find(({ kind }) => kind === 'compare');
    assert.equal(comparison?.facts['passed'], true, comparison?.message ?? '');
    assert.match(comparison.message ?? '', /routes 40 \(unchanged\)/);
  });

  it('makes a member functional that is still suspended after its restart', async () => {
    const members = pair({ staysSuspended: true }, { staysSuspended: true });
    const { rig, engine } = await beginPair({ spec: pairSpec(members), paths: ONE_HOP_OF_PAIR });
    const job = await upgradePair({ rig, engine });
    assert.equal(job.status, 'completed', job.message ?? '');
    assert.deepEqual(doneTo(rig, FIRST), [
      ...['suspended', 'install_started 11.1.4-h7', 'restart_accepted', 'booted 11.1.4-h7', 'functional'],
    ]);
  });

  it('takes both members of an active/active pair out before they restart', async () => {
    const { rig, engine } = await beginPair({ spec: pairSpec(activeActive()), paths: ONE_HOP_OF_PAIR });
    const job = await upgradePair({ rig, engine });
    assert.equal(job.status, 'completed', job.message ?? '');
    assert.deepEqual(inOrder(rig), [
      ...['second suspended', 'second install_started 11.1.4-h7', 'second restart_accepted'],
      ...['first suspended', 'first install_started 11.1.4-h7', 'first restart_accepted'],
    ]);
    assert.equal(outageSeconds(rig), 0);
  });

  it('comes through where an older member leaves the pair while the newer one leads', async () => {
    const spec = pairSpec(pair(), { ha: { olderStandby: 'non-functional' } });
    const { rig, engine } = await beginPair({ spec });
    const job = await upgradePair({ rig, engine });
    assert.equal(job.status, 'completed', job.message ?? '');
    assert.equal(outageSeconds(rig), 0);
  });

  it('lets the member lead again that led before, if that is set', async () => {
    const settings = { ...defaultSettings, ha: { ...defaultSettings.ha, returnToOriginalActive: true } };
    const { rig, engine } = await beginPair({ paths: ONE_HOP_OF_PAIR, settings });
    const job = await upgradePair({ rig, engine });
    assert.equal(job.status, 'completed', job.message ?? '');
    assert.deepEqual(inOrder(rig).slice(-2), ['second suspended', 'second functional']);
    assert.equal(haState(rig, FIRST), 'active');
    assert.equal(outageSeconds(rig), 0);
  });

  it('needs no failover more where the roles are as they were', async () => {
    const settings = { ...defaultSettings, ha: { ...defaultSettings.ha, returnToOriginalActive: true } };
    const { rig, engine } = await beginPair({ settings });
    const job = await upgradePair({ rig, engine });
    assert.equal(job.status, 'completed', job.message ?? '');
    assert.equal(rig.fleet.log.all().filter(({ what }) => what === 'suspended').length, 2);
    assert.equal(haState(rig, FIRST), 'active');
  });

  it('installs only the last version where that is set, with all images on both members first', async () => {
    const settings = { ...defaultSettings, upgrade: { installMode: 'final-only' as const } };
    const { rig, engine } = await beginPair({ settings });
    const job = await upgradePair({ rig, engine });
    assert.equal(job.status, 'completed', job.message ?? '');
    assert.deepEqual(inOrder(rig), [
      ...['second install_started 12.1.4', 'second restart_accepted'],
      ...['first suspended', 'first install_started 12.1.4', 'first restart_accepted'],
    ]);
    assert.equal(rig.fleet.log.of(FIRST, 'download_finished').length, 4);
    assert.equal(outageSeconds(rig), 0);
  });

  it('sends nothing in a dry run, and says what an upgrade would take', async () => {
    const { rig, engine } = await beginPair();
    const job = await upgradePair({ rig, engine }, { dryRun: true });
    assert.equal(job.status, 'completed', job.message ?? '');
    assert.match(job.message ?? '', /nothing was changed.*4 restarts/);
    assert.ok(isUntouched(rig));
  });
});

describe('engine: half-upgraded pairs', () => {
  const cases: readonly { name: string; first: string; second: string; effects: readonly string[] }[] = [
    {
      name: 'the standby member is ahead',
      first: '10.2.10',
      second: '11.1.4-h7',
      effects: ['first suspended', 'first install_started 11.1.4-h7', 'first restart_accepted'],
    },
    {
      name: 'the active member is ahead',
      first: '11.1.4-h7',
      second: '10.2.10',
      effects: ['second install_started 11.1.4-h7', 'second restart_accepted'],
    },
  ];
  for (const { name, first, second, effects } of cases) {
    it(`are taken up where they are: ${name}`, async () => {
      const { rig, engine } = await beginPair({ spec: pairSpec(pairOf(first, second)) });
      const job = await upgradePair({ rig, engine });
      assert.equal(job.status, 'completed', job.message ?? '');
      assert.deepEqual(inOrder(rig).slice(0, effects.length), effects);
      assert.deepEqual(
        PAIR.map((serial) => versionOf(rig, serial)),
        ['12.1.4', '12.1.4'],
      );
      assert.equal(outageSeconds(rig), 0);
    });
  }

  it('are refused where the older member is out of the pair for a link that failed', async () => {
    const members = pairOf('11.1.4-h7', '10.2.10').map((member, index) =>
      index === 0 || member.ha === undefined
        ? member
        : { ...member, ha: { ...member.ha, state: 'non-functional' as const } },
    );
    const { rig, engine } = await beginPair({ spec: pairSpec(members), paths: ONE_HOP_OF_PAIR });
    const job = await upgradePair({ rig, engine });
    assert.equal(job.status, 'failed');
    assert.match(job.message ?? '', /is non-functional \(it says: "Link down"\)/);
    assert.deepEqual(inOrder(rig), []);
  });

  it('are taken up also where the older member left the pair for its version', async () => {
    const members = pairOf('11.1.4-h7', '10.2.10').map((member, index) =>
      index === 0 || member.ha === undefined
        ? member
        : {
            ...member,
            ha: { ...member.ha, state: 'non-functional' as const, reason: 'Peer version too new' },
          },
    );
    const { rig, engine } = await beginPair({ spec: pairSpec(members), paths: ONE_HOP_OF_PAIR });
    const job = await upgradePair({ rig, engine });
    assert.equal(rig.fleet.log.of(FIRST, 'suspended', 'restart_accepted').length, 0);
    assert.deepEqual(
      inOrder(rig),
      ['second install_started 11.1.4-h7', 'second restart_accepted'],
      job.message ?? '',
    );
  });

  it('are refused when the newer version is not on the path', async () => {
    const message = await refusal(pairOf('10.2.10', '11.1.0'));
    assert.match(message, /11\.1\.0 is not on the path of 10\.2\.10/);
  });
});
