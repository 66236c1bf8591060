/** What a bulk upgrade would do, told by the devices before anything is queued. In virtual time. */
import assert from 'node:assert/strict';
import type { Engine } from '../../../src/engine/engineContract.ts';
import {
  fetchMbOf,
  pathOf,
  restartsOf,
  type UpgradeSurveyRow,
} from '../../../src/jobs/survey/upgradeSurveyRow.ts';
import type { FirewallSpecInput } from '../../../src/simulator/spec/fleetSpec.ts';
import { defaultSettings } from '../../support/engineSettings.ts';
import { beginPair } from '../../support/pairRig.ts';
import { Rig, type RigOptions } from '../../support/rig.ts';
import {
  pair,
  activeActive,
  PAIR,
  pairOf,
  sampleSpec,
  STANDALONE,
  standalone,
} from '../../support/sampleSpec.ts';
import { surveyUpgradesOf } from '../../support/upgradeSurveys.ts';

const PATHS = { '10.1.14': ['10.2.10', '11.1.4-h7'], '10.2.10': ['11.1.4-h7'] };

async function begin(
  firewalls: readonly FirewallSpecInput[],
  options: RigOptions = {},
): Promise<{ rig: Rig; engine: Engine }> {
  const rig = new Rig({ paths: PATHS, firewalls, ...options });
  const engine = await rig.start();
  await rig.discover(engine);
  return { rig, engine };
}

/** What becomes of each row, by its serials. */
const outcomes = (rows: readonly UpgradeSurveyRow[]): string[] =>
  rows.map(({ members, outcome }) => {
    const who = members.map(({ hostname, serial }) => hostname || serial).join('+');
    return `${who} ${outcome.kind === 'skipped' ? outcome.why : outcome.kind}`;
  });

const why = (row: UpgradeSurveyRow | undefined): string =>
  row?.outcome.kind === 'skipped' ? row.outcome.message : '';

const firewall = (n: number, change: Partial<FirewallSpecInput> = {}): FirewallSpecInput =>
  standalone({ serial: `00170100010${n}`, hostname: `fw-${n}`, ...change });

