/** *Set Site…* and *Set Sites from CSV…*: which devices share a link, by which downloads are limited. */
import { setImmediate } from 'node:timers/promises';
import { window } from 'vscode';
import type { Engine } from '../../engineContract.ts';
import { readSiteList } from '../../inventory/siteList.ts';
import { siteName } from '../../inventory/siteName.ts';
import { UserError } from '../../ports/userError.ts';
import { readCsvFile } from '../csv/csvFile.ts';
import { errorActions } from '../errorActions.ts';
import { plainLabel } from '../markdown.ts';
import { offerActions } from '../offerActions.ts';
import { chosenDevices, pickDevices } from './chosenDevices.ts';
import { onEngine } from './commandParts.ts';
import { chosenCsv } from './downloads.ts';

export const setSite = onEngine(async ({ engine }, parts, target, others) => {
  const ask = (): Promise<readonly string[] | null> => pickDevices(engine, 'Set the site of which devices?');
  const chosen = await chosenDevices(engine, parts, target, others, ask);
  if (chosen === null) return;
  const site = await askSite(engine, chosen.serials);
  if (site === undefined) return;
  engine.setSite(chosen.serials, site);
  const devices = chosen.serials.length === 1 ? '1 device' : `${chosen.serials.length} devices`;
  void window.showInformationMessage(
    site === null ? `${devices} without a site now.` : `${devices} of the site ${plainLabel(site)} now.`,
  );
});

const NEW = 'New Site…';
const NONE = 'No Site';

/** Null takes it away; undefined when the user turned back. */
async function askSite(
  { inventory }: Engine,
  serials: readonly string[],
): Promise<string | null | undefined> {
  const known = inventory.sites();
  if (known.length > 0) {
    const items = [...known.map((label) => ({ label })), { label: NEW }, { label: NONE }];
    const placeHolder = `The site of ${serials.length === 1 ? '1 device' : `${serials.length} devices`}`;
    const picked = await window.showQuickPick(items, { placeHolder });
    if (picked === undefined) return undefined;
    if (picked.label === NONE) return null;
    if (picked.label !== NEW) return picked.label;
  }
  const entered = await window.showInputBox({
    title: 'Set Site',
    prompt: 'Devices of one site share a link: only some of them download at once. Leave empty for no site.',
    validateInput(text) {
      const read = siteName(text);
      return text.trim() === '' || 'name' in read ? null : read.problem;
    },
  });
  if (entered === undefined) return undefined;
  const read = siteName(entered);
  return 'name' in read ? read.name : null;
}

export const importSites = onEngine(async ({ engine }, { csvProblems }, target) => {
  const uri = await chosenCsv(target, 'Set Sites from CSV');
  if (uri === null) return;
  const text = await readCsvFile(uri);
  const read = (from: string) =>
    readSiteList(
      from,
      (serial) => engine.inventory.get(serial),
      () => setImmediate(),
    );
  const { sites, problems } = await read(text);
  csvProblems.show(uri, text, problems, async (from) => (await read(from)).problems);
  if (sites.size === 0) {
    const why = problems[0]?.message ?? 'It names no device.';
    throw new UserError(`${uri.fsPath} has no site that can be used. ${why} Nothing was changed.`);
  }
  const groups = Map.groupBy(sites, ([, site]) => site);
  for (const [site, members] of groups) {
    engine.setSite(
      members.map(([serial]) => serial),
      site,
    );
  }
  const bad = problems.length === 0 ? '' : ` ${problems.length} rows cannot be used.`;
  await offerActions(problems.length === 0 ? [] : [errorActions.showProblems], (titles) =>
    window.showInformationMessage(`Set the site of ${sites.size} devices.${bad}`, ...titles),
  );
});
