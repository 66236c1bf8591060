/**
 * What it costs to open a page with either set of controls: the processor time of the page's main thread, free of what
 * others took, from loading it until all it was told is drawn.
 */
import { CONTROL_SETS } from '../../scripts/build.ts';
import type { ToPage } from '../../webview-ui/protocol.ts';
import { type PageBrowser, startPageBrowser } from '../pages/pageBrowser.ts';
import type { PageWindowOptions } from '../pages/pageWindow.ts';
import { allRows, fleet, table } from '../pages/sampleFleet.ts';
import { job, manySteps } from '../pages/sampleJob.ts';
import { type Measure, repeated, report } from './parts/measure.ts';

const RUNS = 15;

const samples = {
  job: { what: 'Job page, 60 steps', messages: [job({ steps: manySteps(60) })] },
  table: { what: 'table page, 230 rows', messages: [table(), allRows(fleet(230))] },
} as const;

const chromium = await startPageBrowser();
const measures: Measure[] = [];
for (const page of ['job', 'table'] as const)
  for (const controls of CONTROL_SETS) {
    const { what, messages } = samples[page];
    const runs = await repeated(RUNS, () => opened(chromium, { page, controls }, messages));
    measures.push({ what: `${what}, ${controls} controls`, unit: 'ms', runs });
  }
await chromium.close();
report(measures);

/** Milliseconds. */
async function opened(
  browser: PageBrowser,
  options: PageWindowOptions,
  messages: readonly ToPage[],
): Promise<number> {
  const window = await browser.open(options);
  const session = await window.page.context().newCDPSession(window.page);
  // It counts from now on: the page is loaded once more.
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  await window.page.reload();
  await window.tell(...messages);
  const { metrics } = await session.send('Performance.getMetrics');
  await window.close();
  return 1000 * (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN);
}
