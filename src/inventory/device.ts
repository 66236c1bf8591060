/** What the inventory knows of one firewall. Found by discovery or added by hand; kept when it vanishes. */
import * as z from 'zod';
import { serialSchema } from '../panos/serial.ts';

/** When each part of it was asked for, by the engine's clock, in milliseconds since the epoch: see readings.ts. */
const readAtSchema = z.object({
  version: z.number(),
  haState: z.number(),
  /** Its type and its peer: of the newest evidence that a doubt has, of the oldest that a certainty needs. */
  type: z.number(),
  /** Whether it answers, where, and what else only a discovery asks for. */
  contact: z.number(),
  deviceGroup: z.number(),
});
export type ReadAt = z.infer<typeof readAtSchema>;

/** Older than everything: also what releases kept that did not note it. */
export const NEVER_READ: ReadAt = { version: 0, haState: 0, type: 0, contact: 0, deviceGroup: 0 };

/** By which two readings of a device show whether it was restarted between them: as in the evidence of an effect. */
export const bootSchema = z.object({
  uptimeSeconds: z.number().nullable(),
  deviceClock: z.number().nullable(),
});

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
  /** Null where it has none, and where it is not known since something may have changed it. */
  haState: z.string().nullable(),
  peerSerial: serialSchema.nullable(),
  multiVsys: z.boolean().nullable(),
  routingEngine: z.enum(['legacy', 'advanced']).nullable(),
  /** Panorama's device group, the innermost one; null when it has none or Panorama does not say. */
  deviceGroup: z.string().nullable().default(null),
  source: z.enum(['panorama', 'manual']),
  /**
   * `reachable`: answered itself when it was asked last. `unreachable`: Panorama sees it, we could not.
   * `disconnected`: Panorama has no connection to it. `vanished`: no longer on Panorama.
   */
  presence: z.enum(['reachable', 'unreachable', 'disconnected', 'vanished']),
  /** Why it is not reachable, for people; null when it is. */
  presenceReason: z.string().nullable(),
  /** It refused the credentials when a login was made last: others are asked before it, so that none is held for it. */
  isRefusing: z.boolean().default(false),
  /** Milliseconds since the epoch. */
  discoveredAt: z.number(),
  lastSeenAt: z.number().nullable(),
  /** What it said of its boot together with its version; null where nobody but Panorama told that. */
  boot: bootSchema.nullable().default(null),
  readAt: readAtSchema.default(NEVER_READ),
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
