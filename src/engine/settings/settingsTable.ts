/**
 * Every setting with its name, range and default. This is the one place in which a default stands: the engine is
 * handed what was read by this table, and tests hold package.json and the README to it.
 */
import { recoveryModes } from '../../jobs/work/recovery.ts';
import { DEFAULT_API_PORT } from '../../panos/address.ts';
import { MOST_RELEASES_APART } from '../../panos/featureReleases.ts';
import { installModes } from '../../planning/plan.ts';
import { makeRoomChoices } from '../../validation/roomRules.ts';
import { onMismatchChoices } from '../../workflow/onMismatch.ts';
import { settleModes } from '../../workflow/settleMode.ts';

/** What stands before every name, with a dot. */
export const settingsSection = 'panosUpgrade';

export interface NumberSetting {
  readonly default: number;
  readonly minimum: number;
  readonly maximum: number;
  readonly integer: boolean;
}

export interface ChoiceSetting<V extends string> {
  readonly default: V;
  readonly values: readonly V[];
}

const DAY_IN_SECONDS = 86_400;

/**
 * Times are in seconds, but where a name says hours or days. Users bring names and defaults along, so both stay: a new
 * default changes what happens to fleets whose owners have set nothing.
 */
export const numberSettings = {
  'panorama.rateLimit': whole(10, 1, 1000),
  'panorama.timeout': whole(300, 1, 3600),
  'firewall.port': whole(DEFAULT_API_PORT, 1, 65_535),
  'firewall.timeout': whole(300, 1, 3600),
  'firewall.softwareCheckTimeout': whole(90, 1, 3600),
  'firewall.softwareInfoTimeout': whole(120, 1, 3600),
  'firewall.jobStallTimeout': whole(1800, 10, DAY_IN_SECONDS),
  'firewall.downloadRetryAttempts': whole(3, 1, 20),
  'firewall.maxRebootPollInterval': whole(300, 1, 3600),
  'firewall.rebootReadyTimeout': whole(600, 10, DAY_IN_SECONDS),
  'firewall.rebootInitialDelay': whole(90, 0, 3600),
  'firewall.rebootStabilizationDelay': whole(90, 0, 3600),
  // The careful way, since sources disagree: docs/PANOS.md "High availability".
  'ha.maxReleasesApart': whole(1, 1, MOST_RELEASES_APART),
  'workers.max': whole(5, 1, 500),
  'workers.queueSize': whole(1000, 1, 100_000),
  'bulk.holdAfterFailures': whole(3, 0, 1000),
  'download.maxConcurrent': whole(20, 1, 50),
  'download.maxConcurrentPerGroup': whole(5, 1, 50),
  'discovery.retryAttempts': whole(3, 1, 10),
  'validation.tcpSessionMargin': fraction(5, 0, 100),
  'validation.tcpSessionFloor': whole(10, 0, 1_000_000),
  'validation.routeMargin': whole(0, 0, 1_000_000),
  'validation.arpMargin': whole(0, 0, 1_000_000),
  'validation.fibMargin': whole(0, 0, 1_000_000),
  'validation.interfaceMargin': whole(0, 0, 1_000_000),
  'validation.bgpPeerMargin': whole(0, 0, 1_000_000),
  'validation.tunnelMargin': whole(0, 0, 1_000_000),
  'validation.licenceMargin': whole(0, 0, 1_000_000),
  'validation.userIdMargin': whole(0, 0, 1_000_000),
  'validation.minDiskGb': fraction(0.5, 0, 1000),
  'readiness.updateWindowHours': whole(2, 1, 168),
  'backup.retentionDays': whole(90, 0, 3650),
} as const satisfies Record<string, NumberSetting>;

export const flagSettings = {
  'bulk.onePairFirst': true,
  'validation.verifyHashes': true,
  'validation.failOnMissingHash': false,
  'backup.enabled': true,
  'ha.returnToOriginalActive': false,
} as const;

export const choiceSettings = {
  'upgrade.installMode': { default: 'stepwise', values: installModes },
  'firewall.rebootStabilizationMode': { default: 'evidence', values: settleModes },
  'images.makeRoom': { default: 'ask', values: makeRoomChoices },
  'validation.onMismatch': { default: 'continue', values: onMismatchChoices },
  'recovery.onStart': { default: 'resume', values: recoveryModes },
} as const satisfies Record<string, ChoiceSetting<string>>;

export const textSettings = {
  'panorama.host': '',
  'tls.caFile': '',
} as const;

/** Objects of named values: empty by default. */
export const objectSettings = [
  'readiness.policies',
  'readiness.minimumContent',
  'readiness.mustExist',
  'firewall.rebootReadyTimeoutByModel',
] as const;

/** Seconds, for a value of `firewall.rebootReadyTimeoutByModel`. */
export const shortestReadyTimeout = 60;
export const longestReadyTimeout = 14_400;

export type NumberKey = keyof typeof numberSettings;
export type TextKey = keyof typeof textSettings;
export type FlagKey = keyof typeof flagSettings;
export type ChoiceKey = keyof typeof choiceSettings;
export type ObjectKey = (typeof objectSettings)[number];

export type SettingKey = NumberKey | TextKey | FlagKey | ChoiceKey | ObjectKey;

/** Every setting there is, without the section: what says where requests go and what is safe stands before mere numbers. */
export const settingKeys = [
  ...Object.keys({ ...textSettings, ...flagSettings, ...choiceSettings }),
  ...objectSettings,
  ...Object.keys(numberSettings),
  // Object.keys widens what the tables' types know.
] as readonly SettingKey[];

function whole(fallback: number, minimum: number, maximum: number): NumberSetting {
  return { default: fallback, minimum, maximum, integer: true };
}

function fraction(fallback: number, minimum: number, maximum: number): NumberSetting {
  return { default: fallback, minimum, maximum, integer: false };
}
