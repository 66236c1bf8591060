/** The CSV file a command is about: the one right-clicked, or one the user picks. */
import { Uri } from 'vscode';
import { window } from '../../exits/window.ts';

/** @returns null when the user turned back */
export async function chosenCsv(target: unknown, title: string): Promise<Uri | null> {
  if (target instanceof Uri) return target;
  const picked = await window.showOpenDialog({ title, filters: { 'CSV files': ['csv'] } });
  return picked?.[0] ?? null;
}
