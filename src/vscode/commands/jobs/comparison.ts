/** *Show Comparison*: what a hop of an upgrade has changed, in full. */
import { window } from '../../exits/window.ts';
import type { Job } from '../../../jobs/job.ts';
import { comparedHops, mayHaveCompared } from '../../../jobs/outcome/jobComparison.ts';
import { editorError } from '../../editorTroubles.ts';
import { comparisonWord } from '../../words/comparisonWord.ts';
import { hopTitle } from '../../words/hops.ts';
import { onEngine } from '../asking/commandParts.ts';
import { pickJob } from '../asking/picks.ts';
import { targetHop, targetJob } from '../asking/targets.ts';

export const showComparison = onEngine(async ({ engine }, { comparisonPanels }, target) => {
  const { jobs } = engine;
  const job =
    targetJob(target, jobs) ??
    (await pickJob(jobs.all().filter(mayHaveCompared), 'Show the comparison of which job?'));
  if (job === null) return;
  const hop = await chosenHop(job, target);
  if (hop !== null) comparisonPanels.show(job, hop);
});

/**
 * Asks where there are several.
 * @returns null when the user turned back
 * @throws UserError when nothing was compared
 */
async function chosenHop(job: Job, target: unknown): Promise<number | null> {
  const hops = comparedHops(job);
  const [only] = hops;
  if (only === undefined) throw editorError({ code: 'no_such_job', asked: 'compared', jobId: job.id });
  if (hops.length === 1) return only;
  const wanted = targetHop(target, job);
  if (wanted !== null && hops.includes(wanted)) return wanted;
  const items = hops.map((hop) => ({
    label: `Hop ${hop}: ${hopTitle(job, hop)}`,
    description: comparisonWord(job, hop),
    hop,
  }));
  const picked = await window.showQuickPick(items, { placeHolder: 'Show the comparison of which hop?' });
  return picked?.hop ?? null;
}
