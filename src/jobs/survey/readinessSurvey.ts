/** Checks whether devices are fit for the upgrades of their paths. Changes nothing, and may run beside jobs. */
import { compareNames } from '../../inventory/names.ts';
import type { Device } from '../../inventory/device.ts';
import type { ReadableInventory } from '../../inventory/inventory.ts';
import { inParallel } from '../../inventory/inParallel.ts';
import type { DeviceClient } from '../../panos/client/client.ts';
import { isDeviceError } from '../../panos/errors.ts';
import type { NoPlan, UpgradePlan } from '../../planning/plan.ts';
import type { UpgradePaths } from '../../planning/upgradePaths.ts';
import { UserError } from '../../ports/userError.ts';
import type { CheckResult } from '../../validation/checkResult.ts';
import {
  checkReadiness,
  type ReadinessRequest,
  type ReadinessRules,
} from '../../validation/readiness/checkReadiness.ts';
import { contentDemands } from '../contentDemands.ts';
import type { JobBook } from '../jobBook.ts';
import type { CheckedDevice, ReadinessSurveyOptions, ReadinessVerdict } from './checkedDevice.ts';
import { notReached } from './notReached.ts';
import { imagesOf, planImages } from '../plan/planImages.ts';
import { planRoom } from '../plan/planRoom.ts';
import { anotherDevice } from './downloadSurveyRow.ts';

export interface ReadinessSurveyParts {
  readonly inventory: Pick<ReadableInventory, 'get'>;
  readonly paths: UpgradePaths;
  /** Which checks are made, and how they judge. */
  readonly readiness: ReadinessRules;
  readonly book: Pick<JobBook, 'all'>;
  /** How many devices are read at a time when the options do not say. */
  readonly workers: number;
  /** @throws UserError when the address cannot be used. */
  clientFor(device: Pick<Device, 'address' | 'hostname'>): DeviceClient;
}

/**
 * One device in trouble never stops the others.
 * @returns those that were read before the signal was aborted, by host name.
 */
export async function surveyReadiness(
  parts: ReadinessSurveyParts,
  options: ReadinessSurveyOptions,
): Promise<readonly CheckedDevice[]> {
  const { signal } = options;
  const checked: CheckedDevice[] = [];
  const rules = { ...parts.readiness, contentDemands: contentDemands(parts.book.all()) };
  await inParallel([...new Set(options.serials)], options.workers ?? parts.workers, async (serial) => {
    if (signal.aborted) return;
    const device = await checkDevice(parts, rules, serial, signal);
    if (device === null) return;
    checked.push(device);
    options.onRow(device);
  });
  return checked.toSorted((a, b) => compareNames(a.hostname, b.hostname));
}

/** How the devices of one survey are judged: by what was known when it began. */
type Rules = ReadinessRules & Pick<ReadinessRequest, 'contentDemands'>;

/** Null when it was stopped. */
async function checkDevice(
  parts: ReadinessSurveyParts,
  rules: Rules,
  serial: string,
  signal: AbortSignal,
): Promise<CheckedDevice | null> {
  const known = parts.inventory.get(serial);
  const remembered = {
    serial,
    hostname: known?.hostname ?? serial,
    model: known?.model ?? '',
    address: known?.address ?? '',
    version: known?.swVersion ?? '',
  };
  const notChecked = (verdict: ReadinessVerdict, message: string): CheckedDevice => {
    return { ...remembered, target: null, verdict, results: [], message };
  };
  if (known === undefined)
    return notChecked('unknown', 'It is not in the inventory. Run Discover Devices first.');
  try {
    const client = parts.clientFor(known);
    const { info, plan, listed } = await planImages(client, parts.paths, signal);
    if (info.serial !== known.serial)
      return notChecked('unknown', anotherDevice(known.address, info.serial).message);
    const { serial: found, swVersion: runs } = info;
    const hops = plan.ok ? plan.hops : [];
    const withRules = { room: parts.readiness.settings, book: parts.book };
    const deletes = await planRoom(withRules, { serial: found, client, runs, hops, listed }, signal);
    const results = await checkReadiness(client, { ...requestFor(plan, rules), deletes, signal });
    return {
      ...remembered,
      hostname: info.hostname,
      model: info.model,
      version: info.swVersion,
      target: targetOf(plan),
      verdict: verdictOf(plan, results),
      results,
      message: plan.ok ? '' : plan.message,
    };
  } catch (error) {
    if (signal.aborted) return null;
    if (error instanceof UserError) return notChecked('unreachable', error.message);
    if (!isDeviceError(error)) throw error;
    return notChecked(notReached.has(error.kind) ? 'unreachable' : 'unknown', error.message);
  }
}

/** Room and content are judged for a target: without one there is nothing to say of them. */
function requestFor(plan: UpgradePlan | NoPlan, rules: Rules): ReadinessRequest {
  if (plan.ok) {
    const wanted = imagesOf(plan).map(({ version }) => version);
    return { ...rules, wanted, installs: plan.path };
  }
  const policies = { ...rules.policies, disk_space: 'off', content_version: 'off' } as const;
  return { ...rules, policies, wanted: [], installs: [] };
}

function targetOf(plan: UpgradePlan | NoPlan): string | null {
  return plan.ok ? (plan.path.at(-1) ?? null) : null;
}

/** A device at its target is judged by its checks; what has no path to go cannot be called ready for it. */
function verdictOf(plan: UpgradePlan | NoPlan, results: readonly CheckResult[]): ReadinessVerdict {
  const found = new Set(results.map(({ verdict }) => verdict));
  if (found.has('fail')) return 'not_ready';
  if (found.has('unknown') || (!plan.ok && plan.trouble.code !== 'at_target')) return 'unknown';
  return found.has('warn') ? 'warnings' : 'ready';
}
