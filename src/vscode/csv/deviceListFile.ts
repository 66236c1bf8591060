/** The devices of a CSV file, for every command that takes one: its problems are shown where they are. */
import { basename } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { Uri } from 'vscode';
import type { Engine } from '../../engine/engineContract.ts';
import { type DeviceList, readDeviceList } from '../../inventory/deviceList.ts';
import { editorError } from '../editorTroubles.ts';
import { readCsvFile } from './csvFile.ts';
import type { CsvProblems } from './csvProblems.ts';

export interface ListedDevices {
  /** In the order of the file, also those that stand twice or are not known: a page says so of each. */
  readonly serials: readonly string[];
  /** Rows that name no device that could be meant, one sentence each. */
  readonly problems: readonly string[];
}

/** More would push the page's rows out of sight; the Problems panel has them all. */
const MOST_PROBLEMS = 20;

/** @throws UserError when there is not one device in it. */
export async function listedDevices(
  uri: Uri,
  { inventory }: Pick<Engine, 'inventory'>,
  csvProblems: CsvProblems,
): Promise<ListedDevices> {
  const text = await readCsvFile(uri);
  const read = (from: string): Promise<DeviceList> =>
    readDeviceList(
      from,
      (serial) => inventory.get(serial),
      () => setImmediate(),
    );
  const { entries, problems } = await read(text);
  csvProblems.show(uri, text, problems, async (from) => (await read(from)).problems);
  if (entries.length === 0) {
    throw editorError({
      code: 'csv_without_devices',
      file: basename(uri.fsPath),
      wanted: 'device',
      reason: problems[0]?.message ?? null,
      others: Math.max(0, problems.length - 1),
    });
  }
  // What only the inventory does not know is among the entries.
  const lost = problems.filter(
    ({ severity, trouble }) => severity === 'error' && trouble.code !== 'serial_unknown',
  );
  const shown = lost.slice(0, MOST_PROBLEMS).map(({ message }) => message);
  const others = lost.length - shown.length;
  return {
    serials: entries.map(({ serial }) => serial),
    problems: others > 0 ? [...shown, `And ${others} more rows; see the Problems panel.`] : shown,
  };
}
