/** What a device looked like at one moment: the facts that must come back after a restart. */
import * as z from 'zod';
import { serialSchema } from '../../panos/serial.ts';

/** The version of no content at all, as PAN-OS writes it. */
export const NO_CONTENT = '0';

const interfaceSchema = z.discriminatedUnion('kind', [
  /** `state` is the device's word: `up`, `down`. */
  z.object({
    kind: z.literal('hardware'),
    name: z.string(),
    state: z.string(),
    /** Bytes; null where the device does not tell it, and in a snapshot of an older release. */
    mtu: z.number().nullable().default(null),
  }),
  z.object({
    kind: z.literal('logical'),
    name: z.string(),
    zone: z.string().nullable(),
    /** The first address that is configured. */
    ip: z.string().nullable(),
    /** All addresses, learned ones too; null in a snapshot of an older release, which knew the first alone. */
    addresses: z.array(z.string()).nullable().default(null),
  }),
]);

/** Null where it is not known: the device refused or did not know the command, or an older release took the snapshot. */
export const snapshotSchema = z.object({
  serial: serialSchema,
  at: z.number(),
  swVersion: z.string(),
  tcpSessions: z.number().nullable(),
  routes: knownTable(
    z.object({
      virtualRouter: z.string(),
      destination: z.string(),
      nexthop: z.string(),
      interface: z.string(),
      flags: z.string(),
    }),
  ),
  /** A neighbour that did not answer has UNRESOLVED as its hardware address. */
  arp: knownTable(z.object({ ip: z.string(), mac: z.string(), interface: z.string() })),
  fib: knownTable(
    z.object({
      router: z.string(),
      destination: z.string(),
      nexthop: z.string(),
      interface: z.string(),
      /** Null where the device tells none, and in a snapshot of an older release. */
      flags: z.string().nullable().default(null),
    }),
  ),
  interfaces: knownTable(interfaceSchema),
  bgpPeers: knownTable(
    z.object({
      virtualRouter: z.string().nullable(),
      name: z.string(),
      established: z.boolean(),
      /** The device's word. */
      state: z.string(),
    }),
  ),
  /** `state` is the device's word; only `active` means that it is up. */
  tunnels: knownTable(z.object({ name: z.string(), state: z.string() })),
  licences: knownTable(z.object({ feature: z.string(), expired: z.boolean().nullable() })),
  /** Agents that mappings come from, and the service that hands them on, which has no name of its own. */
  userId: knownTable(
    z.object({
      kind: z.enum(['agent', 'service']),
      name: z.string(),
      vsys: z.string().nullable(),
      up: z.boolean(),
      /** The device's word. */
      state: z.string(),
    }),
  ),
  /** Applications and threats, such as `8832-8912`, or NO_CONTENT. */
  contentVersion: z.string().nullable().default(null),
});
export type Snapshot = z.infer<typeof snapshotSchema>;

export type SnapshotRoute = NonNullable<Snapshot['routes']>[number];
export type SnapshotArpEntry = NonNullable<Snapshot['arp']>[number];
export type SnapshotFibEntry = NonNullable<Snapshot['fib']>[number];
export type SnapshotInterface = NonNullable<Snapshot['interfaces']>[number];
export type SnapshotBgpPeer = NonNullable<Snapshot['bgpPeers']>[number];
export type SnapshotTunnel = NonNullable<Snapshot['tunnels']>[number];
export type SnapshotLicence = NonNullable<Snapshot['licences']>[number];
export type SnapshotUserId = NonNullable<Snapshot['userId']>[number];

function knownTable<T extends z.ZodType>(entry: T): z.ZodDefault<z.ZodNullable<z.ZodArray<T>>> {
  return z.array(entry).nullable().default(null);
}

/** Full tables go to compressed files, not into the database; implemented by store/snapshotFiles.ts. */
export interface SnapshotFiles {
  /** @param id job and step, e.g. `job-k3x9/hop1.pre_snapshot`; replaces what is there. */
  save(id: string, snapshot: Snapshot): Promise<void>;
  /** Null when there is none or it cannot be read. */
  load(id: string): Promise<Snapshot | null>;
}
