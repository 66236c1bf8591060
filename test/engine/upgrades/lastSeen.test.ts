/** What an ending says of its devices is what they said themselves, with when: judged by the simulator. */
import assert from 'node:assert/strict';
import type { Job } from '../../../src/jobs/job.ts';
import { lastSeenWords } from '../../../src/vscode/words/lastSeenWords.ts';
import { beginPair, haState, ONE_HOP_OF_PAIR, submitPair } from '../../support/pairRig.ts';
import { Rig } from '../../support/rig.ts';
import { PAIR, STANDALONE as SERIAL, standalone } from '../../support/sampleSpec.ts';

const [FIRST, SECOND] = PAIR;

const words = (job: Job): string => lastSeenWords(job, (at) => `at ${at}`);

/** Nothing but the device's own words counts, and they are not older than the ending by more than this. */
const FRESH_MS = 5 * 60_000;

function isFresh({ endedAt }: Job, seen: { readonly at: number } | null | undefined): boolean {
  const age = (endedAt ?? 0) - (seen?.at ?? 0);
  return age >= 0 && age <= FRESH_MS;
}

describe('engine: what was seen last', () => {
  for (const [name, fault, ending] of [
    ['an installation that failed', { kind: 'install_fails', text: 'Damaged.' }, 'failed'],
    ['another version', { kind: 'wrong_version_after_boot', version: '10.1.14' }, 'failed'],
    ['a restart that is ignored', { kind: 'restart_ignored' }, 'needs_operator'],
  ] as const) {
    it(`is what the device runs, after ${name}`, async () => {
      const rig = new Rig({ firewalls: [standalone({ downloaded: ['10.2.0', '10.2.10'] })] });
      const engine = await rig.start();
      const { id } = await rig.submit(engine);
      rig.fleet.fault(SERIAL, fault);
      const job = await rig.finish(engine, id);
      assert.equal(job.status, ending);
      const [run] = job.runs;
      assert.equal(run?.seen?.version?.value, '10.1.14');
      assert.ok(isFresh(job, run.seen.version), JSON.stringify(run.seen));
      assert.match(words(job), /^Seen last: fw-lab-01 ran 10\.1\.14 \(at \d+\)\.$/);
    });
  }

  it('is what it ran when it was handed over or cancelled in the middle', async () => {
    for (const stop of ['cancel', 'handOver'] as const) {
      const rig = new Rig({ firewalls: [standalone({ downloaded: ['10.2.0', '10.2.10'] })] });
      const engine = await rig.start();
      const { id } = await rig.submit(engine);
      await rig.until(SERIAL, 'install_started');
      engine[stop](id, 'ada');
      const job = await rig.finish(engine, id);
      assert.equal(job.status, 'cancelled');
      assert.match(words(job), /^Seen last: fw-lab-01 ran 10\.1\.14 /, stop);
    }
  });

  it('is, of a pair, what each member runs and its HA state, with the reason it gives', async () => {
    const { rig, engine } = await beginPair({ paths: ONE_HOP_OF_PAIR });
    const { id } = await submitPair(engine);
    rig.fleet.fault(SECOND, { kind: 'no_takeover', state: 'non-functional' });
    const job = await rig.finish(engine, id);
    assert.equal(job.status, 'failed');
    for (const { serial, seen } of job.runs) {
      assert.equal(seen?.haState?.value, haState(rig, serial), serial);
      const known = engine.inventory.get(serial);
      assert.deepEqual([known?.haState, known?.swVersion], [seen?.haState?.value, seen?.version?.value]);
      assert.ok(isFresh(job, seen?.haState), serial);
      assert.equal(
        seen?.version?.value,
        serial === SECOND ? '11.1.4-h7' : job.runs.find((run) => run.serial === FIRST)?.startingVersion,
      );
    }
    assert.match(words(job), /fw-active ran [^;]*, was active \(at \d+\)/);
    assert.match(
      words(job),
      /fw-passive ran 11\.1\.4-h7 \(at \d+\), was non-functional \(it says: "Path monitor failure"\) \(at \d+\)/,
    );
  });

  it('is nothing where all is well, and survives the window', async () => {
    const rig = new Rig({ firewalls: [standalone({ downloaded: ['10.2.0', '10.2.10'] })] });
    const engine = await rig.start();
    const { id } = await rig.submit(engine);
    rig.fleet.fault(SERIAL, { kind: 'install_fails', text: 'Damaged.' });
    const said = words(await rig.finish(engine, id));
    await rig.clock.drive(engine.close());
    const next = await rig.start();
    const again = next.jobs.get(id);
    assert.ok(again !== undefined);
    assert.equal(words(again), said);
    const { id: second } = await rig.submit(next);
    assert.equal(words(await rig.finish(next, second)), '');
  });
});
