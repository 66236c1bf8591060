/** *Download Images…* in all its forms, *Verify Downloads…* and *Show Fleet*: each opens a page first. */
import { basename } from 'node:path';
import { Uri } from 'vscode';
import type { Engine } from '../../../engine/engineContract.ts';
import { type ListedDevices } from '../../csv/deviceListFile.ts';
import { allDevices, chosenDevices, pickDevices } from '../asking/chosenDevices.ts';
import { chosenCsv } from '../asking/chosenCsv.ts';
import { type Command, type CommandParts, onEngine } from '../asking/commandParts.ts';
import { workersOf } from '../asking/workersArgument.ts';
import { named } from '../../../ports/outsideText.ts';

export const downloadImages = onEngine(async ({ engine }, parts, target, others) => {
  const ask = (): Promise<readonly string[] | null> =>
    pickDevices(engine, 'Download images to which devices?');
  const chosen = await chosenDevices(engine, parts, target, others, ask);
  if (chosen !== null) preview(parts, 'Download Images', chosen, false);
});

export const downloadImagesToAll = onEngine(({ engine }, parts) => {
  preview(parts, 'Download Images to All Devices', { serials: allDevices(engine), problems: [] }, false);
});

export const downloadImagesFromCsv = onEngine(async ({ engine }, parts, target) => {
  const uri = await chosenCsv(target, 'Download Images to Devices in CSV');
  if (uri !== null) await previewCsv(engine, parts, uri, false);
});

/** The same page, from which nothing can be queued. */
export const downloadDryRun = onEngine(async ({ engine }, parts, target, others) => {
  if (target instanceof Uri) {
    await previewCsv(engine, parts, target, true);
    return;
  }
  const chosen = await chosenDevices(engine, parts, target, others, async () => allDevices(engine));
  if (chosen !== null) preview(parts, 'Dry Run: Download Images', chosen, true);
});

export const verifyDownloads = onEngine(async ({ engine }, parts, target, others) => {
  const chosen = await chosenDevices(engine, parts, target, others, async () => allDevices(engine));
  if (chosen !== null) parts.verifyPanels.show({ serials: chosen.serials, workers: workersOf(target) });
});

export const showFleet: Command = ({ fleetPanels }) => fleetPanels.show();

async function previewCsv(engine: Engine, parts: CommandParts, uri: Uri, dryRun: boolean): Promise<void> {
  const chosen = await chosenDevices(engine, parts, uri, undefined, async () => null);
  if (chosen === null) return;
  const what = dryRun ? 'Dry Run: Download Images' : 'Download Images';
  preview(parts, `${what}: ${named(basename(uri.fsPath))}`, chosen, dryRun);
}

function preview(
  { downloadPanels }: CommandParts,
  title: string,
  chosen: ListedDevices,
  dryRun: boolean,
): void {
  downloadPanels.show({ title, ...chosen, dryRun });
}
