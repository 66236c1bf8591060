/** *Export Devices to CSV…*: standalone devices and HA pairs, to be edited and queued again. */
import { setImmediate } from 'node:timers/promises';
import { Uri, workspace } from 'vscode';
import { askWhereToSave } from '../../exits/saveDialog.ts';
import { window } from '../../exits/window.ts';
import { editorError } from '../../editorTroubles.ts';
import { formatDeviceExport } from '../../../exchange/deviceExport.ts';
import { named } from '../../../ports/outsideText.ts';
import { counted } from '../../words/quantities.ts';
import { allDevices } from '../asking/chosenDevices.ts';
import { onEngine } from '../asking/commandParts.ts';

const STANDALONE = 'standalone_devices.csv';
const PAIRS = 'ha_pairs.csv';
const UNASSIGNED = 'unassigned_devices.csv';

export const exportDevices = onEngine(async ({ engine }) => {
  allDevices(engine);
  const standalone = await askWhereToSave('Export Standalone Devices', STANDALONE);
  if (standalone === undefined) return;
  const folder = Uri.joinPath(standalone, '..');
  const pairsName = await askPairsName();
  if (pairsName === undefined) return;

  const { inventory } = engine;
  const files = await formatDeviceExport(
    inventory.devices(),
    inventory.pairs(),
    (serial) => inventory.siteOf(serial),
    () => setImmediate(),
  );
  const written = [
    { uri: standalone, file: files.standalone },
    { uri: Uri.joinPath(folder, pairsName), file: files.pairs },
    ...(files.unassigned === null ? [] : [{ uri: Uri.joinPath(folder, UNASSIGNED), file: files.unassigned }]),
  ];
  if (new Set(written.map(({ uri }) => uri.toString())).size < written.length) {
    throw editorError({ code: 'same_file_twice' });
  }
  // The first one was asked about by the dialog itself.
  if (!(await mayOverwrite(written.slice(1).map(({ uri }) => uri)))) return;
  for (const { uri, file } of written) {
    await workspace.fs.writeFile(uri, file.bytes);
  }
  const unassigned = files.unassigned?.rows ?? 0;
  const left =
    unassigned === 0
      ? ''
      : `; ${counted(unassigned, 'device')} of neither kind ${unassigned === 1 ? 'is' : 'are'} in ${UNASSIGNED}`;
  void window.showInformationMessage(
    `Exported ${counted(files.standalone.rows, 'standalone device')} and ${counted(files.pairs.rows, 'HA pair')} to ${named(folder.fsPath)}${left}.`,
  );
});

function askPairsName(): Thenable<string | undefined> {
  return window.showInputBox({
    title: 'Export HA Pairs',
    prompt: 'File for the HA pairs, in the same folder',
    value: PAIRS,
    // In a remote window, the file dialog before it gives the focus back when this one is open already.
    ignoreFocusOut: true,
    validateInput: (name) => (/^[^/\\]+\.csv$/i.test(name.trim()) ? null : 'A file name that ends in .csv'),
  });
}

async function mayOverwrite(uris: readonly Uri[]): Promise<boolean> {
  const names: string[] = [];
  for (const uri of uris) {
    const exists = await workspace.fs.stat(uri).then(
      () => true,
      () => false,
    );
    if (exists) names.push(uri.path.split('/').at(-1) ?? uri.path);
  }
  if (names.length === 0) return true;
  const overwrite = 'Overwrite';
  const question = `${names.map(named).join(' and ')} ${names.length === 1 ? 'exists' : 'exist'} already.`;
  return (await window.showWarningMessage(question, { modal: true }, overwrite)) === overwrite;
}
