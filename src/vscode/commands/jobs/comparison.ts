/** *Show Comparison*: what a hop of an upgrade has changed, in full. */
import { window } from '../../exits/window.ts';
import type { Job } from '../../../jobs/job.ts';
import { type ComparedPart, comparedParts, mayHaveCompared } from '../../../jobs/outcome/jobComparison.ts';
import { editorError } from '../../editorTroubles.ts';
import { comparisonWord } from '../../words/comparisonWord.ts';
import { hopTitle } from '../../words/hops.ts';
import { hostnameOf } from '../../words/jobTexts.ts';
import { onEngine } from '../asking/commandParts.ts';
import { pickJob } from '../asking/picks.ts';
import { targetHop, targetJob, targetMember } from '../asking/targets.ts';

export const showComparison = onEngine(async ({ engine }, { comparisonPanels }, target) => {
  const { jobs } = engine;
  const job =
    targetJob(target, jobs) ??
    (await pickJob(jobs.all().filter(mayHaveCompared), 'Show the comparison of which job?'));
  if (job === null) return;
  const part = await chosenPart(job, target);
  if (part !== null) comparisonPanels.show(job, part);
});

/**
 * Asks where there are several.
 * @returns null when the user turned back
 * @throws UserError when nothing was compared
 */
async function chosenPart(job: Job, target: unknown): Promise<ComparedPart | null> {
  const parts = comparedParts(job);
  if (parts.length === 0) throw editorError({ code: 'no_such_job', asked: 'compared', jobId: job.id });
  const [hop, member] = [targetHop(target, job), targetMember(target)];
  const ofHop = parts.filter((part) => part.hop === hop);
  const wanted = ofHop.length === 0 ? parts : ofHop;
  const [only] = wanted;
  if (only !== undefined && wanted.length === 1) return only;
  const named = wanted.find((part) => part.member !== null && part.member === member && part.hop === hop);
  if (named !== undefined) return named;
  const items = wanted.map((part) => ({
    label: `Hop ${part.hop}: ${hopTitle(job, part.hop)}${part.member === null ? '' : `, ${hostnameOf(job, part.member)}`}`,
    description: comparisonWord(job, part),
    part,
  }));
  const picked = await window.showQuickPick(items, { placeHolder: 'Show which comparison?' });
  return picked?.part ?? null;
}
