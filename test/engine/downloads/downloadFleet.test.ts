/** Pre-staging 230 firewalls in virtual time: what every device really fetched, and what the tool said of it. */
import assert from 'node:assert/strict';
import type { Engine } from '../../../src/engine/engineContract.ts';
import { downloadStatus, type DownloadStatus } from '../../../src/jobs/outcome/downloadStatus.ts';
import type { SurveyRow } from '../../../src/jobs/survey/downloadSurveyRow.ts';
import {
  BRANCH_COUNTS,
  BRANCH_PATHS,
  branchFirewalls,
  branchSpec,
  type BranchFirewall,
} from '../../support/branchFleet.ts';
import { defaultSettings } from '../../support/engineSettings.ts';
import { Rig } from '../../support/rig.ts';

const WORKERS = 20;

async function survey(rig: Rig, engine: Engine, serials: readonly string[]): Promise<SurveyRow[]> {
  const rows: SurveyRow[] = [];
  await rig.clock.drive(
    engine.surveyDownloads({
      serials,
      signal: new AbortController().signal,
      onRow: (index, row) => void (rows[index] = row),
    }),
  );
  return rows;
}

/** How many rows there are of each outcome. */
function counts(rows: readonly SurveyRow[]): Record<string, number> {
  const outcomes = rows.map(({ outcome }) => (outcome.kind === 'skipped' ? outcome.why : outcome.kind));
  return Object.fromEntries(
    [...new Set(outcomes)].map((outcome) => [outcome, outcomes.filter((one) => one === outcome).length]),
  );
}

const readySerials = (rows: readonly SurveyRow[]): string[] =>
  rows.filter(({ outcome }) => outcome.kind === 'ready').map(({ serial }) => serial);

