/** A word for devices that share a link, given by the user or by a CSV file of theirs. */
import { hasUnseen } from '../ports/outsideText.ts';

const LONGEST = 64;
const BREAK = /[\r\n]/;

/** @returns the name without blanks around it, or what is wrong with it. */
export function siteName(text: string): { readonly name: string } | { readonly problem: string } {
  const name = text.trim();
  if (name === '') return { problem: 'a site needs a name' };
  if (name.length > LONGEST) return { problem: `a site's name has at most ${LONGEST} characters` };
  if (BREAK.test(name)) return { problem: "a site's name is one line of text" };
  if (hasUnseen(name)) return { problem: "a site's name has signs in it that nobody sees" };
  return { name };
}
