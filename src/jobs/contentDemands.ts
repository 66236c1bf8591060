/** Which content devices have asked for when they refused an installation of a job: the next job knows it before. */
import * as z from 'zod';
import type { Trouble } from '../ports/trouble.ts';
import type { ContentDemand } from '../validation/contentDemands.ts';
import { contentAskedFor } from '../workflow/proof/deviceWords.ts';
import type { Job } from './job.ts';

const refusal = z.looseObject({ code: z.literal('install_failed'), details: z.string() });

/** By how the jobs ended: their steps need not be unpacked for it. */
export function contentDemands(jobs: readonly Pick<Job, 'trouble'>[]): ContentDemand[] {
  return jobs.flatMap(({ trouble }) => demandIn(trouble) ?? []);
}

/** The refusal may stand inside the trouble of a member that was left suspended because of it. */
function demandIn(trouble: Trouble | null | undefined): ContentDemand | null {
  if (trouble === null || trouble === undefined) return null;
  // The code first: there may be ten thousand jobs.
  if (trouble.code !== refusal.shape.code.value) return demandIn(trouble.because);
  const refused = refusal.safeParse(trouble);
  return refused.success ? contentAskedFor(refused.data.details) : null;
}
