/** `show high-availability state` of a firewall. docs/PANOS.md "High availability". */
import {
  AnswerShapeError,
  knownAddress,
  knownFlag,
  knownSerial,
  knownText,
} from '../calls/elementReaders.ts';
import type { XmlElement } from '../xml/xml.ts';
import type { Serial } from '../serial.ts';

export type HaStateName =
  | 'initial'
  | 'active'
  | 'passive'
  | 'active-primary'
  | 'active-secondary'
  | 'tentative'
  | 'non-functional'
  | 'suspended'
  | 'unknown';

export type HaState =
  /** `enabled` is no: standalone, or an HA member shortly after boot whose HA daemon is not up yet. */
  | { readonly enabled: false }
  | {
      readonly enabled: true;
      readonly mode: 'active-passive' | 'active-active' | 'unknown';
      readonly local: HaMember & {
        /** Session (HA2) synchronization in the device's words, lower case. */
        readonly stateSync: string | null;
      };
      readonly peer: HaMember & { readonly connection: 'up' | 'down' | 'unknown' };
      /** Configuration synchronization in the device's words, lower case, or `unknown`; null when switched off. */
      readonly configSync: string | null;
    };

export interface HaMember {
  readonly state: HaStateName;
  /** The word the device used, for people; cut where it is no word any more. */
  readonly stateText: string;
  /** Seconds in this state; null where the device does not say. */
  readonly stateSeconds: number | null;
  /** Without mask. */
  readonly managementIp: string | null;
  readonly serial: Serial | null;
  readonly swVersion: string | null;
  readonly preemptive: boolean | null;
  /** Why it is in this state, in the device's words; null where it does not say, or only why it once was in another. */
  readonly reason: string | null;
}

const STATES: readonly string[] = [
  'initial',
  'active',
  'passive',
  'active-primary',
  'active-secondary',
  'tentative',
  'non-functional',
  'suspended',
] satisfies HaStateName[];

/** In which nothing is wrong. */
const FUNCTIONAL: ReadonlySet<HaStateName> = new Set([
  'active',
  'passive',
  'active-primary',
  'active-secondary',
]);

const LONGEST_WORD = 60;

/**
 * Firewalls put everything below `group`; a Panorama has no group, and states of its own, which come back as
 * `unknown` with their text.
 * @throws AnswerShapeError when it does not even say whether HA is on.
 */
export function readHaState(response: XmlElement): HaState {
  const result = response.at('result');
  const enabled = result === undefined ? null : knownFlag(result, 'enabled');
  if (result === undefined || enabled === null)
    throw new AnswerShapeError('no word on whether HA is enabled');
  // A standalone firewall may have a `group` all the same.
  if (!enabled) return { enabled: false };

  const group = result.at('group') ?? result;
  const local = group.at('local-info');
  const peer = group.at('peer-info');
  return {
    enabled: true,
    mode: readMode(group.text('mode') ?? local?.text('mode')),
    local: { ...readMember(local), stateSync: local?.text('state-sync')?.toLowerCase() ?? null },
    peer: { ...readMember(peer), connection: readConnection(peer?.text('conn-status')) },
    configSync:
      knownFlag(group, 'running-sync-enabled') === false
        ? null
        : (group.text('running-sync')?.toLowerCase() ?? 'unknown'),
  };
}

function readMember(info: XmlElement | undefined): HaMember {
  const stateText = (info?.text('state') ?? '').slice(0, LONGEST_WORD);
  return {
    state: readState(stateText),
    stateText,
    stateSeconds: readSeconds(info?.text('state-duration')),
    managementIp:
      info === undefined ? null : (knownAddress(info, 'mgmt-ip') ?? knownAddress(info, 'mgmt-ipv6')),
    serial: info === undefined ? null : knownSerial(info, 'serial-num'),
    swVersion: info === undefined ? null : knownText(info, 'build-rel'),
    preemptive: info === undefined ? null : knownFlag(info, 'preemptive'),
    reason: info === undefined ? null : readReason(info, stateText),
  };
}

/** Of a state that is over the device still names the reason; one without a state may belong to this one. */
function readReason(info: XmlElement, stateText: string): string | null {
  const erroneous = info.text('last-error-state')?.toLowerCase() ?? stateText.toLowerCase();
  const isHistory = FUNCTIONAL.has(readState(stateText)) || erroneous !== stateText.toLowerCase();
  return knownText(info, 'state-reason') ?? (isHistory ? null : knownText(info, 'last-error-reason'));
}

function readSeconds(text: string | undefined): number | null {
  return text !== undefined && /^\d{1,10}$/.test(text) ? Number(text) : null;
}

function readState(text: string): HaStateName {
  const word = text.toLowerCase();
  return STATES.includes(word) ? (word as HaStateName) : 'unknown';
}

function readMode(text: string | undefined): 'active-passive' | 'active-active' | 'unknown' {
  const word = text?.toLowerCase();
  return word === 'active-passive' || word === 'active-active' ? word : 'unknown';
}

function readConnection(text: string | undefined): 'up' | 'down' | 'unknown' {
  const word = text?.toLowerCase();
  return word === 'up' || word === 'down' ? word : 'unknown';
}
