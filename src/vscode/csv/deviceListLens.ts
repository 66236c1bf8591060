/** Above a CSV file that is a list of devices: what can be done with it. */
import { type CodeLens, type Disposable, languages, Range, type TextDocument } from 'vscode';
import { csvRows } from '../../inventory/csv/csvRows.ts';
import { columnNames } from '../../inventory/csv/csvTable.ts';
import { kindOfList } from '../../inventory/deviceList.ts';
import { lensAt } from '../exits/lens.ts';
import { commandIds } from '../commandIds.ts';

export function showDeviceListLens(): Disposable {
  return languages.registerCodeLensProvider(
    { pattern: '**/*.{csv,CSV,Csv}' },
    { provideCodeLenses: (document) => (isDeviceList(document) ? lensesOf(document) : []) },
  );
}

/** Comments above the header are seldom longer. */
const FIRST_LINES = 40;

/** Told by the header alone: this is asked at every key. */
function isDeviceList(document: TextDocument): boolean {
  const [header] = csvRows(document.getText(new Range(0, 0, FIRST_LINES, 0)));
  return header !== undefined && kindOfList(columnNames(header)) !== null;
}

function lensesOf({ uri }: TextDocument): CodeLens[] {
  const top = new Range(0, 0, 0, 0);
  const lens = (title: string, command: string, icon?: string): CodeLens =>
    lensAt(top, { title, command, arguments: [uri] }, icon);
  return [
    lens('Download Images…', commandIds.downloadImagesFromCsv, 'cloud-download'),
    lens('Dry Run…', commandIds.downloadDryRun),
    lens('Verify Downloads…', commandIds.verifyDownloads),
    lens('Check Readiness…', commandIds.checkReadiness),
    lens('Upgrade Devices…', commandIds.upgradeDevicesFromCsv, 'arrow-up'),
    lens('Dry Run: Upgrade…', commandIds.upgradeDryRun),
  ];
}
