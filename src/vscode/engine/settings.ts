/**
 * The settings: their names, ranges and defaults, and how they become what the engine is handed. Nothing here
 * knows VS Code, so that the manifest can be held against this list by a plain test.
 */
import * as z from 'zod';
import { onMismatchChoices } from '../../workflow/onMismatch.ts';
import { recoveryModes } from '../../jobs/work/recovery.ts';
import { installModes } from '../../planning/plan.ts';
import type { EngineSettings } from '../../engine/engineContract.ts';
import { type ObjectKey, readObjectSettings } from './objectSettings.ts';

export const settingsSection = 'panosUpgrade';

interface NumberSetting {
  readonly default: number;
  readonly minimum: number;
  readonly maximum: number;
  readonly integer: boolean;
}

const whole = (fallback: number, minimum: number, maximum: number): NumberSetting => {
  return { default: fallback, minimum, maximum, integer: true };
};
const fraction = (fallback: number, minimum: number, maximum: number): NumberSetting => {
  return { default: fallback, minimum, maximum, integer: false };
};

interface ChoiceSetting<V extends string> {
  readonly default: V;
  readonly values: readonly V[];
}

const DAY_IN_SECONDS = 86_400;

/** Times are in seconds, but where a key says days. Defaults are those users of the original tool know. */
export const numberSettings = {
  'panorama.rateLimit': whole(10, 1, 1000),
  'panorama.timeout': whole(300, 1, 3600),
  'firewall.port': whole(443, 1, 65_535),
  'firewall.timeout': whole(300, 1, 3600),
  'firewall.softwareCheckTimeout': whole(90, 1, 3600),
  'firewall.softwareInfoTimeout': whole(120, 1, 3600),
  'firewall.jobStallTimeout': whole(1800, 10, DAY_IN_SECONDS),
  'firewall.downloadRetryAttempts': whole(3, 1, 20),
  'firewall.maxRebootPollInterval': whole(300, 1, 3600),
  'firewall.rebootReadyTimeout': whole(600, 10, DAY_IN_SECONDS),
  'firewall.rebootInitialDelay': whole(90, 0, 3600),
  'firewall.rebootStabilizationDelay': whole(90, 0, 3600),
  'workers.max': whole(5, 1, 50),
  'workers.queueSize': whole(1000, 1, 100_000),
  'download.maxConcurrent': whole(20, 1, 50),
  'download.maxConcurrentPerGroup': whole(5, 1, 50),
  'discovery.retryAttempts': whole(3, 1, 10),
  'validation.tcpSessionMargin': fraction(5, 0, 100),
  'validation.routeMargin': whole(0, 0, 1_000_000),
  'validation.arpMargin': whole(0, 0, 1_000_000),
  'validation.fibMargin': whole(0, 0, 1_000_000),
  'validation.interfaceMargin': whole(0, 0, 1_000_000),
  'validation.bgpPeerMargin': whole(0, 0, 1_000_000),
  'validation.tunnelMargin': whole(0, 0, 1_000_000),
  'validation.licenceMargin': whole(0, 0, 1_000_000),
  'validation.minDiskGb': fraction(5, 0, 1000),
  'readiness.updateWindowHours': whole(2, 1, 168),
  'backup.retentionDays': whole(90, 0, 3650),
} as const satisfies Record<string, NumberSetting>;

export const flagSettings = {
  'validation.verifyHashes': true,
  'validation.failOnMissingHash': false,
  'backup.enabled': true,
  'ha.returnToOriginalActive': false,
} as const;

export const choiceSettings = {
  'upgrade.installMode': { default: 'stepwise', values: installModes },
  'validation.onMismatch': { default: 'continue', values: onMismatchChoices },
  'recovery.onStart': { default: 'resume', values: recoveryModes },
} as const;

export const textSettings = {
  'panorama.host': '',
  'tls.caFile': '',
} as const;

export type NumberKey = keyof typeof numberSettings;
export type TextKey = keyof typeof textSettings;
export type FlagKey = keyof typeof flagSettings;
export type ChoiceKey = keyof typeof choiceSettings;

export interface Settings {
  readonly engine: EngineSettings;
  /** Path of a PEM bundle of trusted authorities; null: the system's own only. */
  readonly caFile: string | null;
  /** What was not understood and which value is used instead, one sentence each, for people. */
  readonly problems: readonly string[];
}

/**
 * Reads every setting once. What is out of range or of the wrong type is replaced by its default and reported.
 * @param read gives the raw value of a key without the section, e.g. `workers.max`; undefined when unset
 */
