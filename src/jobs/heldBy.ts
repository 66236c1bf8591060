/** What a job has found that keeps the rest of its batch waiting, as it is stored with the job. */
import * as z from 'zod';

const foundSchema = z.object({
  cause: z.enum(['outside_the_margins', 'pair_not_whole', 'not_in_step', 'undecided']),
  /** For people. */
  found: z.string(),
  /** The sentence of it that matters. */
  brief: z.string(),
});

/** Earlier releases knew one cause, and kept the words alone. */
export const heldBySchema = z
  .union([
    z.string().transform((found) => ({ cause: 'outside_the_margins' as const, found, brief: found })),
    foundSchema,
  ])
  .nullable();
/** Null: it holds nothing. */
export type HeldBy = z.infer<typeof heldBySchema>;
