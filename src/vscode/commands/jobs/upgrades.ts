/** Upgrades of many devices at once, chosen in several ways: each opens the Preview page first. */
import { basename } from 'node:path';
import { Uri } from 'vscode';
import { window } from '../../exits/window.ts';
import type { Engine } from '../../../engine/engineContract.ts';
import type { ListedDevices } from '../../csv/deviceListFile.ts';
import { newestJobs } from '../../../jobs/newestJobs.ts';
import { groupDevices, hasLeft } from '../../trees/deviceGroups.ts';
import { allDevices, chosenDevices, pickDevices } from '../asking/chosenDevices.ts';
import { type CommandParts, onEngine } from '../asking/commandParts.ts';
import { chosenCsv } from '../asking/chosenCsv.ts';
import { named } from '../../../ports/outsideText.ts';

export const upgradeDevices = onEngine(async ({ engine }, parts, target, others) => {
  const ask = (): Promise<readonly string[] | null> => pickDevices(engine, 'Upgrade which devices?');
  const chosen = await chosenDevices(engine, parts, target, others, ask);
  if (chosen !== null) preview(parts, 'Upgrade Devices', chosen, false);
});

export const upgradeDevicesFromCsv = onEngine(async ({ engine }, parts, target) => {
  const uri = await chosenCsv(target, 'Upgrade Devices in CSV');
  if (uri !== null) await previewCsv(engine, parts, uri, false);
});

/** By what the Devices view groups by at this moment: a version, a model, a site, a device group. */
export const upgradeGroup = onEngine(async ({ engine }, parts) => {
  allDevices(engine);
  const { grouping } = parts.devicesTree;
  const groups = groupDevices(
    engine.inventory.devices(),
    newestJobs(engine.jobs.all()),
    grouping,
    (serial) => engine.inventory.siteOf(serial),
    hasLeft(engine),
  );
  const items = groups.map(({ label, icon, serials }) => ({
    label,
    icon,
    description: String(serials.length),
    serials,
  }));
  const picked = await window.showQuickPick(items, {
    placeHolder: 'Upgrade all devices of which groups? (as the Devices view groups them)',
    canPickMany: true,
  });
  if (picked === undefined || picked.length === 0) return;
  const serials = picked.flatMap((group) => group.serials);
  preview(parts, 'Upgrade Devices', { serials, problems: [] }, false);
});

/** The same page, from which nothing can be queued. */
export const upgradeDryRun = onEngine(async ({ engine }, parts, target, others) => {
  if (target instanceof Uri) {
    await previewCsv(engine, parts, target, true);
    return;
  }
  const chosen = await chosenDevices(engine, parts, target, others, async () => allDevices(engine));
  if (chosen !== null) preview(parts, 'Dry Run: Upgrade Devices', chosen, true);
});

async function previewCsv(engine: Engine, parts: CommandParts, uri: Uri, dryRun: boolean): Promise<void> {
  const chosen = await chosenDevices(engine, parts, uri, undefined, async () => null);
  if (chosen === null) return;
  const what = dryRun ? 'Dry Run: Upgrade Devices' : 'Upgrade Devices';
  preview(parts, `${what}: ${named(basename(uri.fsPath))}`, chosen, dryRun);
}

function preview(
  { upgradePanels }: CommandParts,
  title: string,
  chosen: ListedDevices,
  dryRun: boolean,
): void {
  upgradePanels.show({ title, ...chosen, dryRun });
}
