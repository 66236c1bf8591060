/** What a page may say. Checked like anything from outside: a page shows texts that devices sent. */
import * as z from 'zod';
import type { FromPage } from '../../../../webview-ui/protocol.ts';

const choicesSchema = z.strictObject({
  table: z.string(),
  sorting: z.strictObject({ column: z.int(), descending: z.boolean() }).nullable(),
  filter: z.string(),
  counter: z.string().nullable(),
  leftOut: z.array(z.string()),
});

const fromPageSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('ready') }),
  z.strictObject({ type: z.literal('cancel') }),
  z.strictObject({ type: z.literal('handOver') }),
  z.strictObject({ type: z.literal('decide'), stepId: z.string(), decision: z.string() }),
  z.strictObject({ type: z.literal('resumeEngine') }),
  z.strictObject({ type: z.literal('showLog') }),
  z.strictObject({ type: z.literal('act'), id: z.string(), selected: z.array(z.string()) }),
  z.strictObject({ type: z.literal('choices'), choices: choicesSchema }),
  z.strictObject({ type: z.literal('openRow'), id: z.string() }),
]) satisfies z.ZodType<FromPage>;

const pageStateSchema = z.object({ jobId: z.string().min(1) });

/** @returns null for anything that is no message of ours */
export function readPageMessage(message: unknown): FromPage | null {
  const read = fromPageSchema.safeParse(message);
  return read.success ? read.data : null;
}

/** The job a page was showing when VS Code was closed; null when its state is not understood. */
export function readPageState(state: unknown): string | null {
  const read = pageStateSchema.safeParse(state);
  return read.success ? read.data.jobId : null;
}
