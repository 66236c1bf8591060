/** Above a CSV file that is a list of devices: what can be done with it. */
import { CodeLens, type Disposable, languages, Range, type TextDocument } from 'vscode';
import { csvRows } from '../../inventory/csv/csvRows.ts';
import { columnNames } from '../../inventory/csv/csvTable.ts';
import { commandIds } from '../commandIds.ts';

export function showDeviceListLens(): Disposable {
  return languages.registerCodeLensProvider(
    { pattern: '**/*.{csv,CSV,Csv}' },
    { provideCodeLenses: (document) => (isDeviceList(document) ? lensesOf(document) : []) },
  );
}

/** Told by the header alone: this is asked at every key. */
function isDeviceList(document: TextDocument): boolean {
  const header = document.lineAt(0).text;
  const names = csvRows(header).flatMap(columnNames);
  return names.includes('serial') || (names.includes('serial_1') && names.includes('serial_2'));
}

function lensesOf({ uri }: TextDocument): CodeLens[] {
  const top = new Range(0, 0, 0, 0);
  const lens = (title: string, command: string): CodeLens =>
    new CodeLens(top, { title, command, arguments: [uri] });
  return [
    // VS Code swallows a plain blank after an icon.
    lens('$(cloud-download)\u00A0Download Images…', commandIds.downloadImagesFromCsv),
    lens('Dry Run…', commandIds.downloadDryRun),
    lens('Verify Downloads…', commandIds.verifyDownloads),
    lens('Check Readiness…', commandIds.checkReadiness),
    lens('$(arrow-up)\u00A0Upgrade Devices…', commandIds.upgradeDevicesFromCsv),
    lens('Dry Run: Upgrade…', commandIds.upgradeDryRun),
  ];
}
