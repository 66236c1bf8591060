/** Is it still the device the job is about? Addresses are swapped and reused, and a job may be days old. */
import { showSystemInfo } from '../../panos/commands/device.ts';
import type { StepContext } from '../context.ts';
import type { Obstacle } from '../obstacles.ts';

type Stranger = Extract<Obstacle, { code: 'other_device' }>;

/** @returns null when the step's device answers. @throws DeviceError. */
export async function otherDevice(context: StepContext): Promise<Stranger | null> {
  const { serial } = context.step();
  const info = await context.client.read(showSystemInfo, { signal: context.stop });
  return info.serial === serial ? null : { code: 'other_device', found: info.serial, at: serial };
}