export function readSettings(
  read: (key: NumberKey | TextKey | FlagKey | ChoiceKey | ObjectKey) => unknown,
): Settings {
  const problems: string[] = [];
  const number = (key: NumberKey): number => {
    const setting: NumberSetting = numberSettings[key];
    const raw = read(key) ?? setting.default;
    const range = z.number().min(setting.minimum).max(setting.maximum);
    const checked = (setting.integer ? range.int() : range).safeParse(raw);
    if (checked.success) return checked.data;
    problems.push(
      `${settingsSection}.${key}: ${JSON.stringify(raw)} is not ${setting.integer ? 'a whole number' : 'a number'} ` +
        `from ${setting.minimum} to ${setting.maximum}. The default ${setting.default} is used.`,
    );
    return setting.default;
  };
  const text = (key: TextKey): string | null => {
    const raw = read(key) ?? textSettings[key];
    if (typeof raw === 'string') return raw.trim() === '' ? null : raw.trim();
    problems.push(`${settingsSection}.${key}: ${JSON.stringify(raw)} is not a text. It is left empty.`);
    return null;
  };
  const flag = (key: FlagKey): boolean => {
    const raw = read(key) ?? flagSettings[key];
    if (typeof raw === 'boolean') return raw;
    problems.push(
      `${settingsSection}.${key}: ${JSON.stringify(raw)} is not true or false. The default ${flagSettings[key]} is used.`,
    );
    return flagSettings[key];
  };
  const choice = <K extends ChoiceKey>(key: K): (typeof choiceSettings)[K]['values'][number] => {
    const setting: ChoiceSetting<(typeof choiceSettings)[K]['values'][number]> = choiceSettings[key];
    const raw = read(key) ?? setting.default;
    const known = setting.values.find((value) => value === raw);
    if (known !== undefined) return known;
    problems.push(
      `${settingsSection}.${key}: ${JSON.stringify(raw)} is none of ${setting.values.join(', ')}. The default ${setting.default} is used.`,
    );
    return setting.default;
  };
  const milliseconds = (key: NumberKey): number => number(key) * 1000;

  const { rebootReadyTimeoutMsByModel, ...readiness } = readObjectSettings(
    read,
    (key, problem) => void problems.push(`${settingsSection}.${key}: ${problem}`),
  );

  const engine: EngineSettings = {
    panorama: {
      host: text('panorama.host'),
      rateLimit: number('panorama.rateLimit'),
      timeoutMs: milliseconds('panorama.timeout'),
    },
    firewall: {
      port: number('firewall.port'),
      timeoutMs: milliseconds('firewall.timeout'),
      softwareCheckTimeoutMs: milliseconds('firewall.softwareCheckTimeout'),
      softwareInfoTimeoutMs: milliseconds('firewall.softwareInfoTimeout'),
      jobStallTimeoutMs: milliseconds('firewall.jobStallTimeout'),
      maxRebootPollIntervalMs: milliseconds('firewall.maxRebootPollInterval'),
      rebootReadyTimeoutMs: milliseconds('firewall.rebootReadyTimeout'),
      rebootInitialDelayMs: milliseconds('firewall.rebootInitialDelay'),
      rebootStabilizationDelayMs: milliseconds('firewall.rebootStabilizationDelay'),
      downloadRetryAttempts: number('firewall.downloadRetryAttempts'),
      rebootReadyTimeoutMsByModel,
    },
    workers: { max: number('workers.max'), queueSize: number('workers.queueSize') },
    upgrade: { installMode: choice('upgrade.installMode') },
    ha: { returnToOriginalActive: flag('ha.returnToOriginalActive') },
    recovery: { onStart: choice('recovery.onStart') },
    download: {
      maxConcurrent: number('download.maxConcurrent'),
      maxConcurrentPerGroup: number('download.maxConcurrentPerGroup'),
    },
    discovery: { retryAttempts: number('discovery.retryAttempts') },
    validation: {
      tcpSessionMargin: number('validation.tcpSessionMargin'),
      routeMargin: number('validation.routeMargin'),
      arpMargin: number('validation.arpMargin'),
      fibMargin: number('validation.fibMargin'),
      interfaceMargin: number('validation.interfaceMargin'),
      bgpPeerMargin: number('validation.bgpPeerMargin'),
      tunnelMargin: number('validation.tunnelMargin'),
      licenceMargin: number('validation.licenceMargin'),
      onMismatch: choice('validation.onMismatch'),
      minDiskGb: number('validation.minDiskGb'),
      verifyHashes: flag('validation.verifyHashes'),
      failOnMissingHash: flag('validation.failOnMissingHash'),
    },
    readiness: { ...readiness, updateWindowHours: number('readiness.updateWindowHours') },
    backup: { enabled: flag('backup.enabled'), retentionDays: number('backup.retentionDays') },
  };
  return { engine, caFile: text('tls.caFile'), problems };
}
