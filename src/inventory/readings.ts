/**
 * The newer word counts, in whatever order words are written down. A discovery lasts for minutes, in which jobs prove
 * versions and roles; so everything that is known of a device bears the time at which it was asked for.
 */
import * as z from 'zod';
import type { HaState } from '../panos/answers/haState.ts';
import { serialSchema } from '../panos/serial.ts';
import { bootSchema, type Device, type ReadAt } from './device.ts';

/** What a device has said of itself while a job worked on it. */
export const deviceReadingSchema = z.object({
  serial: serialSchema,
  /** By the engine's clock: when it was asked. */
  at: z.number(),
  swVersion: z.string().optional(),
  /** Beside the version; earlier releases did not keep it. */
  boot: bootSchema.optional(),
  haState: z.string().nullable().optional(),
  /** Why it is in this state, in the device's words; null where it does not say. */
  haReason: z.string().nullable().optional(),
  /** The member with which it is in a pair, as both of them say. */
  pairedWith: serialSchema.optional(),
});
export type DeviceReading = z.infer<typeof deviceReadingSchema>;

/**
 * Whether what was asked for at `one` is older than what was asked for at `other`. A time that lies ahead is from before
 * the clock was set back, and so older than any that does not.
 */
export function isOlder(one: number, other: number, now: number): boolean {
  const isAhead = one > now;
  return isAhead === other > now ? one < other : isAhead;
}

/** What is known once `found` is known, too: of each part the newer one. */
export function newerOf(known: Device | undefined, found: Device, now: number): Device {
  if (known === undefined || known === found) return found;
  const newer = (part: keyof ReadAt): Device =>
    isOlder(found.readAt[part], known.readAt[part], now) ? known : found;
  const [version, role, type] = [newer('version'), newer('haState'), newer('type')];
  const [contact, group] = [newer('contact'), newer('deviceGroup')];
  if ([version, role, type, contact, group].every((newest) => newest === known)) return known;
  return {
    ...contact,
    swVersion: version.swVersion,
    boot: version.boot,
    haState: role.haState,
    deviceType: type.deviceType,
    typeReason: type.typeReason,
    peerSerial: type.peerSerial,
    deviceGroup: group.deviceGroup,
    // What a person added stays theirs.
    source: known.source === 'manual' ? 'manual' : found.source,
    discoveredAt: known.discoveredAt,
    lastSeenAt: newestOf(known.lastSeenAt, found.lastSeenAt, now),
    readAt: {
      version: version.readAt.version,
      haState: role.readAt.haState,
      type: type.readAt.type,
      contact: contact.readAt.contact,
      deviceGroup: group.readAt.deviceGroup,
    },
  };
}

function newestOf(one: number | null, other: number | null, now: number): number | null {
  if (one === null || other === null) return one ?? other;
  return isOlder(one, other, now) ? other : one;
}

/** The device as it was when it said this; one that says something is there. @param peer with which it is in a pair. */
export function asItSaid(device: Device, reading: DeviceReading, peer: Device | undefined): Device {
  const { at, swVersion, boot = null, haState, pairedWith } = reading;
  const readAt = { ...device.readAt, contact: at };
  const said = {
    ...device,
    // Whether Panorama lists it the device cannot tell.
    ...(device.presence === 'vanished' ? {} : { presence: 'reachable' as const, presenceReason: null }),
    isRefusing: false,
    lastSeenAt: at,
    readAt,
  };
  if (swVersion !== undefined) {
    said.swVersion = swVersion;
    said.boot = boot;
    readAt.version = at;
  }
  if (haState !== undefined) {
    said.haState = haState;
    readAt.haState = at;
  }
  if (pairedWith !== undefined) {
    said.deviceType = 'ha_pair';
    said.typeReason = pairReason(peer?.hostname ?? pairedWith);
    said.peerSerial = pairedWith;
    readAt.type = at;
  }
  return said;
}

/** As much of an HaState as its name needs. */
type NamedState =
  | Pick<Extract<HaState, { enabled: false }>, 'enabled'>
  | { readonly enabled: true; readonly local: { readonly state: string; readonly stateText: string } };

/** The state of a member as it says; null where HA is off. */
export function haStateName(state: NamedState): string | null {
  if (!state.enabled) return null;
  return state.local.state === 'unknown' ? state.local.stateText : state.local.state;
}

/** Why a device is taken for a member of a pair. @param peer by its name. */
export function pairReason(peer: string): string {
  return `HA pair with ${peer}, confirmed by both members.`;
}
