/** Is it still the device the job is about? Addresses are swapped and reused, and a job may be days old. */
import { showSystemInfo } from '../../panos/commands/device.ts';
import type { StepContext } from '../context.ts';

/** @returns what is wrong, for people; null when the step's device answers. @throws DeviceError. */
export async function otherDevice(context: StepContext): Promise<string | null> {
  const { serial } = context.step();
  const info = await context.client.read(showSystemInfo, { signal: context.stop });
  return info.serial === serial
    ? null
    : `Another device (${info.serial}) answers at the address of ${serial}. Run Discover Devices again.`;
}
