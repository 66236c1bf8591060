/** Which devices a command is about: the rows it was chosen on, a CSV file, or those that are picked. */
import { Uri } from 'vscode';
import { window } from '../../exits/window.ts';
import type { Engine } from '../../../engine/engineContract.ts';
import { editorError } from '../../editorTroubles.ts';
import { listedDevices, type ListedDevices } from '../../csv/deviceListFile.ts';
import { deviceName } from '../../trees/deviceLook.ts';
import type { CommandParts } from './commandParts.ts';
import { targetSerials } from './targets.ts';

/**
 * @param target a row of a tree or a file; anything else asks.
 * @param others all selected rows or files, where several are.
 * @param ask what to do without a target
 * @returns null when the user turned back
 * @throws UserError when there is none
 */
export async function chosenDevices(
  engine: Engine,
  { csvProblems }: Pick<CommandParts, 'csvProblems'>,
  target: unknown,
  others: unknown,
  ask: () => Promise<readonly string[] | null>,
): Promise<ListedDevices | null> {
  if (target instanceof Uri) return listedDevices(target, engine, csvProblems);
  const rows = Array.isArray(others) && others.includes(target) ? others : [target];
  const serials = [...new Set(rows.flatMap((row) => targetSerials(row, engine.inventory)))];
  const chosen = serials.length > 0 ? serials : await ask();
  return chosen === null ? null : { serials: chosen, problems: [] };
}

/** @throws UserError when none is known */
export function allDevices({ inventory }: Engine): readonly string[] {
  const serials = inventory.devices().map(({ serial }) => serial);
  if (serials.length === 0) throw editorError({ code: 'no_devices' });
  return serials;
}

/** @returns null when the user turned back. @throws UserError when none is known */
export async function pickDevices(engine: Engine, placeHolder: string): Promise<readonly string[] | null> {
  allDevices(engine);
  const items = engine.inventory.devices().map((device) => ({
    label: deviceName(device),
    description: `${device.swVersion} · ${device.model} · ${device.serial}`,
    serial: device.serial,
  }));
  const picked = await window.showQuickPick(items, {
    placeHolder,
    canPickMany: true,
    matchOnDescription: true,
  });
  if (picked === undefined || picked.length === 0) return null;
  return picked.map(({ serial }) => serial);
}
