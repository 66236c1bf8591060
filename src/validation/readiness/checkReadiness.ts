/** Is a device fit for an upgrade? Lets each check read what it needs and judge. Changes nothing. */
import type { DeviceClient } from '../../panos/client/client.ts';
import { isDeviceError, type DeviceError } from '../../panos/errors.ts';
import { createSemaphore } from '../../panos/transport/semaphore.ts';
import type { CheckPolicy, CheckResult, Finding } from '../checkResult.ts';
import { ALL_CHECKS, UPGRADE_CHECKS } from './allChecks.ts';
import type { Check, CheckContext, PeerBefore } from '../check.ts';
import type { ContentDemand } from '../contentDemands.ts';
import type { RoomRules } from '../roomRules.ts';
import { isAboutOneQuestion } from '../oneQuestion.ts';
import type { ReadinessSettings } from './readinessSettings.ts';

export interface CheckSettings extends RoomRules {
  /** Whether checksums of images are looked at. */
  readonly verifyHashes: boolean;
  /** Strict: an image of which it cannot be proved that it is the genuine one counts as bad. */
  readonly failOnMissingHash: boolean;
}

/**
 * Checks that the user has named no policy for have their own. A check that is named is run also when it is not in
 * `checks`.
 */
export interface ReadinessRequest extends ReadinessSettings {
  /** The versions whose images must be on the box. */
  readonly wanted: readonly string[];
  /** Old images that are deleted first. */
  readonly deletes?: readonly string[] | undefined;
  readonly settings: RoomRules;
  readonly signal?: AbortSignal | undefined;
  /** UPGRADE_CHECKS when left out. */
  readonly checks?: readonly Check[] | undefined;
  /** The versions that are to be installed, in order. */
  readonly installs: readonly string[];
  /** Of a pair: the member that is upgraded before this one. */
  readonly peerBefore?: PeerBefore | undefined;
  readonly contentDemands: readonly ContentDemand[];
}

/** How it is judged, whichever device is asked. */
export type ReadinessRules = Pick<ReadinessRequest, keyof ReadinessSettings | 'settings' | 'checks'>;

/** How many checks run at a time: as many as questions are sent at once, so that none of them waits long in the middle. */
const CHECKS_AT_A_TIME = 2;

/**
 * Runs the checks on one device. A device that refuses a question, or answers it with something that is not understood,
 * gives `unknown` for that check.
 * @returns one result for each check that had something to judge by, always in the order of ALL_CHECKS.
 * @throws DeviceError when the device cannot be asked at all, or when `signal` is aborted; nothing more is sent then.
 */
export async function checkReadiness(
  client: DeviceClient,
  request: ReadinessRequest,
): Promise<CheckResult[]> {
  const givenUp = new AbortController();
  const signal =
    request.signal === undefined ? givenUp.signal : AbortSignal.any([request.signal, givenUp.signal]);
  const lanes = createSemaphore(CHECKS_AT_A_TIME);
  try {
    const results = await Promise.all(
      selectChecks(request).map(({ check, policy }) =>
        lanes.run(async () => {
          const finding = await judge(check, contextOf(check, client, request, signal));
          return finding === null ? [] : [{ check: check.id, ...underPolicy(policy, finding) }];
        }),
      ),
    );
    return results.flat();
  } catch (error) {
    // The other checks would ask a device that cannot be asked, each with its retries.
    givenUp.abort();
    throw error;
  }
}

function selectChecks({ checks = UPGRADE_CHECKS, policies }: ReadinessRequest): {
  readonly check: Check;
  readonly policy: CheckPolicy;
}[] {
  return ALL_CHECKS.filter((check) => checks.includes(check) || policies[check.id] !== undefined)
    .map((check) => ({ check, policy: policies[check.id] ?? check.defaultPolicy }))
    .filter(({ policy }) => policy !== 'off');
}

/** The results that forbid an upgrade. `unknown` does not: see Finding. */
export function blockingResults(results: readonly CheckResult[]): CheckResult[] {
  return results.filter((result) => result.verdict === 'fail');
}

function contextOf(
  check: Check,
  client: DeviceClient,
  request: ReadinessRequest,
  signal: AbortSignal,
): CheckContext {
  const options = check.isHeavy ? { signal, attempts: 1 } : { signal };
  return {
    ask: (command) => client.read(command, options),
    wanted: request.wanted,
    deletes: request.deletes ?? [],
    room: request.settings,
    installs: request.installs,
    peerBefore: request.peerBefore ?? null,
    isNamed: request.policies[check.id] !== undefined,
    minimumContent: request.minimumContent,
    contentDemands: request.contentDemands,
    updateWindowHours: request.updateWindowHours,
    mustExist: request.mustExist,
  };
}

function underPolicy(policy: CheckPolicy, { verdict, reason }: Finding): Finding {
  return { verdict: verdict === 'fail' && policy === 'warn' ? 'warn' : verdict, reason };
}

async function judge(check: Check, context: CheckContext): Promise<Finding | null> {
  try {
    return await check.run(context);
  } catch (error) {
    if (!isAboutOneQuestion(error) && !(check.isHeavy && isUnanswered(error))) throw error;
    return { verdict: 'unknown', reason: `This could not be checked. ${error.message}` };
  }
}

/** If the device is really gone, the checks with lighter questions find that out. */
function isUnanswered(error: unknown): error is DeviceError {
  return isDeviceError(error, 'unreachable', 'no_answer', 'not_an_answer', 'http_status');
}
