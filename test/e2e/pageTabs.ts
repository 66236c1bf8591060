/** Pages of the extension as the workbench has them: by their tabs, and by the documents that stand behind two frames. */
import type { Frame, Locator } from 'playwright-core';
import type { Workbench } from './workbench.ts';

/** @param marked a further selector, such as `.active` for the one in sight */
export function tabOf({ page }: Workbench, title: string, marked = ''): Locator {
  return page.locator(`.tab${marked}`).filter({ hasText: title });
}

/** The document of a page in sight, wherever it stands. @throws when it has not come within so many milliseconds. */
export async function frameOf(workbench: Workbench, title: string, limitMs: number): Promise<Frame> {
  let found: Frame | undefined;
  const isThere = async (): Promise<boolean> => (found = await findFrame(workbench, title)) !== undefined;
  await until(workbench, `the page ${title} is there`, limitMs, isThere);
  if (found === undefined) throw new Error(`There is no page ${title}.`);
  return found;
}

/** The same, where it is there at this moment. */
export async function findFrame({ page }: Workbench, title: string): Promise<Frame | undefined> {
  for (const frame of page.frames()) {
    const element = await frame.frameElement().catch(() => null);
    if ((await element?.getAttribute('title').catch(() => null)) === title) return frame;
  }
  return undefined;
}

/** @throws when it does not hold within so many milliseconds. */
export async function until(
  { page }: Workbench,
  what: string,
  limitMs: number,
  holds: () => Promise<boolean> | boolean,
): Promise<void> {
  const end = performance.now() + limitMs;
  while (!(await holds())) {
    if (performance.now() > end) throw new Error(`In vain: ${what}.`);
    await page.waitForTimeout(200);
  }
}
