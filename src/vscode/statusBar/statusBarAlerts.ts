/** What stands before everything else in the status bar: states of our devices that somebody must know of at once. */
import type { Engine } from '../../engine/engineContract.ts';
import type { TimeWords } from '../engine/times.ts';
import { factLines, type Markdown, markdown, plainMarkdown } from '../exits/markdown.ts';
import { LOGINS_WAIT, loginsHeldSentence, offlineSentence, offlineWords } from '../words/contactWords.ts';
import { suspendedFacts, suspendedSentence, suspendedWords } from '../words/suspendedWords.ts';

export interface Alert {
  /** A codicon's name. */
  readonly icon: string;
  readonly text: string;
  /** Of the tooltip. */
  readonly lines: readonly Markdown[];
}

type Shown = Pick<Engine, 'suspended' | 'offline' | 'loginsHeld'>;

/** What explains the others first. */
export function statusBarAlerts(engine: Shown, time: TimeWords): readonly Alert[] {
  return [...offline(engine, time), ...suspensions(engine, time), ...heldLogins(engine, time)];
}

function offline({ offline: now }: Shown, time: TimeWords): readonly Alert[] {
  if (now === null) return [];
  const lines = [plainMarkdown(offlineSentence(now, time))];
  return [{ icon: 'debug-disconnect', text: offlineWords(now), lines }];
}

function suspensions({ suspended }: Shown, time: TimeWords): readonly Alert[] {
  if (suspended.length === 0) return [];
  const lines = suspended.flatMap((member) => [
    markdown`$(warning) **${suspendedSentence([member])}**`,
    factLines(suspendedFacts(member, time)),
  ]);
  return [{ icon: 'warning', text: suspendedWords(suspended), lines }];
}

function heldLogins({ loginsHeld: held }: Shown, time: TimeWords): readonly Alert[] {
  if (held === null) return [];
  return [{ icon: 'lock', text: LOGINS_WAIT, lines: [plainMarkdown(loginsHeldSentence(held, time))] }];
}
