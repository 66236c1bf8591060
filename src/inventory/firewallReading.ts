/** What discovery asks a firewall itself: who it is, and what it says of HA. Reads only. */
import type { SystemInfo } from '../panos/answers/systemInfo.ts';
import type { DeviceClient } from '../panos/client/client.ts';
import { readTimed } from '../panos/client/timedRead.ts';
import { showSystemInfo } from '../panos/commands/device.ts';
import { showHaState } from '../panos/commands/highAvailability.ts';
import { isDeviceError } from '../panos/errors.ts';
import type { Clock } from '../ports/clock.ts';
import type { HaReading } from './deviceFacts.ts';

export interface FirewallReading {
  readonly info: SystemInfo;
  /** By the engine's clock: when it was asked for this. */
  readonly infoAt: number;
  readonly ha: HaReading;
  readonly haAt: number;
}

export interface ReadingOptions {
  readonly clock: Pick<Clock, 'now'>;
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
  const { clock, ...how } = options;
  const info = await readTimed(client, showSystemInfo, clock, how);
  const reading = { info: info.answer, infoAt: info.at, haAt: clock.now() };
  try {
    const ha = await readTimed(client, showHaState, clock, how);
    return { ...reading, ha: { kind: 'read', state: ha.answer }, haAt: ha.at };
  } catch (error) {
    if (!isDeviceError(error) || error.kind === 'cancelled') throw error;
    return { ...reading, ha: { kind: 'failed', reason: error.message } };
  }
}
