/** What was not understood in the settings, and what is done instead. */
import { tell, type ToldTrouble, type TroubleWords } from '../../ports/trouble.ts';
import { named, oneLine, quoted } from '../../ports/outsideText.ts';

/** `setting`: its whole key. */
export type SettingTrouble =
  | {
      readonly code: 'setting_out_of_range';
      readonly setting: string;
      readonly value: unknown;
      readonly range: SettingRange;
      readonly fallback: number | boolean | string;
    }
  | { readonly code: 'setting_no_text'; readonly setting: string; readonly value: unknown }
  /** Of a setting that is an object. */
  | {
      readonly code: 'setting_entry_left_out';
      readonly setting: string;
      readonly entry: SettingEntry;
      /** To go on from "It needs". */
      readonly needs: string;
    }
  | CaFileTrouble;

export type SettingRange =
  | {
      readonly kind: 'number';
      readonly isWhole: boolean;
      readonly minimum: number;
      readonly maximum: number;
    }
  | { readonly kind: 'flag' }
  | { readonly kind: 'choice'; readonly values: readonly string[] };

export type SettingEntry =
  | { readonly kind: 'named'; readonly name: string; readonly value: unknown }
  | { readonly kind: 'listed'; readonly list: string; readonly value: unknown }
  /** The setting is no object at all. */
  | { readonly kind: 'all'; readonly value: unknown };

/** The file of the user's own authorities. */
export type CaFileTrouble = {
  readonly code: 'ca_file';
  readonly setting: string;
  readonly file: string;
} & CaFileProblem;

export type CaFileProblem =
  /** Nothing of the file is used. */
  | { readonly why: UselessFile }
  | { readonly why: 'key_beside' }
  /** From 1. */
  | { readonly why: 'one_unreadable'; readonly number: number };

export const settingWords: TroubleWords<SettingTrouble> = {
  setting_out_of_range: ({ setting, value, range, fallback }) => ({
    before: `${setting}:`,
    tells: `${shown(value)} is ${notIn(range)}.`,
    after: `The default ${fallback} is used.`,
  }),
  setting_no_text: ({ setting, value }) => ({
    before: `${setting}:`,
    tells: `${shown(value)} is not a text.`,
    after: 'It is left empty.',
  }),
  setting_entry_left_out: ({ setting, entry, needs }) => ({
    before: `${setting}:`,
    tells: `${entryWords(entry)} is left out.`,
    after: `It needs ${needs}.`,
  }),
  ca_file: (trouble) => ({ before: `${trouble.setting}:`, tells: caFileWords(trouble) }),
};

/** A trouble of the settings with its words. */
export function settingTold(trouble: SettingTrouble): ToldTrouble<SettingTrouble> {
  return tell(trouble, settingWords);
}

const uselessFiles = {
  not_absolute: (file: string) => `${quoted(file)} is not a full path.`,
  too_large: (file: string) => `${named(file)} is too large for a PEM file.`,
  missing: (file: string) => `${named(file)} does not exist.`,
  denied: (file: string) => `${named(file)} may not be read by this user.`,
  folder: (file: string) => `${named(file)} is a folder.`,
  unreadable: (file: string) => `${named(file)} cannot be read.`,
  key_alone: (file: string) =>
    `${named(file)} holds a private key and no certificate. Name the certificate of the authority, and keep its key away from here.`,
  no_certificate: (file: string) =>
    `${named(file)} holds no certificate in PEM form ("-----BEGIN CERTIFICATE-----").`,
  none_readable: (file: string) => `No certificate in ${file} can be read.`,
} as const;

export type UselessFile = keyof typeof uselessFiles;

function caFileWords(trouble: CaFileTrouble): string {
  const { file } = trouble;
  switch (trouble.why) {
    case 'key_beside':
      return `${named(file)} holds a private key beside the certificates. It is not used; take it out.`;
    case 'one_unreadable':
      return `Certificate ${trouble.number} in ${named(file)} cannot be read. It is not used.`;
    default:
      return `${uselessFiles[trouble.why](file)} Certificates signed by your own authorities are not trusted.`;
  }
}

function notIn(range: SettingRange): string {
  switch (range.kind) {
    case 'number': {
      const { isWhole, minimum, maximum } = range;
      return `not ${isWhole ? 'a whole number' : 'a number'} from ${minimum} to ${maximum}`;
    }
    case 'flag':
      return 'not true or false';
    case 'choice':
      return `none of ${range.values.join(', ')}`;
  }
}

function entryWords(entry: SettingEntry): string {
  const value = shown(entry.value);
  switch (entry.kind) {
    case 'named':
      return `The entry ${shown(entry.name)}: ${value}`;
    case 'listed':
      return `The entry ${value} of ${entry.list}`;
    case 'all':
      return value;
  }
}

const MOST_SHOWN = 80;

function shown(value: unknown): string {
  return oneLine(JSON.stringify(value), MOST_SHOWN);
}
