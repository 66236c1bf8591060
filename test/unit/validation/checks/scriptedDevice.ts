/** A device that answers a check with the XML a test writes, read by the real readers. */
import assert from 'node:assert/strict';
import { readWhole } from '../../../../src/panos/calls/answerReader.ts';
import type { Check, CheckContext } from '../../../../src/validation/check.ts';
import type { Finding } from '../../../../src/validation/checkResult.ts';
import { defaultSettings } from '../../../support/engineSettings.ts';
import { result } from '../../panos/sampleXml.ts';

/** By the command's name: what stands in `<result>`. Of several answers each is given once, in order. */
export type Answers = Readonly<Record<string, string | readonly string[]>>;

/** What `check` finds on a device with these answers. Fails when it asks for anything else, or has nothing to judge by. */
export async function judged(...what: Parameters<typeof judgedIfKnown>): Promise<Finding> {
  return (await judgedIfKnown(...what)) ?? assert.fail('there was nothing to judge by');
}

/** The same; null where the check has nothing to judge by. */
export function judgedIfKnown(
  check: Check,
  answers: Answers,
  changes: Partial<Omit<CheckContext, 'ask'>> = {},
): Promise<Finding | null> {
  const left = new Map(Object.entries(answers).map(([name, answer]) => [name, [answer].flat()]));
  return check.run({
    ...defaultSettings.readiness,
    wanted: [],
    deletes: [],
    room: defaultSettings.validation,
    installs: [],
    peerBefore: null,
    isNamed: true,
    contentDemands: [],
    ...changes,
    ask: async ({ name, reader }) =>
      readWhole(reader, result(left.get(name)?.shift() ?? assert.fail(`"${name}" was not expected`))),
  });
}

/** Asserts the verdict, and that the reason matches. */
export function assertFinding(finding: Finding, verdict: Finding['verdict'], reason: RegExp): void {
  assert.equal(finding.verdict, verdict, finding.reason);
  assert.match(finding.reason, reason);
}
