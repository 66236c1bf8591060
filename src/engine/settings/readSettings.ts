/**
 * What somebody has set becomes what the engine is handed. Nothing here knows where a raw value comes from: the editor's
 * configuration, a file, or, in tests, nowhere.
 */
import * as z from 'zod';
import type { ToldTrouble } from '../../ports/trouble.ts';
import type { EngineSettings } from './engineSettings.ts';
import { readObjectSettings } from './objectSettings.ts';
import {
  type ChoiceKey,
  type ChoiceSetting,
  choiceSettings,
  type FlagKey,
  flagSettings,
  type NumberKey,
  type NumberSetting,
  numberSettings,
  type SettingKey,
  settingsSection,
  type TextKey,
  textSettings,
} from './settingsTable.ts';
import { settingTold, type SettingRange, type SettingTrouble } from './settingTroubles.ts';

export interface Settings {
  readonly engine: EngineSettings;
  /** Path of a PEM bundle of trusted authorities; null: the system's own only. */
  readonly caFile: string | null;
  /** What was not understood, and what is used instead. */
  readonly problems: readonly ToldTrouble<SettingTrouble>[];
}

/**
 * Reads every setting once. What is out of range or of the wrong type is replaced by its default and reported.
 * @param read gives the raw value of a key without the section, e.g. `workers.max`; undefined when unset
 */
export function readSettings(read: (key: SettingKey) => unknown): Settings {
  const problems: ToldTrouble<SettingTrouble>[] = [];
  const report = (trouble: SettingTrouble): void => void problems.push(settingTold(trouble));
  const outOfRange = (
    key: string,
    value: unknown,
    range: SettingRange,
    fallback: number | boolean | string,
  ): void => {
    report({ code: 'setting_out_of_range', setting: `${settingsSection}.${key}`, value, range, fallback });
  };
  const number = (key: NumberKey): number => {
    const setting: NumberSetting = numberSettings[key];
    const raw = read(key) ?? setting.default;
    const range = z.number().min(setting.minimum).max(setting.maximum);
    const checked = (setting.integer ? range.int() : range).safeParse(raw);
    if (checked.success) return checked.data;
    const { integer, minimum, maximum } = setting;
    outOfRange(key, raw, { kind: 'number', isWhole: integer, minimum, maximum }, setting.default);
    return setting.default;
  };
  const text = (key: TextKey): string | null => {
    const raw = read(key) ?? textSettings[key];
    if (typeof raw === 'string') return raw.trim() === '' ? null : raw.trim();
    report({ code: 'setting_no_text', setting: `${settingsSection}.${key}`, value: raw });
    return null;
  };
  const flag = (key: FlagKey): boolean => {
    const raw = read(key) ?? flagSettings[key];
    if (typeof raw === 'boolean') return raw;
    outOfRange(key, raw, { kind: 'flag' }, flagSettings[key]);
    return flagSettings[key];
  };
  const choice = <K extends ChoiceKey>(key: K): (typeof choiceSettings)[K]['values'][number] => {
    const setting: ChoiceSetting<(typeof choiceSettings)[K]['values'][number]> = choiceSettings[key];
    const raw = read(key) ?? setting.default;
    const known = setting.values.find((value) => value === raw);
    if (known !== undefined) return known;
    outOfRange(key, raw, { kind: 'choice', values: setting.values }, setting.default);
    return setting.default;
  };
  const milliseconds = (key: NumberKey): number => number(key) * 1000;

  const { rebootReadyTimeoutMsByModel, ...readiness } = readObjectSettings(read, (key, entry, needs) =>
    report({ code: 'setting_entry_left_out', setting: `${settingsSection}.${key}`, entry, needs }),
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
      settleMode: choice('firewall.rebootStabilizationMode'),
      downloadRetryAttempts: number('firewall.downloadRetryAttempts'),
      rebootReadyTimeoutMsByModel,
    },
    workers: { max: number('workers.max'), queueSize: number('workers.queueSize') },
    bulk: {
      holdAfterFailures: number('bulk.holdAfterFailures'),
      onePairFirst: flag('bulk.onePairFirst'),
    },
    upgrade: { installMode: choice('upgrade.installMode') },
    ha: {
      returnToOriginalActive: flag('ha.returnToOriginalActive'),
      maxReleasesApart: number('ha.maxReleasesApart'),
    },
    recovery: { onStart: choice('recovery.onStart') },
    download: {
      maxConcurrent: number('download.maxConcurrent'),
      maxConcurrentPerGroup: number('download.maxConcurrentPerGroup'),
    },
    discovery: { retryAttempts: number('discovery.retryAttempts') },
    validation: {
      tcpSessionMargin: number('validation.tcpSessionMargin'),
      tcpSessionFloor: number('validation.tcpSessionFloor'),
      routeMargin: number('validation.routeMargin'),
      arpMargin: number('validation.arpMargin'),
      fibMargin: number('validation.fibMargin'),
      interfaceMargin: number('validation.interfaceMargin'),
      bgpPeerMargin: number('validation.bgpPeerMargin'),
      tunnelMargin: number('validation.tunnelMargin'),
      licenceMargin: number('validation.licenceMargin'),
      userIdMargin: number('validation.userIdMargin'),
      onMismatch: choice('validation.onMismatch'),
      minDiskGb: number('validation.minDiskGb'),
      makeRoom: choice('images.makeRoom'),
      verifyHashes: flag('validation.verifyHashes'),
      failOnMissingHash: flag('validation.failOnMissingHash'),
    },
    readiness: { ...readiness, updateWindowHours: number('readiness.updateWindowHours') },
    backup: { enabled: flag('backup.enabled'), retentionDays: number('backup.retentionDays') },
  };
  return { engine, caFile: text('tls.caFile'), problems };
}
