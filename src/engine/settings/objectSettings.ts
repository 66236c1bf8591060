/**
 * The settings that are objects of named values. Each entry is judged by itself: a wrong one is named and left out, and
 * the others stay in force.
 */
import * as z from 'zod';
import { compareContentVersions } from '../../panos/contentVersion.ts';
import { parseVersion } from '../../panos/version.ts';
import { checkIds, checkPolicies } from '../../validation/checkResult.ts';
import type { MustExist } from '../../validation/mustExist.ts';
import type { ReadinessSettings } from '../../validation/readiness/readinessSettings.ts';
import type { ReadyTimeouts } from '../../workflow/limitsForModel.ts';
import type { SettingEntry } from './settingTroubles.ts';
import { longestReadyTimeout, type ObjectKey, shortestReadyTimeout } from './settingsTable.ts';

export interface ObjectSettings {
  readonly policies: ReadinessSettings['policies'];
  readonly minimumContent: ReadinessSettings['minimumContent'];
  readonly mustExist: MustExist;
  readonly rebootReadyTimeoutMsByModel: ReadyTimeouts;
}

/** Hears of what was left out. @param needs to go on from "It needs" */
type Report = (entry: SettingEntry, needs: string) => void;

interface EntryKind<T> {
  readonly isName: (name: string) => boolean;
  readonly value: z.ZodType<T>;
  /** What an entry needs, to go on from "It needs". */
  readonly needs: string;
}

const policyEntry: EntryKind<(typeof checkPolicies)[number]> = {
  isName: (name) => checkIds.some((id) => id === name),
  value: z.enum(checkPolicies),
  needs: 'the name of a check and one of block, warn, off',
};

const contentEntry: EntryKind<string> = {
  isName: (name) => parseVersion(name) !== null || /^\d{1,9}\.\d{1,9}$/.test(name),
  value: z.string().refine((text) => compareContentVersions(text, text) !== null),
  needs: 'a version ("11.1.4") or feature release ("11.1") and a content version ("8832" or "8832-8912")',
};

const timeoutEntry: EntryKind<number> = {
  isName: (name) => /^[\w-]+\*?$/.test(name),
  value: z
    .int()
    .min(shortestReadyTimeout)
    .max(longestReadyTimeout)
    .transform((seconds) => seconds * 1000),
  needs: `a model ("PA-5450") or its beginning ("PA-70*") and a whole number of seconds from ${shortestReadyTimeout} to ${longestReadyTimeout}`,
};

const ip = z.union([z.ipv4(), z.ipv6()]);

const sessionSchema = z
  .strictObject({ source: ip, destination: ip, destinationPort: z.int().min(0).max(65_535) })
  .transform((session) => ({ ...session, destinationPort: String(session.destinationPort) }));
const arpEntrySchema = z.strictObject({ ip, interface: z.string().min(1).optional() });
const tunnelSchema = z.string().min(1);

/** @param read gives the raw value of a key; undefined when unset. */
export function readObjectSettings(
  read: (key: ObjectKey) => unknown,
  report: (key: ObjectKey, ...leftOut: Parameters<Report>) => void,
): ObjectSettings {
  const entries = <T>(key: ObjectKey, kind: EntryKind<T>): Record<string, T> =>
    Object.fromEntries(entriesOf(read(key), kind, (...leftOut) => report(key, ...leftOut)));
  return {
    policies: entries('readiness.policies', policyEntry),
    minimumContent: entries('readiness.minimumContent', contentEntry),
    mustExist: readMustExist(read('readiness.mustExist'), (...leftOut) =>
      report('readiness.mustExist', ...leftOut),
    ),
    rebootReadyTimeoutMsByModel: entries('firewall.rebootReadyTimeoutByModel', timeoutEntry),
  };
}

function readMustExist(raw: unknown, report: Report): MustExist {
  const lists = new Map(
    entriesOf(
      raw,
      {
        isName: (name) => ['sessions', 'arpEntries', 'tunnels'].includes(name),
        value: z.array(z.unknown()),
        needs: 'to be one of the lists sessions, arpEntries, tunnels',
      },
      report,
    ),
  );
  const list = <T>(name: keyof MustExist, item: z.ZodType<T>, needs: string): T[] =>
    (lists.get(name) ?? []).flatMap((value) => {
      const checked = item.safeParse(value);
      if (checked.success) return [checked.data];
      report({ kind: 'listed', list: name, value }, needs);
      return [];
    });
  return {
    sessions: list(
      'sessions',
      sessionSchema,
      'source and destination as IP addresses, and destinationPort as a number',
    ),
    arpEntries: list(
      'arpEntries',
      arpEntrySchema,
      'ip as an IP address, and at most the name of an interface',
    ),
    tunnels: list('tunnels', tunnelSchema, 'to be the name of a tunnel'),
  };
}

function entriesOf<T>(raw: unknown, { isName, value, needs }: EntryKind<T>, report: Report): [string, T][] {
  const object = z.record(z.string(), z.unknown()).safeParse(raw ?? {});
  if (!object.success) {
    report({ kind: 'all', value: raw }, 'to be an object of names and values');
    return [];
  }
  return Object.entries(object.data).flatMap(([name, entry]): [string, T][] => {
    const checked = value.safeParse(entry);
    if (isName(name) && checked.success) return [[name, checked.data]];
    report({ kind: 'named', name, value: entry }, needs);
    return [];
  });
}
