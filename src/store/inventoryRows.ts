/** The inventory in the database: a row a device, small enough that ten thousand are read and saved in a moment. */
import type { Device, InventoryRows, ReadAt } from '../inventory/device.ts';
import type { Log } from '../ports/log.ts';
import type { Database, SqlValue } from './database.ts';

export interface StoredInventoryRows extends InventoryRows {
  /** Those that are new or have changed since this was asked last: a window that looks on asks after each save. */
  changed(): Device[];
}

/** @param parseDevice validates what is read back; a device it throws on is left out until it is discovered again. */
export function inventoryRows(
  database: Database,
  parseDevice: (value: unknown) => Device,
  log: Log,
): StoredInventoryRows {
  /** By serial, what `changed` has seen. */
  const seen = new Map<SqlValue, string>();

  const allRows = (): SqlValue[][] =>
    database.rows('SELECT serial, hostname, content FROM devices ORDER BY hostname, serial');

  const read = ([serial, hostname, content]: readonly SqlValue[]): Device[] => {
    try {
      return [parseDevice({ serial, hostname, ...unpacked(JSON.parse(String(content))) })];
    } catch {
      log.warn(
        `What the database holds about device ${String(serial)} cannot be read. Discover devices again.`,
      );
      return [];
    }
  };

  return {
    /** By host name. */
    all: () => allRows().flatMap(read),

    changed: () =>
      allRows().flatMap((row) => {
        const [serial = null, hostname, content] = row;
        const now = `${String(hostname)} ${String(content)}`;
        if (seen.get(serial) === now) return [];
        seen.set(serial, now);
        return read(row);
      }),

    upsert(devices) {
      database.transaction(() => {
        for (const device of devices) {
          database.run(
            `INSERT INTO devices (serial, hostname, content) VALUES (?, ?, ?)
             ON CONFLICT (serial) DO UPDATE SET hostname = excluded.hostname, content = excluded.content`,
            [device.serial, device.hostname, JSON.stringify(packed(device))],
          );
        }
      });
    },
  };
}

/** The order in which a row has its times. */
const PARTS = ['version', 'haState', 'type', 'contact', 'deviceGroup'] as const satisfies (keyof ReadAt)[];

/** Without what has columns of its own, and what is rare; times as their distance to the last look, null for never. */
function packed({ serial: _serial, hostname: _hostname, isRefusing, readAt, ...rest }: Device): object {
  const from = rest.lastSeenAt ?? 0;
  const times = PARTS.map((part) => (readAt[part] === 0 ? null : readAt[part] - from));
  return { ...rest, ...(isRefusing ? { isRefusing } : {}), readAt: times };
}

/** Rows of earlier releases have all columns in their content, and no times. */
function unpacked(content: unknown): object {
  const { readAt, ...rest } = Object(content) as { readonly readAt?: unknown; readonly lastSeenAt?: unknown };
  if (!Array.isArray(readAt)) return rest;
  const from = Number(rest.lastSeenAt ?? 0);
  const times = PARTS.map((part, index) => {
    const distance: unknown = readAt[index];
    return [part, distance === null ? 0 : Number(distance) + from] as const;
  });
  return { ...rest, readAt: Object.fromEntries(times) };
}
