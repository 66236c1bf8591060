/** What the owner's engine does to learn which devices there are, and whether one answers. */
import type { Engine } from './engineContract.ts';
import { addFirewall } from '../inventory/addFirewall.ts';
import type { Device } from '../inventory/device.ts';
import { discover } from '../inventory/discovery.ts';
import type { Inventory } from '../inventory/inventory.ts';
import type { RateLimit } from '../inventory/rateLimit.ts';
import type { DeviceClient } from '../panos/client/client.ts';
import { showSystemInfo } from '../panos/commands/device.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import { UserError } from '../ports/userError.ts';

interface Parts {
  readonly inventory: Inventory;
  readonly clock: Clock;
  readonly log: Log;
  readonly retryAttempts: number;
  /** How many firewalls are read at a time, unless the user says otherwise. */
  readonly workers: number;
  readonly panoramaRate: RateLimit;
  /** @throws UserError when none is set. */
  readonly panorama: () => DeviceClient;
  /** Null for what is no address. */
  readonly clientAt: (address: string, device: string) => DeviceClient | null;
  /** @throws UserError when the address cannot be used. */
  clientFor(device: Pick<Device, 'address' | 'hostname'>): DeviceClient;
  /** Saves the inventory now. */
  flush(): Promise<void>;
}

export function ownerDiscovery(parts: Parts): Pick<Engine, 'discover' | 'addFirewall' | 'testConnection'> {
  const { inventory, clock, log, retryAttempts, panoramaRate } = parts;
  return {
    async discover(options) {
      const known = inventory.devices();
      const result = await discover({
        ...{
          panorama: parts.panorama(),
          panoramaRate,
          clientFor: parts.clientAt,
          known,
          retryAttempts,
          clock,
        },
        workers: options.workers ?? parts.workers,
        signal: options.signal,
        onProgress: (progress) => options.onProgress(progress),
      });
      // What was not asked this time stays as it is now: a job may have changed it meanwhile.
      const unasked = new Set(known);
      inventory.put(result.devices.filter((device) => !unasked.has(device)));
      await parts.flush();
      const { total, pairs, unreachable, disconnected } = result.summary;
      log.info(
        `Discovery ${result.cancelled ? 'cancelled' : 'ended'}: ${total} devices, ${pairs} HA pairs, ` +
          `${unreachable} not reachable, ${disconnected} disconnected.`,
      );
      if (result.groupsProblem !== null) log.warn(`Discovery: ${result.groupsProblem}`);
      for (const { hostname, message } of result.problems) log.warn(`Discovery: ${hostname}: ${message}`);
      return result;
    },

    async addFirewall(address, signal) {
      const { device, changed } = await addFirewall({
        ...{ address, clientFor: parts.clientAt, known: inventory.devices(), retryAttempts, clock, signal },
      });
      inventory.put(changed);
      return device;
    },

    async testConnection(serial, signal) {
      const device = serial === null ? null : inventory.get(serial);
      if (device === undefined) throw new UserError(`There is no device ${serial} in the inventory.`);
      const client = device === null ? parts.panorama() : parts.clientFor(device);
      if (device === null) await panoramaRate.take(signal);
      client.forgetKey();
      const info = await client.read(showSystemInfo, { signal, attempts: 1 });
      return `${info.hostname} answers: ${info.model}, PAN-OS ${info.swVersion}, serial ${info.serial}.`;
    },
  };
}
