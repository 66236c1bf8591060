/** Words may be changed by anybody at any time: every text is changed once, and the buttons are compared. */
import assert from 'node:assert/strict';
import type { Job } from '../../../../src/jobs/job.ts';
import { UserError } from '../../../../src/ports/userError.ts';
import { describeFailure } from '../../../../src/vscode/actions/failure.ts';
import { isTrouble, jobActions } from '../../../../src/vscode/actions/jobActions.ts';
import { pageActions } from '../../../../src/vscode/panels/job/jobView.ts';
import { rooms } from '../../../support/troubles/allRooms.ts';
import { OTHER_WORDS, withOtherWords } from '../../../support/troubles/reword.ts';
import { job, step } from '../../../support/sampleJob.ts';

const ENDINGS = ['failed', 'needs_operator', 'skipped', 'completed'] as const satisfies Job['status'][];

interface Offer {
  readonly code: string;
  readonly message: string;
  /** Of an error, and of jobs that ended with it, on their notification and on their page. */
  readonly buttons: readonly unknown[];
}

function offers(): Offer[] {
  return rooms.flatMap((room) =>
    room.samples.map((sample): Offer => {
      const told = room.tell(sample);
      const error = new UserError(told);
      const ended = ENDINGS.map((status) =>
        job({
          status,
          ...told,
          steps: [step({ state: status === 'completed' ? 'done' : 'failed', ...told })],
        }),
      );
      return {
        code: sample.code,
        message: told.message,
        buttons: [
          describeFailure('Do It', error)?.actions,
          ...ended.map((one) => [
            isTrouble(one),
            jobActions(one),
            pageActions(one, { wait: null, waiting: 0 }),
          ]),
        ],
      };
    }),
  );
}

describe('other words', () => {
  it('change no button, of any error and of any ending', async () => {
    const before = offers();
    const after = await withOtherWords(offers);
    assert.ok(before.length > 120, `${before.length}`);
    assert.deepEqual([...new Set(after.map(({ message }) => message))], [OTHER_WORDS]);
    assert.deepEqual(
      after.map(({ code, buttons }) => [code, buttons]),
      before.map(({ code, buttons }) => [code, buttons]),
    );
  });

  it('are really others: buttons that hung on words would change', async () => {
    const buttonsByWords = ({ message }: Offer): boolean => /upgrade_paths\.json/.test(message);
    const before = offers().map(buttonsByWords);
    assert.notDeepEqual(await withOtherWords(() => offers().map(buttonsByWords)), before);
  });
});
