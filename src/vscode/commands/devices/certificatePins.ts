/** *Export Certificate Pins…* and *Import Certificate Pins…*: the trusted certificates as a CSV file. */
import { type TextDocument, type Uri, workspace } from 'vscode';
import { askWhereToSave } from '../../exits/saveDialog.ts';
import { window } from '../../exits/window.ts';
import { badPinRows, editorError } from '../../editorTroubles.ts';
import { named } from '../../../ports/outsideText.ts';
import type { Pin } from '../../../workflow/setByHand.ts';
import { buttons } from '../../actions/buttons.ts';
import { offerActions } from '../../actions/offerActions.ts';
import { type PinChanges, pinChanges } from '../../trust/pinChanges.ts';
import { formatPins } from '../../trust/pinsCsv.ts';
import { inFull } from '../../trust/askForNewCertificates.ts';
import { beginnings, compactFingerprint } from '../../trust/certificateWords.ts';
import { onEngine } from '../asking/commandParts.ts';

const FILE_NAME = 'certificate-pins.csv';
const FILTERS = { 'CSV files': ['csv'] };
/** A hundred thousand pins are half of it. */
const LARGEST_FILE = 20_000_000;

export const exportCertificatePins = onEngine(async ({ engine }) => {
  const pins = engine.pins();
  if (pins.length === 0) throw editorError({ code: 'no_pins' });
  const uri = await askWhereToSave('Export Certificate Pins', FILE_NAME);
  if (uri === undefined) return;
  await workspace.fs.writeFile(uri, new TextEncoder().encode(formatPins(pins)));
  void window.showInformationMessage(`${count(pins.length)} written to ${named(uri.fsPath)}.`);
});

export const importCertificatePins = onEngine(async ({ engine, credentials }, { pinProblems }) => {
  const [uri] = (await window.showOpenDialog({ title: 'Import Certificate Pins', filters: FILTERS })) ?? [];
  if (uri === undefined) return;
  const document = await openText(uri);
  const { pins, problems } = pinProblems.read(document);
  if (pins.length === 0) {
    const [first] = problems;
    throw editorError(
      first === undefined
        ? { code: 'pins_file_unreadable', path: uri.fsPath, why: 'no_rows' }
        : { code: 'pins_rows_bad', rows: problems.length, reason: first.message },
    );
  }
  const changes = pinChanges(engine.pins(), pins);
  const trusted = await askWhichToTrust(changes, problems.length);
  for (const pin of trusted ?? []) {
    engine.trust(pin);
    await credentials.repin(pin.address, pin.fingerprint);
  }
  const result = `${count(trusted?.length ?? 0)} imported`;
  if (problems.length === 0) {
    if (trusted !== null) void window.showInformationMessage(`${result}.`);
    return;
  }
  void offerActions([buttons.showProblems], (titles) =>
    window.showWarningMessage(
      `${result}; ${badPinRows(problems.length)}: see the Problems panel.`,
      ...titles,
    ),
  );
});

async function openText(uri: Uri): Promise<TextDocument> {
  const { size } = await workspace.fs.stat(uri);
  const unreadable = { code: 'pins_file_unreadable', path: uri.fsPath } as const;
  if (size > LARGEST_FILE) throw editorError({ ...unreadable, why: 'too_large' });
  try {
    return await workspace.openTextDocument(uri);
  } catch {
    throw editorError({ ...unreadable, why: 'no_text' });
  }
}

/** @returns null when the question was closed */
async function askWhichToTrust(changes: PinChanges, badRows: number): Promise<readonly Pin[] | null> {
  const { added, same, changed } = changes;
  if (added.length + changed.length === 0) {
    void window.showInformationMessage(`${count(same.length)} in the file, all trusted already.`);
    return null;
  }
  const items = [
    ...added.map((pin) => ({ ...itemOf(pin, compactFingerprint(pin.fingerprint)), picked: true })),
    ...changed.map(({ before, after }) => ({
      ...itemOf(after, beginnings(before, after)),
      label: after.address,
      icon: 'warning',
      picked: false,
    })),
  ];
  const numbers = [
    `${added.length} new`,
    `${same.length} the same`,
    `${changed.length} changed`,
    ...(badRows === 0 ? [] : [`${badRows} not usable`]),
  ].join(', ');
  const picked = await window.showQuickPick(items, {
    canPickMany: true,
    ignoreFocusOut: true,
    matchOnDescription: true,
    title: `Import certificate pins: ${numbers}`,
    placeHolder:
      changed.length === 0
        ? 'Those with a tick are trusted from now on.'
        : 'Those with a tick are trusted. Tick a changed one (old → new) only if you know who replaced it.',
  });
  if (picked === undefined) return null;
  const trusted = new Set(picked.map(({ pin }) => pin));
  return (await mayReplace(changed.filter(({ after }) => trusted.has(after)))) ? [...trusted] : null;
}

async function mayReplace(changes: PinChanges['changed']): Promise<boolean> {
  if (changes.length === 0) return true;
  const confirm = 'Replace';
  const answer = await window.showWarningMessage(
    `Replace ${changes.length === 1 ? 'a pinned certificate' : `${changes.length} pinned certificates`}?`,
    {
      modal: true,
      detail: inFull(
        changes.map(({ before, after }) => ({ name: after.address, pinned: before, presented: after })),
      ),
    },
    confirm,
  );
  return answer === confirm;
}

function itemOf(
  pin: Pin,
  detail: string,
): {
  readonly label: string;
  readonly description: string;
  readonly detail: string;
  readonly pin: Pin;
} {
  const { address, subject = '', validTo } = pin;
  const end = validTo === undefined ? '' : ` · valid to ${validTo}`;
  return { label: address, description: `${subject}${end}`, detail, pin };
}

function count(pins: number): string {
  return pins === 1 ? '1 pin' : `${pins} pins`;
}
