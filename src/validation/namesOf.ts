/** How a reason names what a device listed: others wrote those names, and there may be thousands of them. */
import { quotable } from '../panos/calls/envelope.ts';

const MOST_NAMES = 5;

/** `alice, bob and 12 more`: on one line, none twice. */
export function namesOf(names: readonly string[]): string {
  const different = [...new Set(names)];
  const first = different.slice(0, MOST_NAMES).map(quotable).join(', ');
  const more = different.length - MOST_NAMES;
  return more > 0 ? `${first} and ${more} more` : first;
}
