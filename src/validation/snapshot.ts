/** What a device looked like at one moment: the facts that must come back after a restart. */
import * as z from 'zod';

export const snapshotSchema = z.object({
  serial: z.string(),
  at: z.number(),
  swVersion: z.string(),
  /** Null: the device did not say. */
  tcpSessions: z.number().nullable(),
  routes: z.array(
    z.object({
      virtualRouter: z.string(),
      destination: z.string(),
      nexthop: z.string(),
      interface: z.string(),
      flags: z.string(),
    }),
  ),
  arp: z.array(z.object({ ip: z.string(), mac: z.string(), interface: z.string() })),
});
export type Snapshot = z.infer<typeof snapshotSchema>;

/** Full tables go to compressed files, not into the database; implemented by store/snapshotFiles.ts. */
export interface SnapshotFiles {
  /** @param id job and step, e.g. `job-k3x9/hop1.pre_snapshot`; replaces what is there. */
  save(id: string, snapshot: Snapshot): Promise<void>;
  /** Null when there is none or it cannot be read. */
  load(id: string): Promise<Snapshot | null>;
}
