/** docs/ERRORS.md as the code has it: every ending and every trouble with sample data, and what helps. */
import { readFileSync } from 'node:fs';
import { format, resolveConfig } from 'prettier';
import { PROJECT_ROOT } from '../../../scripts/projectRoot.ts';
import { type DeviceErrorKind, deviceErrorKinds } from '../../../src/panos/errors.ts';
import { type ButtonId, buttons } from '../../../src/vscode/actions/buttons.ts';
import { deviceHelp, needsSomebody } from '../../../src/vscode/actions/deviceErrorHelp.ts';
import { type TroubleCode, troubleHelp } from '../../../src/vscode/actions/troubleHelp.ts';
import { rooms } from './allRooms.ts';
import { beforeAsking } from './causes/beforeAsking.ts';
import type { Cause } from './causes/cause.ts';
import { ended } from './causes/ended.ts';
import { filesAndSettings } from './causes/filesAndSettings.ts';
import { notTaken } from './causes/notTaken.ts';
import { ofDevices } from './causes/ofDevices.ts';
import { ofTheStore } from './causes/ofTheStore.ts';
import { deviceErrorsOf } from './deviceSamples.ts';
import { endingSamples } from './endingSamples.ts';

/** A trouble that has no cause written down does not compile. */
const causes: Readonly<Record<TroubleCode, Cause>> = {
  ...beforeAsking,
  ...filesAndSettings,
  ...ofTheStore,
  ...notTaken,
  ...ended,
};

export interface Listed<N extends string = string> {
  /** Of the ending, or the code. */
  readonly name: N;
  readonly said: readonly string[];
}

/** What every trouble says, by its code. */
export const troubles: readonly Listed[] = Object.keys(troubleHelp).map((code) => ({
  name: code,
  said: unique(
    rooms.flatMap((room) =>
      room.samples.filter((sample) => sample.code === code).map((sample) => room.tell(sample).message),
    ),
  ),
}));

export const deviceErrors: readonly Listed<DeviceErrorKind>[] = deviceErrorKinds.map((kind) => ({
  name: kind,
  said: deviceErrorsOf(kind).map(({ message }) => message),
}));

export const endings: readonly Listed[] = endingSamples().map(({ ending, said }) => ({ name: ending, said }));

/** @param introductions the text before each part, by its heading: what is written by hand. */
export async function errorsDocument(introductions: Readonly<Record<string, string>>): Promise<string> {
  const section = (heading: string, parts: readonly string[]): string[] => [
    `## ${heading}`,
    introductions[heading] ?? '',
    ...parts,
  ];
  const ofCodes = (codes: object): string[] =>
    troubles.filter(({ name }) => name in codes).map((one) => troublePart(one));
  const text = [
    '# Errors',
    introductions['Errors'] ?? '',
    ...section('With a device', deviceErrors.map(devicePart)),
    ...section('Before anything is asked of a device', ofCodes(beforeAsking)),
    ...section('Files and settings', ofCodes(filesAndSettings)),
    ...section('The store', ofCodes(ofTheStore)),
    ...section('A job that is not taken', ofCodes(notTaken)),
    ...section('A job that ended without success', ofCodes(ended)),
    ...section(
      'How jobs end',
      endings.map(({ name, said }) => part(name, said, [])),
    ),
    ...section(LAST, []),
  ].join('\n\n');
  return format(text, { ...(await resolveConfig(`${PROJECT_ROOT}/docs/ERRORS.md`)), parser: 'markdown' });
}

const LAST = "Where the original tool's troubleshooting rows are";

/** What is written by hand in the document, by the heading it stands under. */
export function introductionsIn(document: string): Record<string, string> {
  const found: Record<string, string> = {};
  for (const block of document.split(/^(?=##? )/m)) {
    const [heading = '', ...lines] = block.split('\n');
    const own = lines.join('\n').split(/^### /m)[0] ?? '';
    found[heading.replace(/^#+ /, '')] = own.trim();
  }
  return found;
}

export function readErrorsDocument(): string {
  return readFileSync(`${PROJECT_ROOT}/docs/ERRORS.md`, 'utf8');
}

function devicePart({ name: kind, said }: Listed<DeviceErrorKind>): string {
  return part(`\`${kind}\``, said, [
    ...causeLines(ofDevices[kind]),
    `Buttons: ${titles(deviceHelp[kind])}`,
    ...(needsSomebody.has(kind) ? [RETRY_LAST] : []),
  ]);
}

function troublePart({ name, said }: Listed): string {
  // The list is made of these very codes.
  const code = name as TroubleCode;
  const help = troubleHelp[code];
  const isOfKind = typeof help === 'string';
  return part(`\`${code}\``, said, [
    ...causeLines(causes[code]),
    isOfKind
      ? `Buttons: those of ${help === 'as_its_cause' ? 'its cause' : 'the kind of error, as above'}`
      : `Buttons: ${titles(help.actions)}`,
    ...(!isOfKind && help.retryLast === true ? [RETRY_LAST] : []),
  ]);
}

const RETRY_LAST = 'Retry comes last: it cannot help before somebody has done something';

function causeLines({ cause, notDone }: Cause): string[] {
  return [`Cause: ${cause}`, `Not done: ${notDone}`];
}

/** The messages as they are: as code, so that nothing of them is taken for Markdown. */
function part(heading: string, said: readonly string[], facts: readonly string[]): string {
  return [
    `### ${heading}`,
    said.map((one) => `> \`${one}\``).join('\n>\n'),
    facts.map((fact) => `- ${fact}.`).join('\n'),
  ]
    .filter((block) => block !== '')
    .join('\n\n');
}

function titles(ids: readonly ButtonId[]): string {
  return ids.length === 0 ? 'none' : ids.map((id) => `**${buttons[id].title}**`).join(', ');
}

function unique(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)];
}
