/** *Decide…* and *Hand Over Now…*: what a person says of a step that the engine cannot judge, and takes over. */
import { userInfo } from 'node:os';
import { window } from '../../exits/window.ts';
import type { Engine } from '../../../engine/engineContract.ts';
import type { Job } from '../../../jobs/job.ts';
import { canHandOver, undecidedStep } from '../../../jobs/work/operator.ts';
import { editorError } from '../../editorTroubles.ts';
import type { StepState } from '../../../workflow/stepState.ts';
import { handOverQuestion } from '../asking/handOverQuestion.ts';
import { jobDevices } from '../../words/jobTexts.ts';
import { type Choice, choicesOf } from '../../words/operatorTexts.ts';
import { onEngine } from '../asking/commandParts.ts';
import { isConfirmed, isStopConfirmed } from '../asking/askForUpgrade.ts';
import { pickJob } from '../asking/picks.ts';
import { targetDecision, targetJob } from '../asking/targets.ts';

/** The Job page hands over what was pressed; from a menu or the palette it is chosen from a list. */
export const decideStep = onEngine(async ({ engine }, { jobPanels }, target) => {
  const job =
    targetJob(target, engine.jobs) ??
    (await pickJob(
      engine.jobs.all().filter((one) => undecidedStep(one) !== undefined),
      'Decide about which job?',
    ));
  if (job === null) return;
  const step = undecidedStep(job);
  const pressed = targetDecision(target);
  if (step === undefined || (pressed !== null && pressed.stepId !== step.id)) {
    throw editorError({ code: 'not_undecided', jobId: job.id });
  }
  const choices = choicesOf(job, step);
  const choice =
    pressed === null
      ? await pickChoice(job, step, choices)
      : choices.find(({ decision }) => decision === pressed.decision);
  if (choice === 'hand over') await confirmAndHandOver(engine, job);
  else if (choice !== undefined && (await isMeant(choice))) {
    const { decision } = choice;
    engine.decide({ jobId: job.id, stepId: step.id, decision, by: userInfo().username });
    if (pressed === null) jobPanels.show(job.id);
  }
});

export const handOverJob = onEngine(async ({ engine }, _parts, target) => {
  const job =
    targetJob(target, engine.jobs) ??
    (await pickJob(engine.jobs.all().filter(canHandOver), 'Hand over the devices of which job?'));
  if (job !== null) await confirmAndHandOver(engine, job);
});

async function confirmAndHandOver(engine: Engine, job: Job): Promise<void> {
  const question = handOverQuestion(job, engine);
  if (job.status === 'queued') throw editorError({ code: 'not_begun', jobId: job.id });
  if (question === null) throw editorError({ code: 'job_has_ended', jobId: job.id, asked: 'handed over' });
  if (await isStopConfirmed(question)) engine.handOver(job.id, userInfo().username);
}

async function pickChoice(
  job: Job,
  step: StepState,
  choices: readonly Choice[],
): Promise<Choice | 'hand over' | undefined> {
  const items = [
    ...choices.map((choice) => ({ label: choice.label, detail: choice.brief, value: choice })),
    {
      label: 'Hand Over…',
      detail: 'The job ends, and nothing more is sent: you take care of it.',
      value: 'hand over' as const,
    },
  ];
  const picked = await window.showQuickPick(items, {
    title: `${jobDevices(job)}: ${step.title}`,
    placeHolder: step.message ?? '',
  });
  return picked?.value;
}

/** To look again harms nothing; everything else is done on this person's word. */
async function isMeant({ label, then, question }: Choice): Promise<boolean> {
  return question === null || isConfirmed({ message: question, detail: then, confirm: label });
}
