/** An answer and its age: what a device says was true at some moment after it was asked, and may not be any more. */
import type { Clock } from '../../ports/clock.ts';
import type { ReadCommand } from '../calls/command.ts';
import type { DeviceClient, ReadOptions } from './client.ts';

export interface Timed<T> {
  readonly answer: T;
  /** By the engine's clock: when the question left that was answered. */
  readonly at: number;
}

/** @throws DeviceError as DeviceClient.read does. */
export async function readTimed<T>(
  client: Pick<DeviceClient, 'read'>,
  command: ReadCommand<T>,
  clock: Pick<Clock, 'now'>,
  options: Omit<ReadOptions, 'onSending'>,
): Promise<Timed<T>> {
  let at = clock.now();
  // Asked again, after a pause or a login, it is another question.
  const onSending = (): void => {
    at = clock.now();
  };
  const answer = await client.read(command, { ...options, onSending });
  return { answer, at };
}
