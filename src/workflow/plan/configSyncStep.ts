/** The step that brings the configuration of a pair into step: planned when somebody asks for it, never before. */
import type { Serial } from '../../panos/serial.ts';
import type { Step } from '../journalRecord.ts';
import { serialFact } from '../stepFindings.ts';
import type { StepState } from '../stepState.ts';

interface Member {
  readonly serial: Serial;
  readonly hostname: string;
}

/**
 * The member that led when the pair was last looked at copies its configuration to the other one, whose step it is: that
 * one is changed, and shows what came of it.
 * @param proof that the pair is whole, which found its configuration not in step.
 * @param steps all of the job.
 * @param by who asks for it, for people.
 * @returns undefined where the proof does not say who leads.
 */
export function configSyncStep(
  proof: StepState,
  steps: readonly StepState[],
  members: readonly Member[],
  by: string,
): Step | undefined {
  const active = serialFact(proof.facts, 'active');
  const leading = members.find(({ serial }) => serial === active);
  const standby = members.find(({ serial }) => serial !== active);
  if (leading === undefined || standby === undefined) return undefined;
  const { hop, version } = proof;
  const id = `${standby.serial}.hop${hop}.sync_config`;
  const earlier = steps.filter((step) => step.id === id || step.id.startsWith(`${id}.`)).length;
  return {
    id: earlier === 0 ? id : `${id}.${earlier + 1}`,
    kind: 'sync_config',
    serial: standby.serial,
    hop,
    fromVersion: version,
    version,
    title: `Copy the configuration of ${leading.hostname} to ${standby.hostname}`,
    reason: `Asked for by ${by}. ${leading.hostname} leads, so its configuration is the one that counts.`,
  };
}
