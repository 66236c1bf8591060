/** A whole upgrade that goes wrong, once in our words and once in others: what helps with it is the same. */
import assert from 'node:assert/strict';
import type { FaultInput } from '../../src/simulator/faults/faults.ts';
import { endingSentence } from '../../src/vscode/actions/endingTexts.ts';
import { jobActions } from '../../src/vscode/actions/jobActions.ts';
import { Rig } from '../support/rig.ts';
import { STANDALONE } from '../support/sampleSpec.ts';
import { OTHER_WORDS, withOtherWords } from '../support/troubles/reword.ts';

const FAULTS: readonly FaultInput[] = [
  { kind: 'wrong_version_after_boot', version: '10.1.14' },
  { kind: 'install_fails', text: 'Image is damaged.' },
  { kind: 'never_back' },
  { kind: 'restart_ignored' },
  { kind: 'download_fails', text: 'Not entitled to this image.' },
  { kind: 'disk_full', freeMb: 100 },
];

/** @returns how it ended in one sentence, and the ids and settings of what is offered. */
async function upgradeWith(fault: FaultInput): Promise<{ sentence: string; offered: unknown[] }> {
  const rig = new Rig();
  const engine = await rig.start();
  const { id } = await rig.submit(engine);
  rig.fleet.fault(STANDALONE, fault);
  await rig.finish(engine, id);
  await rig.clock.drive(engine.close());
  // As the next window reads it.
  const again = await rig.start();
  const job = again.jobs.get(id);
  assert.ok(job !== undefined);
  const offered = jobActions(job).map((action) => [action.id, action.argument]);
  await rig.clock.drive(again.close());
  return { sentence: endingSentence(job), offered };
}

describe('engine: an upgrade that goes wrong, in other words', () => {
  for (const fault of FAULTS) {
    it(`offers the same (${fault.kind})`, async () => {
      const usual = await upgradeWith(fault);
      const reworded = await withOtherWords(() => upgradeWith(fault));
      assert.ok(usual.offered.length > 1, JSON.stringify(usual.offered));
      assert.deepEqual(reworded.offered, usual.offered);
      assert.ok(reworded.sentence.startsWith(OTHER_WORDS), reworded.sentence);
      assert.ok(!usual.sentence.includes(OTHER_WORDS), usual.sentence);
    });
  }
});
