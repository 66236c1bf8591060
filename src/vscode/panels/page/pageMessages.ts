/** What a page may say. Checked like anything from outside: a page shows texts that devices sent. */
import * as z from 'zod';
import type { FromPage } from '../../../../webview-ui/protocol.ts';

export const choicesSchema = z.strictObject({
  table: z.string(),
  sorting: z.strictObject({ column: z.int(), descending: z.boolean() }).nullable(),
  filter: z.string(),
  counter: z.string().nullable(),
  leftOut: z.array(z.string()).readonly(),
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

/** Of a Job page, or of one with a table. */
const pageStateSchema = z.union([
  z.object({ jobId: z.string().min(1) }).transform(({ jobId }) => jobId),
  z.object({ table: z.string().min(1) }).transform(({ table }) => table),
]);

/** @returns null for anything that is no message of ours */
export function readPageMessage(message: unknown): FromPage | null {
  const read = fromPageSchema.safeParse(message);
  return read.success ? read.data : null;
}

/** What a page was about when VS Code was closed; null when its state is not understood. */
export function readPageKey(state: unknown): string | null {
  const read = pageStateSchema.safeParse(state);
  return read.success ? read.data : null;
}
