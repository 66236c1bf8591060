/** A Chromium for pages of either set of controls, and no VS Code around them. */
import { chromium } from 'playwright-core';
import { CONTROL_SETS } from '../../scripts/build.ts';
import { CHROMIUM_ARGUMENTS, findOrInstallChromium } from '../../scripts/chromium.ts';
import { builtPages } from './builtPages.ts';
import { PageWindow, type PageWindowOptions } from './pageWindow.ts';

export interface PageBrowser {
  open(options: PageWindowOptions): Promise<PageWindow>;
  close(): Promise<void>;
}

export async function startPageBrowser(): Promise<PageBrowser> {
  // Now, and not while a page waits for its script.
  for (const controls of CONTROL_SETS) await builtPages(controls);
  const executablePath = await findOrInstallChromium();
  const browser = await chromium.launch({ executablePath, args: CHROMIUM_ARGUMENTS });
  return {
    open: (options) => PageWindow.open(browser, options),
    close: () => browser.close(),
  };
}
