/** All devices as they are known now, and who is told when they change. */
import { compareNames } from './names.ts';
import { Emitter, type Listen } from '../ports/events.ts';
import type { Device, HaPair, InventoryRows } from './device.ts';
import { pairsOf } from './pairs.ts';
import { asItSaid, type DeviceReading, newerOf } from './readings.ts';

/** What the views see of the inventory. */
export interface ReadableInventory {
  devices(): readonly Device[];
  get(serial: string): Device | undefined;
  pairs(): readonly HaPair[];
  /** What the user called the place of a device; null without. */
  siteOf(serial: string): string | null;
  /** By which downloads are limited: the site, else the device group; null when neither is known. */
  groupOf(serial: string): string | null;
  /** All sites there are, by name. */
  sites(): readonly string[];
  /** Serials of devices that were added or changed. */
  readonly onDidChange: Listen<readonly string[]>;
}

export class Inventory implements ReadableInventory {
  readonly #rows: InventoryRows;
  readonly #devices: Map<string, Device>;
  #sites: Map<string, string>;
  readonly #changed = new Emitter<readonly string[]>();

  readonly onDidChange = this.#changed.event;

  /** @param sites by serial, as they are stored. */
  constructor(rows: InventoryRows, sites: ReadonlyMap<string, string>) {
    this.#rows = rows;
    this.#sites = new Map(sites);
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

  siteOf(serial: string): string | null {
    return this.#sites.get(serial) ?? null;
  }

  groupOf(serial: string): string | null {
    return this.siteOf(serial) ?? this.#devices.get(serial)?.deviceGroup ?? null;
  }

  sites(): readonly string[] {
    return [...new Set(this.#sites.values())].sort(compareNames);
  }

  /** What is stored already: tells whoever shows it. */
  noteSite(serials: readonly string[], site: string | null): void {
    for (const serial of serials) {
      if (site === null) this.#sites.delete(serial);
      else this.#sites.set(serial, site);
    }
    this.#changed.fire(serials);
  }

  /** All sites anew, as another window has stored them. */
  replaceSites(sites: ReadonlyMap<string, string>): void {
    this.#sites = new Map(sites);
  }

  /** Adds or replaces devices, by serial, whatever was known of them. */
  put(devices: readonly Device[]): void {
    if (devices.length === 0) return;
    for (const device of devices) this.#devices.set(device.serial, device);
    this.#rows.upsert(devices);
    this.#changed.fire(devices.map((device) => device.serial));
  }

  /** What was found of devices, as far as it is newer than what is known. @param now by the clock of the readings. */
  take(found: readonly Device[], now: number): void {
    const news = found.flatMap((device) => {
      const known = this.#devices.get(device.serial);
      const newest = newerOf(known, device, now);
      return newest === known ? [] : [newest];
    });
    this.put(news);
  }

  /** What known devices have said of themselves. */
  note(readings: readonly DeviceReading[], now: number): void {
    const news = new Map<string, Device>();
    for (const reading of readings) {
      const known = news.get(reading.serial) ?? this.#devices.get(reading.serial);
      const peer = reading.pairedWith === undefined ? undefined : this.#devices.get(reading.pairedWith);
      if (known !== undefined) news.set(reading.serial, newerOf(known, asItSaid(known, reading, peer), now));
    }
    this.take([...news.values()], now);
  }

  /** From `at` on something may have changed their HA states: until the next look they are not known. */
  doubtRoles(serials: readonly string[], at: number, now: number): void {
    const known = serials.flatMap((serial) => this.#devices.get(serial) ?? []);
    const doubted = known.map((device) => {
      return { ...device, haState: null, readAt: { ...device.readAt, haState: at } };
    });
    this.take(doubted, now);
  }
}
