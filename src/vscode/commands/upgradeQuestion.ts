/** What an upgrade would do to a device, in the words of the question that comes before it. */
import type { Device } from '../../inventory/device.ts';
import type { UpgradePlan } from '../../planning/plan.ts';
import { deviceName } from '../trees/deviceLook.ts';

export interface Question {
  readonly message: string;
  readonly detail: string;
  /** The button: says how often the device will be gone. */
  readonly confirm: string;
}

export function upgradeQuestion(device: Device, plan: UpgradePlan): Question {
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
      ...hops,
      '',
      plan.choice,
      'Missing images are downloaded. The device forwards no traffic while it restarts.',
      ...plan.notes,
    ].join('\n'),
    confirm: restarts === 1 ? 'Upgrade with 1 Restart' : `Upgrade with ${restarts} Restarts`,
  };
}
