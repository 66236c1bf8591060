/** What an upgrade would do to a device, in the words of the question that comes before it. */
import type { Device } from '../../../inventory/device.ts';
import type { DeviceLeft } from '../../../jobs/left/leftNow.ts';
import { leftWarnings } from '../../../jobs/left/stateWords.ts';
import { compareVersions } from '../../../panos/version.ts';
import type { UpgradePlan } from '../../../planning/plan.ts';
import { ACTIVE_ACTIVE_WARNING } from '../../words/activeActive.ts';
import { counted } from '../../words/quantities.ts';
import { deviceName } from '../../trees/deviceLook.ts';

export interface Question {
  readonly message: string;
  readonly detail: string;
  /** The button: says how often the device will be gone. */
  readonly confirm: string;
}

export interface PlannedMember {
  readonly device: Device;
  /** What jobs have left on it. */
  readonly left: DeviceLeft | undefined;
  /** Null: it runs the target already. */
  readonly plan: Pick<UpgradePlan, 'path' | 'hops'> | null;
}

/** Both members go the way of the one that is behind: one that is ahead has what is left of it, and no way of its own. */
export function onOnePath(members: readonly PlannedMember[]): readonly PlannedMember[] {
  const [behind] = members.toSorted((a, b) => compareVersions(a.device.swVersion, b.device.swVersion));
  const plan = behind?.plan ?? null;
  if (plan === null) return members;
  return members.map((member) => {
    const place = plan.path.indexOf(member.device.swVersion);
    if (place < 0) return member;
    const [path, hops] = [plan.path.slice(place + 1), plan.hops.slice(place + 1)];
    return { ...member, plan: hops.length === 0 ? null : { path, hops } };
  });
}

/** Of an HA pair whose upgrade is tried again: its members may have come unequally far. */
export function pairQuestion(members: readonly PlannedMember[]): Question {
  const restarts = members.reduce((sum, { plan }) => sum + (plan?.hops.length ?? 0), 0);
  const names = members.map(({ device }) => deviceName(device)).join(' + ');
  const target = members.flatMap(({ plan }) => plan?.path.at(-1) ?? []).at(0);
  const ways = members.map(({ device, plan }) => {
    const way =
      plan === null ? `runs ${device.swVersion} already` : [device.swVersion, ...plan.path].join(' → ');
    return `${deviceName(device)}: ${way}`;
  });
  return {
    message: `Upgrade the HA pair ${names}${target === undefined ? '' : ` to ${target}`} again?`,
    detail: [
      ...members.flatMap(({ left }) => warnings(left)),
      ...ways,
      '',
      'One member at a time. The traffic is handed over to the other member before a restart, which long sessions may notice.',
      ...(members.some(isOfActiveActive) ? [`Active/active pair. ${ACTIVE_ACTIVE_WARNING}`] : []),
      'Missing images are downloaded.',
    ].join('\n'),
    confirm: restartsButton(restarts),
  };
}

/** By what the inventory remembers: the devices are asked afterwards. */
function isOfActiveActive({ device }: PlannedMember): boolean {
  return device.haState?.startsWith('active-') === true;
}

/** Before all else: what is so already, whatever is answered. */
function warnings(left: DeviceLeft | undefined): string[] {
  return left === undefined ? [] : [...leftWarnings(left), ''];
}

/** @param left what jobs have left on it. */
export function upgradeQuestion(device: Device, plan: UpgradePlan, left: DeviceLeft | undefined): Question {
  const restarts = plan.hops.length;
  const target = plan.path.at(-1) ?? device.swVersion;
  const hops = plan.hops.map(({ from, to, images }, index) => {
    const needed = images.map(({ version, isBase }) =>
      isBase && version !== to ? `${version} (base)` : version,
    );
    return `${index + 1}. ${from} → ${to}, with ${needed.length === 0 ? 'no further image' : needed.join(' and ')}`;
  });
  return {
    message: `Upgrade ${deviceName(device)} from ${device.swVersion} to ${target}?`,
    detail: [
      ...warnings(left),
      ...hops,
      '',
      ...(plan.line === null ? [] : [plan.line]),
      plan.choice,
      'Missing images are downloaded. The device forwards no traffic while it restarts.',
      ...plan.notes,
    ].join('\n'),
    confirm: restartsButton(restarts),
  };
}

function restartsButton(restarts: number): string {
  return `Upgrade with ${counted(restarts, 'Restart')}`;
}
