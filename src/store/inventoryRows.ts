/** The inventory in the database. */
import type { Device, InventoryRows } from '../inventory/device.ts';
import type { Log } from '../ports/log.ts';
import type { Database } from './database.ts';

/** @param parseDevice validates what is read back; a device it throws on is left out until it is discovered again. */
export function inventoryRows(
  database: Database,
  parseDevice: (value: unknown) => Device,
  log: Log,
): InventoryRows {
  return {
    /** By host name. */
    all() {
      const rows = database.rows('SELECT serial, content FROM devices ORDER BY hostname, serial');
      return rows.flatMap(([serial, content]) => {
        try {
          return [parseDevice(JSON.parse(String(content)))];
        } catch {
          log.warn(
            `What the database holds about device ${String(serial)} cannot be read. Discover devices again.`,
          );
          return [];
        }
      });
    },

    upsert(devices) {
      database.transaction(() => {
        for (const device of devices) {
          database.run(
            `INSERT INTO devices (serial, hostname, content) VALUES (?, ?, ?)
             ON CONFLICT (serial) DO UPDATE SET hostname = excluded.hostname, content = excluded.content`,
            [device.serial, device.hostname, JSON.stringify(device)],
          );
        }
      });
    },
  };
}
