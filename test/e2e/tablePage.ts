/** What is found on a page that shows a table: Fleet, Preview, Verify, Readiness and Comparison. */
import type { FrameLocator, Locator } from 'playwright-core';

/** The sentences above the rows, where they have this text among them. */
export function leadOf(page: FrameLocator, text: string): Locator {
  return page.locator('.lead').getByText(text);
}

/** The row in which this text stands. */
export function rowOf(page: FrameLocator, text: string): Locator {
  return page.getByRole('row').filter({ hasText: text });
}
