/**
 * The condition one firewall is in, as readiness checks see it: licences, locks, clocks, load. All good unless a
 * fleet file says otherwise. Part of fleetSpec.ts.
 */
import * as z from 'zod';

const percent = z.number().min(0).max(100);
const count = z.int().min(0);
/** Who holds a lock; left out: nobody. */
const lockOwner = z.string().min(1).optional();

export const conditionSchema = z.strictObject({
  /** `show panorama-status`. */
  panorama: z.enum(['connected', 'disconnected', 'not_configured']).default('connected'),
  ntp: z.enum(['synchronized', 'not_synchronized', 'not_configured']).default('synchronized'),
  /** By how many seconds the dataplane's clock is ahead of the management plane's. */
  dataplaneClockSeconds: z.int().default(0),
  /** False: software, content and support checks get no answer from the update server. */
  updateServer: z.boolean().default(true),
  licenses: z.enum(['valid', 'expired', 'none']).default('valid'),
  support: z.enum(['valid', 'expired', 'unknown']).default('valid'),
  /** `device-certificate-status`. */
  deviceCertificate: z.enum(['Valid', 'None', 'Expired']).default('Valid'),
  fullCommitRequired: z.boolean().default(false),
  configLock: lockOwner,
  commitLock: lockOwner,
  /** `HH:MM` at which content is updated every day; left out: there is no update-schedule. */
  contentUpdateAt: z
    .string()
    .regex(/^\d\d:\d\d$/, 'must look like 01:30')
    .optional(),
  jumboFrames: z.boolean().default(false),
  /** One of the power supplies is missing. Hardware only. */
  alarm: z.boolean().default(false),
  dataplaneCpu: percent.default(12),
  managementCpu: percent.default(9),
  memoryUsed: percent.default(61),
  /** Whether `sys.monitor.*.mp.exports` exists in the system state. */
  systemState: z.boolean().default(true),
  /** Bits of the RSA key of its own certificate. */
  certificateBits: z.union([z.literal(1024), z.literal(2048)]).default(2048),
  /** A process that does not run. */
  stoppedProcess: z.string().optional(),
  /** Of twelve ports. */
  interfacesDown: count.max(12).default(3),
  tunnels: count.default(2),
  tunnelsDown: count.default(0),
  bgpPeers: count.default(2),
  bgpPeersDown: count.default(0),
  /** Sources of User-ID mappings: agents, and firewalls that redistribute. */
  userIdAgents: count.default(1),
  userIdAgentsDown: count.default(0),
  /** Whether it redistributes User-ID mappings to others. */
  userIdService: z.boolean().default(true),
  /** Of all ports; without jumbo frames and `mtu` 1500. */
  mtu: z.int().min(576).max(9216).optional(),
});
