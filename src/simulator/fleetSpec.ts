/** What a fleet file says: which devices pretend to exist, and how fast they are. JSON under resources/fleets. */
import * as z from 'zod';
import { faultSchema } from './faults.ts';
import { featureRelease } from '../panos/version.ts';

const seconds = z.number().min(0);
const version = z.string().refine((text) => featureRelease(text) !== null, 'is not a PAN-OS version');
const serial = z.string().regex(/^(\d{12}|\d{15})$/, 'must have 12 or 15 digits');

/** How long things take on every device of the fleet; each occurrence varies by up to a tenth. */
const timingSchema = z.strictObject({
  /** One request, there and back, in milliseconds. */
  latencyMs: z.number().min(0).default(8),
  softwareCheckSeconds: seconds.default(20),
  downloadMbPerSecond: z.number().positive().default(4),
  /** After the transfer, into the software manager. */
  loadSeconds: seconds.default(20),
  installSeconds: seconds.default(360),
  /** How long a device goes on answering after it accepted a restart. */
  answersOnSeconds: seconds.default(45),
  downSeconds: seconds.default(180),
  /** Then it serves HTML, then 403 to valid keys, then it works. */
  htmlSeconds: seconds.default(20),
  noAuthenticationSeconds: seconds.default(30),
  /** The following count from the moment it works again. */
  softwareBusySeconds: seconds.default(60),
  autoComSeconds: seconds.default(75),
  haDaemonSeconds: seconds.default(40),
  haNegotiationSeconds: seconds.default(15),
  haFailoverSeconds: seconds.default(1),
  haSessionSyncSeconds: seconds.default(20),
  /** From the first forwarded packet until all sessions are there again. */
  sessionRampSeconds: seconds.default(60),
});

const imageSchema = z.strictObject({
  version,
  sizeMb: z.int().positive(),
  /** The base image of its feature release. */
  base: z.boolean().default(false),
  /** `vm`, `400` ...; left out: for all. */
  families: z.array(z.string()).optional(),
});

const routeSchema = z.strictObject({
  destination: z.string(),
  nexthop: z.string(),
  interface: z.string(),
  flags: z.string().default('A S'),
  virtualRouter: z.string().default('default'),
});

const haSchema = z.strictObject({
  /** Serial of the other member. */
  peer: serial,
  state: z.enum(['active', 'passive']),
  /** The lower number wins, if preemption is on. */
  priority: z.int().min(0).max(255).default(100),
  preemptive: z.boolean().default(false),
  /** Whether a suspended member is still suspended after a reboot: not known of real devices, so both exist. */
  staysSuspended: z.boolean().default(false),
});

const firewallSchema = z.strictObject({
  serial,
  hostname: z.string().min(1),
  model: z.string().regex(/^PA-(VM|\d{3,4})$/, 'must look like PA-440 or PA-VM'),
  version,
  /** Images on the device besides the running version. */
  downloaded: z.array(version).default([]),
  panrepoFreeMb: z.int().default(8000),
  ha: haSchema.optional(),
  advancedRouting: z.boolean().default(false),
  multiVsys: z.boolean().default(false),
  /** False: Panorama shows it disconnected, and nothing listens at its address. */
  connected: z.boolean().default(true),
  tcpSessions: z.int().min(0).default(1200),
  /** A number of made-up routes, or the routes themselves. */
  routes: z.union([z.int().min(0), z.array(routeSchema)]).default(40),
  arp: z.int().min(0).default(25),
  pendingChanges: z.boolean().default(false),
  /** Instead of timing.downSeconds. */
  bootMinutes: z.number().positive().optional(),
  /** How it answers a restart it accepted: all three occur on real devices. */
  restartAnswer: z.enum(['text', 'error_text', 'drop']).default('text'),
  /** `silent`: management through the dataplane, where connections hang instead of being refused. */
  whileDown: z.enum(['refused', 'silent']).default('refused'),
  /** Its job list begins with a Failed-Job entry that has no id. */
  failedJob: z.boolean().default(false),
  uptimeDays: z.number().min(0).default(41),
  /** The device's own clock against the fleet's, in minutes: time zone and error together. */
  clockOffsetMinutes: z.number().default(0),
  /** The management address in memory; made up when left out. Over HTTPS it is always loopback. */
  address: z.string().optional(),
  faults: z.array(faultSchema).default([]),
});

export const fleetSpecSchema = z.strictObject({
  name: z.string().min(1),
  credentials: z.strictObject({ username: z.string().min(1), password: z.string().min(1) }),
  panorama: z.strictObject({
    hostname: z.string().min(1),
    serial,
    version,
    address: z.string().default('10.77.0.2'),
  }),
  catalogue: z.array(imageSchema).min(1),
  timing: timingSchema.prefault({}),
  firewalls: z.array(firewallSchema),
});

export type FleetSpec = z.output<typeof fleetSpecSchema>;
/** A fleet as a file or a test writes it: defaults may be left out. */
export type FleetSpecInput = z.input<typeof fleetSpecSchema>;
export type FirewallSpec = FleetSpec['firewalls'][number];
export type FirewallSpecInput = FleetSpecInput['firewalls'][number];
export type Timing = FleetSpec['timing'];
export type CatalogueImage = FleetSpec['catalogue'][number];
export type RouteSpec = z.output<typeof routeSchema>;

/**
 * Checks what a fleet file contains and fills in the defaults.
 * @param source where it came from, for the message.
 * @throws Error that names every bad field by its path.
 */
export function parseFleetSpec(content: unknown, source = 'fleet'): FleetSpec {
  const parsed = fleetSpecSchema.safeParse(content);
  const problems = parsed.success
    ? contradictions(parsed.data)
    : parsed.error.issues.map((issue) => `${issue.path.join('.') || '(root)'}: ${issue.message}`);
  if (problems.length > 0 || !parsed.success) {
    throw new Error(`The simulated fleet "${source}" is not usable:\n  ${problems.join('\n  ')}`);
  }
  return parsed.data;
}

function contradictions(fleet: FleetSpec): string[] {
  const problems: string[] = [];
  const bySerial = new Map(fleet.firewalls.map((firewall) => [firewall.serial, firewall]));
  const versions = new Set(fleet.catalogue.map((image) => image.version));
  const seen = new Set<string>();
  for (const [index, firewall] of fleet.firewalls.entries()) {
    const at = `firewalls.${index}`;
    if (seen.has(firewall.serial)) problems.push(`${at}.serial: ${firewall.serial} occurs twice`);
    seen.add(firewall.serial);
    for (const image of [firewall.version, ...firewall.downloaded]) {
      if (!versions.has(image)) problems.push(`${at}: ${image} is not in the catalogue`);
    }
    if (firewall.ha === undefined) continue;
    const peer = bySerial.get(firewall.ha.peer);
    if (peer?.ha?.peer !== firewall.serial) {
      problems.push(`${at}.ha.peer: ${firewall.ha.peer} does not name ${firewall.serial} as its peer`);
    } else if (peer.ha.state === firewall.ha.state) {
      problems.push(`${at}.ha.state: both members are ${firewall.ha.state}`);
    }
  }
  return problems;
}
