/** What is known of one firewall when its type is decided: what Panorama says, what the box says, what we knew. */
import { parseAddress } from '../panos/address.ts';
import type { HaState } from '../panos/answers/haState.ts';
import type { Device } from './device.ts';
import type { Serial } from '../panos/serial.ts';

/** What the firewall itself said about HA. */
export type HaReading =
  | { readonly kind: 'read'; readonly state: HaState }
  /** It was not reached this time. */
  | { readonly kind: 'not_contacted'; readonly reason: string }
  /** Nobody has tried. */
  | { readonly kind: 'not_asked'; readonly reason: string }
  /** It was reached, but its answer cannot be used. */
  | { readonly kind: 'failed'; readonly reason: string };

export interface DeviceFacts {
  readonly serial: Serial;
  /** Host name, or the serial where there is none; for people. */
  readonly name: string;
  /** Every management IP it is known under, in the form of hostOf: by Panorama, its system info, its HA state. */
  readonly managementIps: readonly string[];
  /** Null when the firewall is not on Panorama. */
  readonly panorama: WordOfPanorama | null;
  readonly ha: HaReading;
  /** When the firewall was asked for it, in vain or not; where nobody asked, when that was decided. */
  readonly askedAt: number;
  /** Seconds since its boot; null when not known. */
  readonly uptimeSeconds: number | null;
  /** What the inventory knew before; null for a new device. */
  readonly before: DeviceBefore | null;
}

export type DeviceBefore = Pick<Device, 'deviceType' | 'typeReason' | 'peerSerial' | 'readAt'>;

/** What Panorama says of a firewall's HA. */
export interface WordOfPanorama {
  readonly haState: string | null;
  readonly peerSerial: Serial | null;
  /** When Panorama was asked. */
  readonly at: number;
  /** False where it may have heard of the firewall long ago: what it does not say then means nothing. */
  readonly isCurrent: boolean;
}

/** When the newest of what speaks about its HA was asked for. */
export function newestEvidence({ panorama, ha, askedAt }: DeviceFacts): number {
  return Math.max(panorama?.at ?? 0, ha.kind === 'read' ? askedAt : 0);
}

/** HA is on, and the box said so. */
export type HaMemberFacts = DeviceFacts & {
  readonly ha: { readonly kind: 'read'; readonly state: Extract<HaState, { enabled: true }> };
};

export function isHaMember(facts: DeviceFacts): facts is HaMemberFacts {
  return facts.ha.kind === 'read' && facts.ha.state.enabled;
}

/** An address without port and brackets, in lower case, so that spellings of the same one are equal. */
export function hostOf(address: string): string {
  return (parseAddress(address)?.host ?? address.trim()).toLowerCase();
}
