/** The sign of a status, the same on all pages. Its word stands beside it or is spoken: a sign is for the eye alone. */
import type { Status } from '../protocol.ts';
import { element } from './elements.ts';

const signs: Readonly<Record<Status, string>> = {
  waiting: '○',
  running: '◐',
  good: '✓',
  skipped: '–',
  bad: '✕',
  attention: '!',
};

/** @param tone its colour, where that is not the one of its status */
export function statusSign(status: Status, tone = status): HTMLElement {
  const made = element('span', 'sign', signs[status]);
  made.dataset['status'] = tone;
  made.setAttribute('aria-hidden', 'true');
  return made;
}
