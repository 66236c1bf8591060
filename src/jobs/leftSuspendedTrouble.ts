/** What a job ended with that left a member suspended, read back from its record: why it ended is told inside of it. */
import * as z from 'zod';
import { troubleSchema } from '../workflow/journalRecord.ts';

export const leftSuspendedTrouble = z.looseObject({
  code: z.literal('left_suspended'),
  because: troubleSchema.nullish(),
  told: z.object({ message: z.string(), brief: z.string() }),
});
