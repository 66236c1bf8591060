/** What axe finds wrong with a page as it stands: contrast, names, roles. It looks into the toolkit's elements, too. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults, NodeResult } from 'axe-core';
import type { PageWindow } from './pageWindow.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/**
 * One line for each element and rule: `color-contrast: .pill`. Inside another element: `vscode-button > .control`.
 * @param part a selector: this part of the page alone
 */
export async function findings({ page }: PageWindow, part?: string): Promise<readonly string[]> {
  if (!(await page.evaluate<boolean>("'axe' in window"))) await page.evaluate(axe);
  const { violations } = await page.evaluate<AxeResults>(`axe.run(${JSON.stringify(part ?? 'html')})`);
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${placeOf(node)}`));
}

function placeOf({ target }: NodeResult): string {
  return target.flat().join(' > ');
}
