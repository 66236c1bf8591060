/** What the owner's engine does to learn which devices there are, and whether one answers. */
import type { DeviceAccess } from './deviceAccess.ts';
import type { Engine, EngineParts } from './engineContract.ts';
import { addFirewall } from '../inventory/addFirewall.ts';
import type { Device } from '../inventory/device.ts';
import { discover } from '../inventory/discovery.ts';
import { readFirewallItself } from '../inventory/firewallReading.ts';
import type { Inventory } from '../inventory/inventory.ts';
import { haStateName } from '../inventory/readings.ts';
import type { SystemInfo } from '../panos/answers/systemInfo.ts';
import type { DeviceClient } from '../panos/client/client.ts';
import { showSystemInfo } from '../panos/commands/device.ts';
import { engineError } from './engineTroubles.ts';
import type { Store } from '../store/openStore.ts';

interface Parts extends Pick<EngineParts, 'settings' | 'clock' | 'log'> {
  readonly devices: DeviceAccess;
  readonly inventory: Inventory;
  readonly store: Pick<Store, 'flush'>;
}

export function ownerDiscovery(parts: Parts): Pick<Engine, 'discover' | 'addFirewall' | 'testConnection'> {
  const { settings, inventory, clock, log, devices, store } = parts;
  const { retryAttempts } = settings.discovery;
  return {
    async discover(options) {
      const result = await discover({
        panorama: devices.panorama(),
        panoramaRate: devices.panoramaRate,
        clientFor: devices.clientAt,
        known: () => inventory.devices(),
        agreedMoves: options.agreedMoves,
        retryAttempts,
        clock,
        workers: options.workers ?? settings.workers.max,
        signal: options.signal,
        onProgress: (progress) => options.onProgress(progress),
      });
      inventory.take(result.devices, clock.now());
      await store.flush();
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
        address,
        clientFor: devices.clientAt,
        known: () => inventory.devices(),
        retryAttempts,
        clock,
        signal,
      });
      inventory.take(changed, clock.now());
      // No journal has it: it is shown once it is kept.
      await store.flush();
      return device;
    },

    async testConnection(serial, signal) {
      const device = serial === null ? null : deviceOf(inventory, serial);
      const client = device === null ? devices.panorama() : devices.clientFor(device);
      if (device === null) await devices.panoramaRate.take(signal);
      client.forgetKey();
      const info =
        device === null
          ? await client.read(showSystemInfo, { signal, attempts: 1 })
          : await look(client, device, signal);
      return `${info.hostname} answers: ${info.model}, PAN-OS ${info.swVersion}, serial ${info.serial}.`;
    },
  };

  /** What it says counts as every look at it does. */
  async function look(client: DeviceClient, device: Device, signal: AbortSignal): Promise<SystemInfo> {
    const { info, infoAt, ha, haAt } = await readFirewallItself(client, { clock, attempts: 1, signal });
    if (info.serial !== device.serial) return info;
    const { serial, swVersion, uptimeSeconds, deviceClock } = info;
    const role = ha.kind === 'read' ? [{ serial, at: haAt, haState: haStateName(ha.state) }] : [];
    const version = { serial, at: infoAt, swVersion, boot: { uptimeSeconds, deviceClock } };
    inventory.note([version, ...role], clock.now());
    return info;
  }
}

function deviceOf(inventory: Inventory, serial: string): Device {
  const device = inventory.get(serial);
  if (device === undefined) throw engineError({ code: 'device_not_found', serial });
  return device;
}