describe('engine: survey of upgrades', () => {
  it('says of a firewall its path, restarts, images and time, and sends nothing', async () => {
    const begun = await begin([standalone({ downloaded: ['10.2.0'] })]);
    const [row] = await surveyUpgradesOf(begun, [STANDALONE]);
    assert.ok(row !== undefined);
    assert.equal(row.outcome.kind, 'ready');
    assert.deepEqual(pathOf(row), ['10.2.10', '11.1.4-h7']);
    assert.equal(restartsOf(row), 2);
    assert.equal(fetchMbOf(row), 450 + 1000 + 500);
    assert.deepEqual(
      row.members[0].images.map(({ version, state }) => [version, state]),
      [
        ['10.2.0', 'present'],
        ['10.2.10', 'missing'],
        ['11.1.0', 'missing'],
        ['11.1.4-h7', 'missing'],
      ],
    );
    assert.deepEqual(row.estimate, { seconds: Math.round(1950 / 4) + 2 * 1920, isMeasured: false });
    assert.equal(begun.rig.fleet.log.of(STANDALONE).length, 0);
  });

  it('counts one restart where only the last version is installed', async () => {
    const begun = await begin([standalone()], {
      settings: { ...defaultSettings, upgrade: { installMode: 'final-only' } },
    });
    const [row] = await surveyUpgradesOf(begun, [STANDALONE]);
    assert.ok(row !== undefined);
    assert.deepEqual([pathOf(row), restartsOf(row)], [['11.1.4-h7'], 1]);
    assert.equal(fetchMbOf(row), 900 + 450 + 1000 + 500);
  });

  it('has one row for both members of a pair, the one to be upgraded first before the other', async () => {
    const begun = await beginPair();
    const [row, more] = await surveyUpgradesOf(begun, PAIR);
    assert.ok(row !== undefined && more === undefined);
    assert.equal(row.outcome.kind, 'ready', why(row));
    assert.deepEqual(
      row.members.map(({ hostname }) => hostname),
      ['fw-passive', 'fw-active'],
    );
    assert.deepEqual([pathOf(row), restartsOf(row)], [['11.1.4-h7', '12.1.4'], 4]);
    assert.equal(fetchMbOf(row), 2 * (1000 + 500 + 1100 + 520));
    for (const serial of PAIR) assert.equal(begun.rig.fleet.log.of(serial).length, 0);
  });

  it('counts of a half-upgraded pair only what is left, and plans as the job does', async () => {
    const [one, other] = pairOf('10.2.10', '11.1.4-h7');
    assert.ok(one !== undefined && other !== undefined);
    const begun = await begin([one, other]);
    const [row] = await surveyUpgradesOf(begun, PAIR);
    assert.ok(row !== undefined);
    assert.equal(row.outcome.kind, 'ready', why(row));
    assert.deepEqual(row.members.map(({ version, path }) => [version, path]).toSorted(), [
      ['10.2.10', ['11.1.4-h7']],
      ['11.1.4-h7', []],
    ]);
    assert.equal(restartsOf(row), 1);
  });

  it('names every row that is left out with its reason, and one never stops the others', async () => {
    const begun = await begin([
      standalone(),
      firewall(2, { version: '9.1.13' }),
      firewall(3, { version: '11.1.4-h7' }),
      firewall(4, { connected: false }),
      firewall(5),
      firewall(6, { panrepoFreeMb: 300 }),
      firewall(7),
      ...pair(),
    ]);
    const everyCall = { kind: 'call', command: '*', times: 'always', what: { how: 'drop_before' } } as const;
    begun.rig.fleet.fault('001701000105', everyCall);
    begun.engine.pause();
    const held = begun.engine.submitUpgrade({ serial: '001701000107', dryRun: false, by: 'test' });
    assert.ok(held.ok);
    const rows = await surveyUpgradesOf(begun, [
      ...[STANDALONE, STANDALONE, '001701000102', '001701000103', '001701000104', '001701000105'],
      ...['001701000106', '001701000107', PAIR[0], '009999999999'],
    ]);
    assert.deepEqual(outcomes(rows), [
      'fw-lab-01 ready',
      'fw-lab-01 duplicate_row',
      'fw-2 no_path',
      'fw-3 at_target',
      'fw-4 disconnected',
      'fw-5 unreachable',
      'fw-6 no_room',
      'fw-7 existing_job',
      'fw-active member_alone',
      '009999999999 not_in_inventory',
    ]);
    assert.equal(
      why(rows[8]),
      'It is a member of an HA pair with fw-passive, which is not in the list; nothing is done to one member by itself.',
    );
    const [outcome] = rows.slice(7, 8).map((row) => row.outcome);
    assert.equal(outcome?.kind === 'skipped' && outcome.jobId, held.job.id);
  });

  it('knows a pair whose members both forward, and which comes first', async () => {
    const [row] = await surveyUpgradesOf(await begin(activeActive()), PAIR);
    assert.equal(row?.isActiveActive, true);
    assert.deepEqual(outcomes([row]), ['fw-active-secondary+fw-active-primary ready']);
    const [other] = await surveyUpgradesOf(await begin(pair()), PAIR);
    assert.equal(other?.isActiveActive, false);
  });

  it('refuses a pair that is not whole, and one that is preemptive until the user allows it', async () => {
    const suspended = await begin(pair({}, { state: 'suspended' }));
    const [row] = await surveyUpgradesOf(suspended, PAIR);
    assert.deepEqual(outcomes(row === undefined ? [] : [row]), ['fw-active+fw-suspended pair_not_fit']);
    assert.match(why(row), /^fw-suspended is suspended \(it says: "User requested"\), and not by this job\./);
    assert.equal(row?.isPreemptive, false);

    const preemptive = await begin(pair({ preemptive: true }, { preemptive: true }));
    const [refused] = await surveyUpgradesOf(preemptive, PAIR);
    assert.match(why(refused), /is preemptive/);
    assert.equal(refused?.isPreemptive, true);
    const [allowed] = await surveyUpgradesOf(preemptive, PAIR, { allowPreemption: true });
    assert.equal(allowed?.outcome.kind, 'ready', why(allowed));
  });

  it('judges readiness only where it is asked for, of each member under its name', async () => {
    const alone = await begin([standalone({ pendingChanges: true })]);
    const [unasked] = await surveyUpgradesOf(alone, [STANDALONE]);
    assert.deepEqual([unasked?.outcome.kind, unasked?.members[0].readiness], ['ready', null]);
    const [asked] = await surveyUpgradesOf(alone, [STANDALONE], { readiness: true });
    assert.deepEqual(outcomes(asked === undefined ? [] : [asked]), ['fw-lab-01 not_ready']);
    assert.match(why(asked), /^The device has uncommitted changes/);

    const [one, other] = pair();
    assert.ok(one !== undefined && other !== undefined);
    const both = await begin([one, { ...other, pendingChanges: true }]);
    const [row] = await surveyUpgradesOf(both, PAIR, { readiness: true });
    assert.match(why(row), /^fw-passive: The device has uncommitted changes/);
    assert.ok(row?.members.every(({ readiness }) => (readiness?.length ?? 0) > 0));
  });

  it('believes the device when it has joined a pair since the discovery, or is another one', async () => {
    const begun = await begin([standalone(), ...pair()]);
    const stranger = begun.rig.fleet.devices.get(STANDALONE);
    assert.ok(stranger !== undefined);
    begun.rig.rewrite = (operation, body, request) =>
      /high-availability/.test(operation) && request.device === 'fw-lab-01'
        ? '<response status="success"><result><enabled>yes</enabled></result></response>'
        : body;
    const [joined] = await surveyUpgradesOf(begun, [STANDALONE]);
    assert.deepEqual(why(joined), 'It is a member of an HA pair by now. Run Discover Devices again.');
    begun.rig.rewrite = (_operation, body) => body.replaceAll(STANDALONE, '001701000999');
    const [other] = await surveyUpgradesOf(begun, [STANDALONE]);
    assert.match(why(other), /answers the device 001701000999\. Run Discover Devices again\.$/);
  });

  it('says what has no room in the queue any more', async () => {
    const settings = { ...defaultSettings, workers: { max: 1, queueSize: 2 } };
    const begun = await begin([firewall(1), firewall(2), firewall(3)], { settings });
    const rows = await surveyUpgradesOf(begun, ['001701000101', '001701000102', '001701000103']);
    assert.deepEqual(outcomes(rows), ['fw-1 ready', 'fw-2 ready', 'fw-3 queue_full']);
  });

  it('stops reading when it is told to, and leaves the rest unread', async () => {
    const begun = await begin([firewall(1), firewall(2)], {
      settings: { ...defaultSettings, workers: { max: 1, queueSize: 9 } },
    });
    const stop = new AbortController();
    const rows: UpgradeSurveyRow[] = [];
    await surveyUpgradesOf(begun, ['001701000101', '001701000102'], {
      signal: stop.signal,
      onRow(index, row) {
        rows[index] = row;
        if (row.outcome.kind === 'ready') stop.abort();
      },
    });
    assert.deepEqual(outcomes(rows), ['fw-1 ready', 'fw-2 reading']);
  });

  it('estimates by what an earlier upgrade of the same model took', async () => {
    const begun = await begin([firewall(1), firewall(2)]);
    const { rig, engine } = begun;
    const first = engine.submitUpgrade({ serial: '001701000101', dryRun: false, by: 'test' });
    assert.ok(first.ok);
    const done = await rig.finish(engine, first.job.id);
    assert.equal(done.status, 'completed', done.message ?? '');
    const [row] = await surveyUpgradesOf(begun, ['001701000102']);
    const estimate = row?.estimate ?? { seconds: 0, isMeasured: false };
    assert.equal(estimate.isMeasured, true);
    const took = ((done.endedAt ?? 0) - (done.startedAt ?? 0)) / 1000;
    const ratio = estimate.seconds / took;
    assert.ok(ratio > 0.7 && ratio < 1.5, `${estimate.seconds} s estimated, ${took} s taken`);
  });

  it('gives targets that can be submitted as they are, as one batch', async () => {
    const begun = await begin([standalone(), ...pair()]);
    const rows = await surveyUpgradesOf(begun, [PAIR[0], STANDALONE, PAIR[1]]);
    assert.deepEqual(outcomes(rows), ['fw-passive+fw-active ready', 'fw-lab-01 ready']);
    begun.engine.pause();
    const { queued, skipped } = await begun.rig.clock.drive(
      begun.engine.submitUpgrades({
        targets: [PAIR, [STANDALONE]],
        dryRun: false,
        allowPreemption: false,
        by: 'test',
      }),
    );
    assert.deepEqual(
      queued.map(({ type, runs }) => [type, runs.length]),
      [
        ['ha_pair', 2],
        ['standalone', 1],
      ],
    );
    assert.deepEqual([skipped, new Set(queued.map(({ batch }) => batch)).size], [[], 1]);
  });
});

describe('engine: survey of upgrades of a fleet', () => {
  it('has a row for every serial of a long list, at once', async () => {
    const begun = await begin([standalone()], { spec: sampleSpec([standalone()]) });
    const serials = Array.from({ length: 3000 }, (_, n) => String(9_000_000_000 + n));
    const rows = await surveyUpgradesOf(begun, [...serials, STANDALONE]);
    assert.equal(rows.length, 3001);
    assert.equal(rows.at(-1)?.outcome.kind, 'ready');
  });
});
