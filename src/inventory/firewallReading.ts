/** What discovery asks a firewall itself: who it is, and what it says of HA. Reads only. */
import type { SystemInfo } from '../panos/answers/systemInfo.ts';
import type { DeviceClient } from '../panos/client/client.ts';
import { showSystemInfo } from '../panos/commands/device.ts';
import { showHaState } from '../panos/commands/highAvailability.ts';
import { isDeviceError } from '../panos/errors.ts';
import type { HaReading } from './deviceFacts.ts';

export interface FirewallReading {
  readonly info: SystemInfo;
  readonly ha: HaReading;
}

export interface ReadingOptions {
  /** How often each question is asked at most; the client waits between the tries. */
  readonly attempts: number;
  readonly signal?: AbortSignal | undefined;
}

/**
 * @returns an HA reading of kind `failed` when the firewall told who it is, but not its HA state.
 * @throws DeviceError when the firewall cannot be asked, or when the signal is aborted.
 */
export async function readFirewallItself(
  client: DeviceClient,
  options: ReadingOptions,
): Promise<FirewallReading> {
  const info = await client.read(showSystemInfo, options);
  try {
    return { info, ha: { kind: 'read', state: await client.read(showHaState, options) } };
  } catch (error) {
    if (!isDeviceError(error) || error.kind === 'cancelled') throw error;
    return { info, ha: { kind: 'failed', reason: error.message } };
  }
}
