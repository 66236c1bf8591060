/** What a fleet file says: which devices pretend to exist, and how fast they are. JSON under resources/fleets. */
import * as z from 'zod';
import { featureRelease } from '../../panos/version.ts';
import { answersSchema } from './answerSpec.ts';
import { bootSchema } from './bootSpec.ts';
import { conditionSchema } from './conditionSpec.ts';
import { credentialsSchema } from '../server/credentials.ts';
import { faultSchema, panoramaFaultSchema } from '../faults/faults.ts';
import { haContradictions, haSchema } from './haSpec.ts';
import { networkOutageSchema } from './networkSpec.ts';
import { timingSchema } from './timingSpec.ts';

const version = z.string().refine((text) => featureRelease(text) !== null, 'is not a PAN-OS version');
const serial = z.string().regex(/^(\d{12}|\d{15})$/, 'must have 12 or 15 digits');

const contentVersion = z.string().regex(/^\d+-\d+$/, 'must look like 8943-9315');

const imageSchema = z.strictObject({
  version,
  sizeMb: z.int().positive(),
  /** False: the list gives `(null)` as the size in megabytes. */
  sizeKnown: z.boolean().default(true),
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

/** What members of different releases do: both forms of each were reported. */
const haRulesSchema = z.strictObject({
  /** What becomes of the newer member when they are further apart than they bear. */
  versionGap: z.enum(['suspended', 'non-functional']).default('suspended'),
  /** How many feature releases they may be apart. Left out: one below 10.2, any number from there on; sources disagree. */
  bearsReleasesApart: z.int().min(0).optional(),
  /** What an older member is while the newer one is active. */
  olderStandby: z.enum(['functional', 'non-functional']).default('functional'),
});

const firewallSchema = z.strictObject({
  serial,
  hostname: z.string().min(1),
  /** On Panorama. */
  deviceGroup: z.string().min(1).default('all-sites'),
  model: z.string().regex(/^PA-(VM|\d{3,4})$/, 'must look like PA-440 or PA-VM'),
  version,
  /** Images on the device besides the running version. */
  downloaded: z.array(version).default([]),
  /** What it ran before, and falls back to: its other partition. Left out: that was never written. */
  otherPartition: version.optional(),
  panrepoFreeMb: z.int().default(8000),
  /** The list of images has every image on the device twice. */
  duplicateImages: z.boolean().default(false),
  /** Its list of images tells the checksum of those it has. */
  reportsSha256: z.boolean().default(false),
  /** Images whose bytes are not those that were published. */
  corruptImages: z.array(version).default([]),
  /** Left out: the newest of the fleet's. */
  contentVersion: contentVersion.optional(),
  ha: haSchema.optional(),
  advancedRouting: z.boolean().default(false),
  multiVsys: z.boolean().default(false),
  /** False: Panorama shows it disconnected, and nothing listens at its address. */
  connected: z.boolean().default(true),
  tcpSessions: z.int().min(0).default(1200),
  /** Share of them that comes back after each restart. */
  sessionsKept: z.number().min(0).max(1).default(1),
  /** A number of made-up routes, or the routes themselves. */
  routes: z.union([z.int().min(0), z.array(routeSchema)]).default(40),
  arp: z.int().min(0).default(25),
  pendingChanges: z.boolean().default(false),
  condition: conditionSchema.prefault({}),
  answers: answersSchema.prefault({}),
  /** Instead of timing.downSeconds. */
  bootMinutes: z.number().positive().optional(),
  boot: bootSchema.prefault({}),
  /** How it answers a restart it accepted: all three occur on real devices. */
  restartAnswer: z.enum(['text', 'error_text', 'drop']).default('text'),
  /** `silent`: management through the dataplane, where connections hang instead of being refused. */
  whileDown: z.enum(['refused', 'silent']).default('refused'),
  /** Its job list begins with a Failed-Job entry that has no id: before its first boot here, or always. */
  failedJob: z.union([z.boolean(), z.literal('always')]).default(false),
  /** Which ids `show jobs all` lists twice from 10.2 on. */
  duplicateJobs: z.enum(['none', 'oldest', 'all']).default('oldest'),
  uptimeDays: z.number().min(0).default(41),
  /** On the first day the uptime is given without a number of days. */
  uptimeWithoutDays: z.boolean().default(false),
  /** The device's own clock against the fleet's, in minutes: time zone and error together. */
  clockOffsetMinutes: z.number().default(0),
  /** The management address in memory; made up when left out. Over HTTPS it is always loopback. */
  address: z.string().optional(),
  faults: z.array(faultSchema).default([]),
});

export const fleetSpecSchema = z.strictObject({
  name: z.string().min(1),
  credentials: credentialsSchema,
  panorama: z.strictObject({
    hostname: z.string().min(1),
    serial,
    version,
    address: z.string().default('10.77.0.2'),
    /** It is a member of a pair of Panoramas; the other one is only told of. */
    ha: z
      .strictObject({
        state: z.enum(['primary-active', 'primary-passive', 'secondary-active', 'secondary-passive']),
        peerAddress: z.string().default('10.77.0.3'),
      })
      .optional(),
    faults: z.array(panoramaFaultSchema).default([]),
  }),
  catalogue: z.array(imageSchema).min(1),
  /** What the update server offers, in no order. */
  contentVersions: z
    .array(contentVersion)
    .min(1)
    .default(['8940-9298', '8943-9315', '8936-9281', '8942-9307']),
  /** By feature release: the first number of the content version it needs. */
  minimumContent: z.record(z.string(), z.int().positive()).default({}),
  timing: timingSchema.prefault({}),
  /** Times in which the tool's own network is away. */
  networkOutages: z.array(networkOutageSchema).default([]),
  ha: haRulesSchema.prefault({}),
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
    for (const image of [
      firewall.version,
      firewall.otherPartition ?? firewall.version,
      ...firewall.downloaded,
    ]) {
      if (!versions.has(image)) problems.push(`${at}: ${image} is not in the catalogue`);
    }
    const peer = firewall.ha === undefined ? undefined : bySerial.get(firewall.ha.peer);
    problems.push(...haContradictions(firewall, peer).map((problem) => `${at}.${problem}`));
  }
  const groups = new Set(fleet.firewalls.map(({ deviceGroup }) => deviceGroup));
  for (const [index, { deviceGroups = [] }] of fleet.networkOutages.entries()) {
    for (const group of deviceGroups) {
      if (!groups.has(group)) problems.push(`networkOutages.${index}.deviceGroups: no device is in ${group}`);
    }
  }
  return problems;
}
