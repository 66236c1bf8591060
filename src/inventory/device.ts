/** What the inventory knows of one firewall. Found by discovery or added by hand; kept when it vanishes. */
import * as z from 'zod';
import { serialSchema } from '../panos/serial.ts';

export const deviceSchema = z.object({
  serial: serialSchema,
  hostname: z.string(),
  /** Management address as written by Panorama or the user, e.g. `10.1.1.10` or `fw.example.com:8443`. */
  address: z.string(),
  model: z.string(),
  swVersion: z.string(),
  deviceType: z.enum(['standalone', 'ha_pair', 'unknown']),
  /** Why it is of this type, for people. */
  typeReason: z.string(),
  haState: z.string().nullable(),
  peerSerial: serialSchema.nullable(),
  multiVsys: z.boolean().nullable(),
  routingEngine: z.enum(['legacy', 'advanced']).nullable(),
  /** Panorama's device group, the innermost one; null when it has none or Panorama does not say. */
  deviceGroup: z.string().nullable().default(null),
  source: z.enum(['panorama', 'manual']),
  /**
   * `reachable`: answered the last discovery itself. `unreachable`: Panorama sees it, we could not.
   * `disconnected`: Panorama has no connection to it. `vanished`: no longer on Panorama.
   */
  presence: z.enum(['reachable', 'unreachable', 'disconnected', 'vanished']),
  /** Why it is not reachable, for people; null when it is. */
  presenceReason: z.string().nullable(),
  /** Milliseconds since the epoch. */
  discoveredAt: z.number(),
  lastSeenAt: z.number().nullable(),
});

export type Device = z.infer<typeof deviceSchema>;

/** Two devices that name each other as peer, confirmed by both boxes. */
export interface HaPair {
  /** Both serials, joined by `+`, in ascending order. */
  readonly id: string;
  /** Active member first, where the roles are known. */
  readonly members: readonly [Device, Device];
}

/** Where the inventory lives between runs; implemented by store/inventoryRows.ts. */
export interface InventoryRows {
  all(): Device[];
  upsert(devices: readonly Device[]): void;
}
