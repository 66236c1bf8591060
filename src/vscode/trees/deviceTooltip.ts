/** What the row of a firewall says when somebody points at it. */
import type { Engine } from '../../engine/engineContract.ts';
import type { Device } from '../../inventory/device.ts';
import type { Job } from '../../jobs/job.ts';
import { leftWarnings } from '../../jobs/left/stateWords.ts';
import type { SuspendedNow } from '../../jobs/outcome/suspendedNow.ts';
import type { TimeWords } from '../engine/times.ts';
import { factLines, type Markdown } from '../exits/markdown.ts';
import type { SinceThen } from '../../jobs/outcome/shownHaState.ts';
import { roleWithTime } from '../words/roleWords.ts';
import { suspendedFacts } from '../words/suspendedWords.ts';
import { whyNotUpgradable } from './capabilities.ts';

/** Undefined where it is not suspended because of us. */
export function suspendedOf(engine: Pick<Engine, 'suspended'>, { serial }: Device): SuspendedNow | undefined {
  return engine.suspended.find((member) => member.serial === serial);
}

/** What may have happened since a device said what it is. @param job its newest */
export function sinceThen(
  { suspended, inventory }: Pick<Engine, 'suspended' | 'inventory'>,
  { peerSerial }: Device,
  job: Job | undefined,
): SinceThen {
  return { suspended, job, peer: peerSerial === null ? undefined : inventory.get(peerSerial) };
}

const typeWords = { standalone: 'Standalone', ha_pair: 'HA member', unknown: 'Unknown' } as const;

/** @param job its newest */
export function deviceTooltip(
  engine: Pick<Engine, 'suspended' | 'inventory' | 'leftOn'>,
  device: Device,
  job: Job | undefined,
  time: TimeWords,
): Markdown {
  const suspended = suspendedOf(engine, device);
  const left = engine.leftOn(device.serial);
  return factLines([
    ['Host name', device.hostname],
    ...(suspended === undefined ? [] : suspendedFacts(suspended, time)),
    ['Left on it', left === undefined ? null : `${leftWarnings(left).join(' ')} (${left.jobId})`],
    ['Serial', device.serial],
    ['Address', device.address],
    ['Model', device.model],
    ['PAN-OS', device.swVersion],
    ['Type', `${typeWords[device.deviceType]}. ${device.typeReason}`],
    ['HA state', roleWithTime(device, sinceThen(engine, device, job), time)],
    ['Routing engine', device.routingEngine],
    ['Virtual systems', device.multiVsys === null ? null : device.multiVsys ? 'several' : 'one'],
    ['Not reachable', device.presenceReason],
    ['Cannot be upgraded now', whyNotUpgradable(device)],
    ['Last seen', device.lastSeenAt === null ? 'never' : time(device.lastSeenAt)],
    ['Newest job', job === undefined ? null : `${job.id}: ${job.message ?? job.status}`],
  ]);
}