describe('engine: pre-staging 230 firewalls', function () {
  this.timeout(300_000);
  let rig: Rig;
  let engine: Engine;
  let fleet: BranchFirewall[];
  let serials: string[];
  let rows: SurveyRow[];
  let mostAtOnce = 0;
  let bothMembers = 0;
  const seen: DownloadStatus[] = [];

  before(async () => {
    fleet = branchFirewalls();
    serials = fleet.map(({ spec }) => spec.serial);
    rig = new Rig({
      spec: branchSpec(fleet),
      paths: BRANCH_PATHS,
      settings: {
        ...defaultSettings,
        workers: { max: WORKERS, queueSize: 1000 },
        download: { maxConcurrent: WORKERS, maxConcurrentPerGroup: WORKERS },
      },
    });
    engine = await rig.start();
    await rig.discover(engine);
    // They were there when the fleet was discovered and are gone when it is staged.
    for (const { kind, spec } of fleet) {
      if (kind === 'unreachable')
        rig.fleet.fault(spec.serial, {
          kind: 'call',
          command: '*',
          times: 'always',
          what: { how: 'drop_before' },
        });
    }
    rig.fleet.panorama.calls.byCommand.clear();
    rows = await survey(rig, engine, serials);
    engine.jobs.onDidChange(() => {
      seen.push(downloadStatus(engine.jobs, rig.clock.now()));
      const active = engine.jobs.all().filter(({ status }) => status === 'active');
      mostAtOnce = Math.max(mostAtOnce, active.length);
      const busy = new Set(active.flatMap(({ runs }) => runs.map(({ serial }) => serial)));
      for (const serial of busy) {
        const peer = engine.inventory.get(serial)?.peerSerial ?? null;
        if (peer !== null && busy.has(peer)) bothMembers += 1;
      }
    });
    await rig.clock.drive(engine.submitDownloads({ serials: readySerials(rows), by: 'test' }));
    await rig.finishAll(engine);
  });

  it('says beforehand what becomes of every device', () => {
    const staged = fleet.filter(({ toFetch }) => toFetch.length > 0).length;
    assert.deepEqual(counts(rows), {
      ready: staged,
      no_path: BRANCH_COUNTS.no_path,
      all_present: BRANCH_COUNTS.all_there,
      no_room: BRANCH_COUNTS.no_room,
      disconnected: BRANCH_COUNTS.disconnected,
      unreachable: BRANCH_COUNTS.unreachable,
    });
  });

  it('fetches every missing image exactly once, in order, and nothing else', () => {
    for (const { spec, toFetch, kind } of fleet) {
      const { log } = rig.fleet;
      const finished = log.of(spec.serial, 'download_finished').map(({ version }) => version);
      assert.deepEqual(finished, toFetch, `${spec.hostname} (${kind})`);
      const begun = log.of(spec.serial, 'download_started').length;
      assert.equal(begun, toFetch.length + (kind === 'fails_once' ? 1 : 0), `${spec.hostname} (${kind})`);
    }
    const other = rig.fleet.log
      .all()
      .filter(({ what }) => !what.startsWith('download_') && what !== 'ha_state');
    assert.deepEqual(other, []);
  });

  it('ends every job as complete, with all images named', () => {
    for (const { spec, toFetch } of fleet.filter((firewall) => firewall.toFetch.length > 0)) {
      const job = engine.jobs.all().find(({ runs }) => runs[0]?.serial === spec.serial);
      assert.equal(job?.status, 'completed', `${spec.hostname}: ${job?.message}`);
      const [run] = job.runs;
      assert.equal(run?.status, 'download_complete');
      const downloaded = run.images
        .filter(({ state }) => state === 'downloaded')
        .map(({ version }) => version);
      assert.deepEqual(downloaded, toFetch);
    }
  });

  it('shows how far all of them are without ever going back', () => {
    // The last change ended the last of them: nothing is shown any more.
    const shown = seen.slice(0, -1);
    assert.ok(shown.length > 1000, String(shown.length));
    let before = shown[0];
    for (const now of shown) {
      assert.ok(before !== undefined && now.doneMb >= before.doneMb && now.share >= before.share);
      if (!before.isEstimated) {
        assert.equal(now.totalMb, before.totalMb);
        // The speed is a measured one, so that some seconds come and go.
        assert.ok((now.secondsLeft ?? 0) <= (before.secondsLeft ?? Infinity) + 30);
      }
      before = now;
    }
    assert.deepEqual([before?.doneMb, before?.share], [before?.totalMb, 1]);
  });

  it('keeps to its workers, and to one member of a pair at a time', () => {
    assert.equal(mostAtOnce, WORKERS);
    assert.equal(bothMembers, 0);
  });

  it('asks Panorama once for the whole fleet', () => {
    assert.deepEqual([...rig.fleet.panorama.calls.byCommand], [['request batch software check', 1]]);
  });

  it('finds nothing left to do the second time', async () => {
    const before = rig.fleet.log.all().length;
    const again = await survey(rig, engine, serials);
    assert.deepEqual(readySerials(again), []);
    const staged = fleet.filter(({ toFetch }) => toFetch.length > 0).length;
    assert.equal(counts(again)['all_present'], staged + BRANCH_COUNTS.all_there);

    // Asked for all the same, the jobs look and fetch nothing.
    const asked = fleet.filter(({ toFetch }) => toFetch.length > 0).map(({ spec }) => spec.serial);
    const { queued } = await rig.clock.drive(engine.submitDownloads({ serials: asked, by: 'test' }));
    await rig.finishAll(engine);
    const messages = queued.map(({ id }) => engine.jobs.get(id)?.message ?? '');
    assert.ok(messages.every((message) => /^All \d version\(s\) already downloaded: /.test(message)));
    assert.equal(rig.fleet.log.all().length, before);
  });

  it('skips the download phase of an upgrade afterwards', async () => {
    const device = fleet.find(
      ({ kind, spec }) => kind === 'stages' && spec.version === '10.2.10' && !spec.ha,
    );
    assert.ok(device !== undefined);
    const { serial } = device.spec;
    const before = rig.fleet.log.of(serial, 'download_started').length;
    const submission = engine.submitUpgrade({ serial, dryRun: false, by: 'test' });
    assert.ok(submission.ok);
    const job = await rig.finish(engine, submission.job.id);
    assert.equal(job.status, 'completed', job.message ?? '');
    assert.equal(rig.fleet.devices.get(serial)?.version, '11.1.4-h7');
    assert.equal(rig.fleet.log.of(serial, 'download_started').length, before);
  });
});
