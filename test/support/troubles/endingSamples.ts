/** How jobs end, made up: each way, in the words of its notification and of its page. */
import type { Job } from '../../../src/jobs/job.ts';
import { withWhatIsLeft } from '../../../src/jobs/leftSuspended.ts';
import { leftBehind } from '../../../src/jobs/left/leftBehind.ts';
import { withLeft } from '../../../src/jobs/left/leftWords.ts';
import { successOf } from '../../../src/jobs/outcome/success.ts';
import { nothingDone } from '../../../src/jobs/plan/planParts.ts';
import { handedOver } from '../../../src/jobs/work/handedOver.ts';
import { noPlan } from '../../../src/planning/plan.ts';
import { endingSentence } from '../../../src/vscode/actions/endingTexts.ts';
import { batchEnd } from '../../../src/vscode/notices/batchEnd.ts';
import { jobDevices, jobStatusWord } from '../../../src/vscode/words/jobTexts.ts';
import { lastSeenWords } from '../../../src/vscode/words/lastSeenWords.ts';
import { upgradeEnd } from '../../../src/vscode/words/upgradeEnd.ts';
import { endedWell, type JobOutcome } from '../../../src/workflow/stepResult.ts';
import type { StepState } from '../../../src/workflow/stepState.ts';
import { inWords, type WorkflowTrouble } from '../../../src/workflow/workflowTroubles.ts';
import { job, run, runImage, step } from '../sampleJob.ts';
import { sn } from '../serials.ts';

export interface EndingSample {
  /** Which ending it is, for people. */
  readonly ending: string;
  readonly said: readonly string[];
}

const time = (at: number): string => `02:${String(at).padStart(2, '0')}`;
const seen = {
  version: { value: '10.1.14', reason: null, at: 14 },
  haState: { value: 'suspended', reason: 'User requested', at: 16 },
};
const alone = [run({ seen: { ...seen, haState: null } })];
const pair = [
  run({ seen }),
  run({
    serial: sn('002'),
    hostname: 'fw-2',
    currentVersion: '10.2.10',
    seen: {
      version: { value: '10.2.10', reason: null, at: 15 },
      haState: { value: 'active', reason: null, at: 16 },
    },
  }),
];
const issued = { phase: 'issued', attempts: 1, evidence: null, answered: true, deviceJob: 42 } as const;
const installed = step({ state: 'done', effect: { ...issued, phase: 'done' } });
const restart = step({ id: 'hop1.restart', kind: 'restart', title: 'Restart into 10.2.10' });
const ready = step({ kind: 'readiness', state: 'done', message: 'Ready.' });
const back = step({ id: 'hop1.back', kind: 'prove_back', serial: sn('002'), state: 'done' });
const compared = (change: Partial<StepState> = {}): StepState =>
  step({
    kind: 'compare',
    state: 'done',
    message: 'TCP sessions 1200 → 1188 (-1.0 %), routes 52 (unchanged).',
    ...change,
  });

/** The end of a job of these steps, with what it leaves. */
function leaving(outcome: JobOutcome, change: Partial<Job>): string {
  const stopped = withWhatIsLeft(job({ runs: alone, ...change }));
  return withLeft(
    outcome,
    stopped,
    leftBehind(stopped, () => undefined, 0),
  ).message;
}

/** Cancelled before this step. */
function cancelled(steps: StepState[], { title }: StepState, runs = alone): string {
  return leaving(endedWell('cancelled', `Stopped before "${title}".`), { steps, runs });
}

function taken(steps: StepState[]): string {
  const given = { handedOverTo: 'ada', steps };
  return leaving(handedOver(given), given);
}

/** As its notification has it, and in full. */
function told(change: Partial<Job>): string[] {
  const ended = job({ runs: alone, ...change });
  const notification = `${jobDevices(ended)}: ${jobStatusWord(ended).toLowerCase()}. ${endingSentence(ended)}`;
  return [notification, lastSeenWords(ended, time)].filter((text) => text !== '');
}

const troubled = (status: 'failed' | 'needs_operator', trouble: WorkflowTrouble, change: Partial<Job> = {}) =>
  told({ ...inWords(trouble), status, ...change });

const OUTSIDE = inWords({
  code: 'outside_the_margins',
  comparison: 'TCP sessions 9000 → 8999 (-0.01 %): outside the margin.',
  isBorne: true,
});

export function endingSamples(): readonly EndingSample[] {
  const completed = job({ status: 'completed', runs: [run({ currentVersion: '10.2.10' })] });
  return [
    {
      ending: 'An upgrade is complete',
      said: [upgradeEnd(completed) ?? '', successOf(job({ steps: [compared()] })).message],
    },
    {
      ending: 'An upgrade is complete, and outside the margins',
      said: told({ ...successOf(job({ steps: [compared({ ...OUTSIDE })] })), status: 'completed' }),
    },
    {
      ending: 'A download is complete',
      said: [
        successOf(
          job({
            type: 'download_only',
            runs: [run({ images: [runImage({ state: 'downloaded', integrity: 'passed' })] })],
          }),
        ).message,
      ],
    },
    {
      ending: 'A dry run',
      said: [successOf(job({ dryRun: true, steps: [ready, step({ kind: 'download' }), restart] })).message],
    },
    {
      ending: 'Skipped',
      said: told({ ...noPlan({ code: 'no_path', version: '10.1.14', through: null }), status: 'skipped' }),
    },
    {
      ending: 'Cancelled',
      said: [
        nothingDone.message,
        cancelled([step()], step()),
        cancelled([installed, restart], restart),
        leaving(endedWell('cancelled', 'Download 10.2.10: Stopped.'), {
          steps: [step({ kind: 'download', title: 'Download 10.2.10', effect: issued })],
        }),
        cancelled([back, installed, restart], restart, pair),
        lastSeenWords(job({ status: 'cancelled', runs: pair }), time),
      ],
    },
    {
      ending: 'Handed over',
      said: [
        taken([installed, restart]),
        taken([step({ state: 'running', effect: issued })]),
        lastSeenWords(job({ status: 'cancelled', handedOverTo: 'ada', runs: alone }), time),
      ],
    },
    {
      ending: 'Failed',
      said: [
        ...troubled('failed', { code: 'install_failed', version: '10.2.10', details: 'Image is damaged.' }),
        ...troubled(
          'failed',
          { code: 'install_failed', version: '10.2.10', details: 'Image is damaged.' },
          { runs: pair },
        ),
      ],
    },
    {
      ending: 'Failed, and a member is left suspended',
      said: troubled(
        'failed',
        {
          code: 'not_made_functional',
          seen: 'It is suspended (it says: "User requested").',
          state: 'suspended',
        },
        { runs: pair, suspended: [{ serial: sn('001'), since: 0, isProved: true, step: 'back' }] },
      ),
    },
    {
      ending: 'Needs an operator',
      said: troubled('needs_operator', { code: 'cannot_tell', how: 'no_restart', minutes: 5 }),
    },
    {
      ending: 'A bulk',
      said: [batchEnd([completed, { ...completed, status: 'failed' }])?.message ?? ''],
    },
  ];
}
