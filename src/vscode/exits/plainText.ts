/**
 * How a text is quoted for each place of the editor that gives signs a meaning. Every exit of this room does so by
 * itself, with the whole of what it shows: which part of it came from outside nobody has to remember.
 */
import { oneLine, severalLines } from '../../ports/outsideText.ts';

/** How much each place shows; VS Code itself cuts notifications at 1,000. */
export const exitLimits = {
  notification: 1000,
  question: 500,
  detail: 8000,
  row: 300,
  title: 200,
  tooltip: 2000,
  spoken: 1000,
  problem: 1000,
  logLine: 20_000,
  pageText: 20_000,
  copied: 20_000,
} as const;

/** For notifications, which turn `[text](command:…)` into a link that runs the command when it is clicked. */
export function plainMessage(text: string): string {
  return oneLine(text, exitLimits.notification).replaceAll('](', '] (');
}

/** The first line of a modal question. */
export function plainQuestion(text: string): string {
  return oneLine(text, exitLimits.question).replaceAll('](', '] (');
}

/** Below it, where paragraphs of ours stand: an outside text within them is on one line already, see `named`. */
export function plainDetail(text: string): string {
  return severalLines(text, exitLimits.detail).replaceAll('](', '] (');
}

/** For rows of quick picks and trees and for the status bar, which turn `$(name)` into an icon: a check mark would lend itself to a lie. */
export function plainLabel(text: string, longest: number = exitLimits.row): string {
  return oneLine(text, longest).replaceAll('$(', '$ (');
}

/** For titles and placeholders, in which nothing has a meaning. */
export function plainTitle(text: string): string {
  return oneLine(text, exitLimits.title);
}
