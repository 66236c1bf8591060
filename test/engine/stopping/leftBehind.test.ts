/**
 * What is said to be left on devices is what is left on them: for every record of an upgrade, which is every step before,
 * in the middle and after it, the question before a cancel, the ending after it, and the state of the device say the same,
 * and it is what the simulator shows. In virtual time.
 */
import assert from 'node:assert/strict';
import type { Engine } from '../../../src/engine/engineContract.ts';
import { isOpen, type Job } from '../../../src/jobs/job.ts';
import { leftWords } from '../../../src/jobs/left/leftWords.ts';
import { cancelConsequence } from '../../../src/vscode/words/cancelConsequence.ts';
import { dueOf, reallyOn, saidOf } from '../../support/leftOnDevices.ts';
import { ONE_HOP_OF_PAIR, pairRig, submitPair } from '../../support/pairRig.ts';
import { Rig } from '../../support/rig.ts';
import { PAIR, STANDALONE } from '../../support/sampleSpec.ts';

const HOUR = 3_600_000;

interface Upgrade {
  readonly serials: readonly string[];
  /** Where it begins, and the versions it goes over. */
  readonly path: readonly string[];
  rig(): Rig;
  submit(rig: Rig, engine: Engine): Promise<Job>;
}

const ofOne: Upgrade = {
  serials: [STANDALONE],
  path: ['10.1.14', '10.2.10', '11.1.4-h7'],
  rig: () => new Rig(),
  submit: (rig, engine) => rig.submit(engine),
};

const ofPair: Upgrade = {
  serials: PAIR,
  path: ['10.2.10', '11.1.4-h7'],
  rig: () => pairRig({ paths: ONE_HOP_OF_PAIR }),
  async submit(rig, engine) {
    await rig.discover(engine);
    return submitPair(engine);
  },
};

/** @param visit called with every state of the job that is written down, from the first step on; true ends that. */
async function follow(
  upgrade: Upgrade,
  visit: (job: Job, engine: Engine) => boolean,
): Promise<{ rig: Rig; engine: Engine; id: string }> {
  const rig = upgrade.rig();
  const engine = await rig.start();
  let steps: Job['steps'] = [];
  const following = engine.jobs.onDidChange((job) => {
    if (!isOpen(job) || job.steps.length === 0 || job.steps === steps) return;
    steps = job.steps;
    if (visit(job, engine)) following.dispose();
  });
  const { id } = await upgrade.submit(rig, engine);
  return { rig, engine, id };
}

async function countMoments(upgrade: Upgrade): Promise<number> {
  let moments = 0;
  const { rig, engine, id } = await follow(upgrade, () => {
    moments += 1;
    return false;
  });
  assert.equal((await rig.finish(engine, id)).status, 'completed');
  return moments;
}

function whereIs({ steps }: Job): string {
  const at = steps.find(({ state }) => state === 'running') ?? steps.find(({ state }) => state === 'pending');
  return at === undefined ? 'at the end' : `${at.id} ${at.state} ${at.effect?.phase ?? ''}`;
}

/** @returns what is wrong, in words. */
async function cancelledAt(upgrade: Upgrade, moment: number, isPaused: boolean): Promise<string[]> {
  let question = '';
  let predicted = '';
  let where = '';
  let seen = 0;
  const ask = (job: Job, engine: Engine): void => {
    where = whereIs(job);
    question = cancelConsequence(job, engine) ?? '';
    predicted = leftWords(engine.cancelLeaves(job));
    engine.cancel(job.id, 'test');
  };
  const { rig, engine, id } = await follow(upgrade, (job, own) => {
    seen += 1;
    if (seen < moment) return false;
    if (isPaused) own.pause();
    else ask(job, own);
    return true;
  });
  if (isPaused) {
    await rig.clock.run(() => seen >= moment, 48 * HOUR);
    await rig.clock.advanceBy(6 * HOUR);
    const job = engine.jobs.get(id);
    assert.ok(job !== undefined);
    if (!isOpen(job)) return [];
    ask(job, engine);
  }
  const { status, message } = await rig.finish(engine, id);
  await rig.clock.advanceBy(HOUR);
  const wrong: string[] = [];
  const is = (what: string, isTrue: boolean): void => {
    if (!isTrue) wrong.push(`${where}${isPaused ? ' (paused)' : ''}: ${what}`);
  };
  const job = engine.jobs.get(id);
  assert.ok(job !== undefined);
  is(`the question does not say it: ${question}`, question.endsWith(predicted) && predicted !== '');
  const isLate = status === 'completed';
  if (isLate)
    is(`it is not told as too late: ${message}`, /cancelled when its last restart/.test(message ?? ''));
  else is(`asked: ${predicted} ended: ${message}`, (message ?? '').endsWith(predicted));
  is(`the question foretells completion: ${question}`, isLate === /the upgrade is completed/.test(question));

  const left = engine.leftOf(job);
  for (const member of left.members) {
    const really = reallyOn(rig, member.serial);
    const waits = member.software?.kind === 'installed' ? member.software.version : null;
    is(`${member.serial} runs ${really.runs}: ${predicted}`, member.runs === really.runs);
    is(`${really.waits} waits on ${member.serial}: ${predicted}`, waits === really.waits);
    is(`${member.serial} is suspended`, !really.isSuspended && member.suspended === 'no');
  }
  const due = dueOf(rig, upgrade.serials, upgrade.path);
  const said = upgrade.serials.map((serial) => saidOf(engine, serial));
  is(
    `due ${JSON.stringify(due)}, said ${JSON.stringify(said)}`,
    JSON.stringify(said) === JSON.stringify(due),
  );
  await rig.clock.drive(engine.close());

  const next = await rig.start();
  const again = upgrade.serials.map((serial) => saidOf(next, serial));
  is('it is not the same in the next window', JSON.stringify(again) === JSON.stringify(said));
  await rig.clock.drive(next.close());
  return wrong;
}

for (const [name, upgrade] of [
  ['one firewall over two hops', ofOne],
  ['a pair', ofPair],
] as const) {
  describe(`engine: what a cancel leaves behind: ${name}`, () => {
    for (const isPaused of [false, true]) {
      it(`is asked, told, shown and so at every moment${isPaused ? ', paused before' : ''}`, async function () {
        this.timeout(600_000);
        const moments = await countMoments(upgrade);
        const wrong: string[] = [];
        for (let moment = 1; moment <= moments; moment += 1)
          wrong.push(...(await cancelledAt(upgrade, moment, isPaused)));
        console.log(`      ${moments} moments`);
        assert.deepEqual(wrong, []);
      });
    }
  });
}
