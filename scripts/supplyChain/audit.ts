/**
 * `npm audit` of what ships. A registry that cannot be reached, or does not answer this question, is said and is no
 * problem: a build must not depend on it.
 */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import * as z from 'zod';
import { PROJECT_ROOT } from '../projectRoot.ts';
import type { BundledPackage } from './bundledPackages.ts';

export interface Audit {
  /** A sentence: which registry answered what, or did not. */
  readonly said: string;
  /** Sentences, one for every package with a known vulnerability. */
  readonly problems: readonly string[];
}

const reportSchema = z.object({
  vulnerabilities: z.record(z.string(), z.object({ severity: z.string() })),
});

const silenceSchema = z.object({ message: z.string() });

/** One attempt, and not for long. */
const IMPATIENT = ['--fetch-retries=0', '--fetch-timeout=20000'];

/** @param packages those that ship. @param options further ones of npm, such as another registry. */
export async function audited(
  packages: readonly Pick<BundledPackage, 'name' | 'version'>[],
  options: readonly string[] = [],
): Promise<Audit> {
  const answer = await auditReport([...IMPATIENT, ...options]);
  const report = reportSchema.safeParse(answer);
  if (!report.success) {
    const { data } = silenceSchema.safeParse(answer);
    return { said: `npm audit: not answered (${data?.message ?? 'no report'}).`, problems: [] };
  }
  const { vulnerabilities } = report.data;
  const problems = packages.flatMap(({ name, version }) => {
    const found = vulnerabilities[name];
    if (found === undefined) return [];
    return [`${name} ${version} ships and has a known vulnerability (${found.severity}).`];
  });
  return { said: `npm audit: answered, ${problems.length} of them with a known vulnerability.`, problems };
}

/** It ends with an error both when something was found and when nobody answered. Undefined without a report. */
async function auditReport(options: readonly string[]): Promise<unknown> {
  const args = ['audit', '--omit=dev', '--json', ...options];
  try {
    const running = promisify(execFile)('npm', args, { cwd: PROJECT_ROOT, maxBuffer: 64e6 });
    const { stdout } = await running.catch((error: unknown) => z.object({ stdout: z.string() }).parse(error));
    return JSON.parse(stdout);
  } catch {
    return undefined;
  }
}
