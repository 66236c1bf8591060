/** The step that compares before and after, for each whose tables are compared in its hop. */
import { compareSnapshots } from '../../validation/comparison/comparisonRules.ts';
import { describeComparison, summarizeComparison } from '../../validation/comparison/comparisonSummary.ts';
import type { StepContext } from '../context.ts';
import type { Facts } from '../stepFindings.ts';
import { done, doneWith, failed, needsOperator, type StepResult } from '../stepResult.ts';
import {
  type ComparedMember,
  comparedMembers,
  comparedSnapshots,
  loadCompared,
} from '../comparedSnapshots.ts';

interface Found {
  readonly member: ComparedMember;
  /** As in a Comparison; null also where a snapshot is missing. */
  readonly passed: boolean | null;
  readonly words: string;
}

/** @returns what was found of all of them together; one that is outside its margins is enough. */
export async function compareHop(context: StepContext): Promise<StepResult> {
  const found: Found[] = [];
  for (const member of comparedMembers(context.steps(), context.step()))
    found.push(await compareOne(context, member));
  const comparison = found.map(({ member, words }) => `${prefixOf(context, member)}${words}`).join(' ');
  const passed = together(found);
  const facts: Facts = { passed, ...Object.fromEntries(found.flatMap(factOfMember)) };
  if (passed === true) return done(comparison, facts);
  if (passed === null) return doneWith({ code: 'not_compared', comparison }, facts);
  const isBorne = context.onMismatch === 'continue';
  const trouble = { code: 'outside_the_margins', comparison, isBorne } as const;
  if (isBorne) return doneWith(trouble, facts);
  return context.onMismatch === 'ask' ? needsOperator(trouble, facts) : failed(trouble, facts);
}

/** The fact of the step that says whether this member is within the margins; of a single comparison that of the step. */
export function passedFact(member: ComparedMember): string {
  return member === null ? 'passed' : `passed ${member}`;
}

async function compareOne(context: StepContext, member: ComparedMember): Promise<Found> {
  const { job, snapshots, margins } = context;
  const files = comparedSnapshots(job, context.steps(), context.step(), member);
  const loaded = await loadCompared(snapshots, files);
  if (loaded === null) {
    return { member, passed: null, words: 'Not compared: a snapshot file is missing or damaged.' };
  }
  const { before, after } = loaded;
  const comparison = await compareSnapshots(before, after, margins, () => context.clock.sleep(0));
  const summary = summarizeComparison(comparison);
  return { member, passed: summary.passed, words: `${describeComparison(summary)}.` };
}

function together(found: readonly Found[]): boolean | null {
  if (found.some(({ passed }) => passed === false)) return false;
  return found.some(({ passed }) => passed === null) ? null : true;
}

function factOfMember({ member, passed }: Found): [string, boolean | null][] {
  return member === null ? [] : [[passedFact(member), passed]];
}

function prefixOf(context: StepContext, member: ComparedMember): string {
  if (member === null) return '';
  const { hostname, pair } = context;
  return `${member === context.step().serial ? hostname : (pair?.peer.hostname ?? member)}: `;
}
