/** The clipboard, from which a text may be pasted into a terminal. */
import { env } from 'vscode';
import { oneLine } from '../../ports/outsideText.ts';
import { exitLimits } from './plainText.ts';

/** On one line: a line break would be the key that carries a command out. */
export async function copyLine(text: string): Promise<void> {
  await env.clipboard.writeText(oneLine(text, exitLimits.copied));
}
