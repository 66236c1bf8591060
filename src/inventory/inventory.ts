/** All devices as they are known now, and who is told when they change. */
import { Emitter, type Listen } from '../ports/events.ts';
import type { Device, HaPair, InventoryRows } from './device.ts';
import { pairsOf } from './pairs.ts';

/** What the views see of the inventory. */
export interface ReadableInventory {
  devices(): readonly Device[];
  get(serial: string): Device | undefined;
  pairs(): readonly HaPair[];
  /** Serials of devices that were added or changed. */
  readonly onDidChange: Listen<readonly string[]>;
}

export class Inventory implements ReadableInventory {
  readonly #rows: InventoryRows;
  readonly #devices: Map<string, Device>;
  readonly #changed = new Emitter<readonly string[]>();

  readonly onDidChange = this.#changed.event;

  constructor(rows: InventoryRows) {
    this.#rows = rows;
    this.#devices = new Map(rows.all().map((device) => [device.serial, device]));
  }

  devices(): readonly Device[] {
    return [...this.#devices.values()];
  }

  get(serial: string): Device | undefined {
    return this.#devices.get(serial);
  }

  pairs(): readonly HaPair[] {
    return pairsOf(this.devices());
  }

  /** Adds or replaces devices, by serial. */
  put(devices: readonly Device[]): void {
    if (devices.length === 0) return;
    for (const device of devices) this.#devices.set(device.serial, device);
    this.#rows.upsert(devices);
    this.#changed.fire(devices.map((device) => device.serial));
  }

  /** A version that was proved on the device itself. */
  noteVersion(serial: string, swVersion: string, at: number): void {
    const device = this.#devices.get(serial);
    if (device !== undefined) this.put([{ ...device, swVersion, lastSeenAt: at }]);
  }
}
