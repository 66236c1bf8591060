/** What devices said of themselves last while a job was at work on them, whatever it was asked for: for the job's ending. */
import * as z from 'zod';
import { type DeviceReading, haStateName, isOlder } from '../../inventory/readings.ts';
import type { DeviceClient, ReadOptions } from '../../panos/client/client.ts';
import { showSystemInfo } from '../../panos/commands/device.ts';
import { showHaState } from '../../panos/commands/highAvailability.ts';
import { serialSchema } from '../../panos/serial.ts';
import type { Serial } from '../../panos/serial.ts';
import type { Clock } from '../../ports/clock.ts';

export interface LastAnswers {
  /** The same client; what it is told is listened to. */
  listening(client: DeviceClient, serial: Serial): DeviceClient;
  /** One for what each device runs, and one for its HA state, by when it was asked. */
  readings(): DeviceReading[];
}

const infoSchema = z.looseObject({ serial: serialSchema, swVersion: z.string() });
const haSchema = z.looseObject({
  enabled: z.literal(true),
  local: z.looseObject({ state: z.string(), stateText: z.string(), reason: z.string().nullable() }),
});

export function createLastAnswers(clock: Pick<Clock, 'now'>): LastAnswers {
  const newest = new Map<string, DeviceReading>();
  /** Devices that do not answer at their own address any more: what is said there is not theirs. */
  const strangers = new Set<Serial>();

  function hear(part: 'info' | 'ha', reading: DeviceReading): void {
    const key = `${part} ${reading.serial}`;
    const known = newest.get(key);
    if (known === undefined || !isOlder(reading.at, known.at, clock.now())) newest.set(key, reading);
  }

  function heard(command: string, answer: unknown, serial: Serial, at: number): void {
    if (command === showSystemInfo.name) {
      const info = infoSchema.safeParse(answer).data;
      if (info === undefined) return;
      strangers[info.serial === serial ? 'delete' : 'add'](serial);
      hear('info', { serial: info.serial, at, swVersion: info.swVersion });
    } else if (command === showHaState.name && !strangers.has(serial)) {
      const ha = haSchema.safeParse(answer).data;
      if (ha !== undefined) hear('ha', { serial, at, haState: haStateName(ha), haReason: ha.local.reason });
    }
  }

  return {
    listening: (client, serial) => ({
      ...client,
      async read(command, options: ReadOptions = {}) {
        const at = clock.now();
        const answer = await client.read(command, options);
        heard(command.name, answer, serial, at);
        return answer;
      },
    }),
    readings: () => [...newest.values()],
  };
}
