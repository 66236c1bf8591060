/** *Set Site…* and *Set Sites from CSV…*: which devices share a link, by which downloads are limited. */
import { basename } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { QuickPickItem } from 'vscode';
import { searchPick } from '../../exits/searchPick.ts';
import { window } from '../../exits/window.ts';
import type { Engine } from '../../../engine/engineContract.ts';
import { readSiteList } from '../../../inventory/siteList.ts';
import { editorError } from '../../editorTroubles.ts';
import { readCsvFile } from '../../csv/csvFile.ts';
import { counted } from '../../words/quantities.ts';
import { buttons } from '../../actions/buttons.ts';
import { offerActions } from '../../actions/offerActions.ts';
import { deviceName } from '../../trees/deviceLook.ts';
import { chosenDevices, pickDevices } from '../asking/chosenDevices.ts';
import { onEngine } from '../asking/commandParts.ts';
import { chosenCsv } from '../asking/chosenCsv.ts';
import { type SiteChoice, siteChoices, siteSentence, whom } from '../asking/siteChoices.ts';

export const setSite = onEngine(async ({ engine }, parts, target, others) => {
  const ask = (): Promise<readonly string[] | null> => pickDevices(engine, 'Set the site of which devices?');
  const chosen = await chosenDevices(engine, parts, target, others, ask);
  if (chosen === null) return;
  const names = chosen.serials.map((serial) => {
    const device = engine.inventory.get(serial);
    return device === undefined ? serial : deviceName(device);
  });
  const site = await askSite(engine, chosen.serials, names);
  if (site === undefined) return;
  engine.setSite(chosen.serials, site);
  void window.showInformationMessage(siteSentence(names, site));
});

/** Null takes it away; undefined when the user turned back. */
async function askSite(
  { inventory }: Engine,
  serials: readonly string[],
  names: readonly string[],
): Promise<string | null | undefined> {
  const sites = inventory.devices().map(({ serial }) => inventory.siteOf(serial));
  const known = new Map(
    inventory.sites().map((site) => [site, sites.filter((one) => one === site).length] as const),
  );
  const hasSite = serials.some((serial) => inventory.siteOf(serial) !== null);
  const choice = await searchPick<SiteChoice & QuickPickItem>({
    title: `Set the Site of ${whom(names)}`,
    placeholder: 'Choose a site, or type a new one. Only some devices of a site download at once.',
    rows: (typed) =>
      siteChoices(typed, known, hasSite).map((one) => ({ ...one, alwaysShow: one.site === undefined })),
    isAnswer: ({ site }) => site !== undefined,
  });
  return choice?.site;
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
    throw editorError({
      code: 'csv_without_devices',
      file: basename(uri.fsPath),
      wanted: 'site',
      reason: problems[0]?.message ?? null,
      others: 0,
    });
  }
  const groups = Map.groupBy(sites, ([, site]) => site);
  for (const [site, members] of groups) {
    engine.setSite(
      members.map(([serial]) => serial),
      site,
    );
  }
  const bad = problems.length === 0 ? '' : ` ${counted(problems.length, 'row')} cannot be used.`;
  await offerActions(problems.length === 0 ? [] : [buttons.showProblems], (titles) =>
    window.showInformationMessage(`Set the site of ${counted(sites.size, 'device')}.${bad}`, ...titles),
  );
});
