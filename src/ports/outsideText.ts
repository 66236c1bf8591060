/**
 * Texts that others wrote: devices, files, settings, other windows. Cleaned where they are read, so that nothing in them
 * can hide, turn round or forge what stands beside it; named or quoted where they stand within a sentence of ours.
 */
import { ownCopy } from './ownCopy.ts';

/** Stands for every character that was taken away: what was cleaned never equals what was good. */
const TAKEN_AWAY = '\uFFFD';
/** Ends a text that was cut, for the same reason. */
const CUT = '…';

/**
 * What nobody sees although it acts: control and format characters (direction marks, zero-width ones, tags), line and
 * paragraph separators, halves of characters, private ones, whatever fonts leave out.
 */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;
/** More marks on one letter than any script needs; they would cover the lines above and below. */
const HEAPED_MARKS = /(\p{M}{4})\p{M}+/gu;
/** Nothing to clean: nearly every text of a device. */
const HARMLESS = /^[\x20-\x7E]*$/;
/** The signs that something was taken away or cut may stay. */
const NOT_IN_WORDS = /[^\x21-\x7E\uFFFD…]/gu;
const HARMLESS_LINES = /^[\x20-\x7E\n]*$/;

/**
 * One line: breaks and tabs become blanks, unseen characters a visible sign.
 * @param longest in UTF-16 units; a longer text ends in `…`
 */
export function oneLine(text: string, longest: number): string {
  const begin = beginningOf(text, longest);
  if (HARMLESS.test(begin)) return ended(begin, text, longest);
  return ended(withoutUnseen(begin.replaceAll(/[\t\r\n]+/g, ' ')), text, longest);
}

/** The same for what is shown in several lines: breaks stay, as `\n` alone. */
export function severalLines(text: string, longest: number): string {
  const begin = beginningOf(text, longest);
  if (HARMLESS_LINES.test(begin)) return ended(begin, text, longest);
  const lines = begin.replaceAll('\t', ' ').split(/\r\n|\r|\n/);
  return ended(lines.map(withoutUnseen).join('\n'), text, longest);
}

/** What has no blank in it and nothing but printable ASCII: serials, versions, addresses. Anything else shows. */
export function oneWord(text: string, longest: number): string {
  const begin = beginningOf(text, longest);
  return ended(begin.replaceAll(NOT_IN_WORDS, TAKEN_AWAY), text, longest);
}

/** Whether something acts in it that nobody sees; a line break, too. */
export function hasUnseen(text: string): boolean {
  return withoutUnseen(text) !== text;
}

/** How much of a name, a cell or a path a sentence has room for. */
const LONGEST_QUOTE = 120;

/** An outside text within a sentence: between quotation marks that it cannot close. */
export function quoted(text: string, longest: number = LONGEST_QUOTE): string {
  return `"${oneLine(text, longest).replaceAll(/["“”„‟«»＂]/g, "'")}"`;
}

/** Cannot be taken for words of ours: no blank, no sentence. */
const NAME = /^[\p{L}\p{N}._:@/\\[\]~+-]+$/u;

/** Blanks, and signs that no host name has. */
const NOT_IN_NAMES = /[^A-Za-z0-9._:@+~\uFFFD…-]+/g;

/**
 * What can only be one word, as host names are, without being compared with anything: blanks and brackets in it become
 * `_`, so that no name reads as a sentence of ours, wherever it stands.
 */
export function oneName(text: string, longest: number): string {
  return oneLine(text, longest)
    .replaceAll(/[^\x20-\x7E…]/gu, TAKEN_AWAY)
    .replaceAll(NOT_IN_NAMES, '_');
}

/** A name, an address or a path within a sentence: as it is where it is one word, otherwise quoted. */
export function named(text: string): string {
  return text.length <= LONGEST_QUOTE && NAME.test(text) ? text : quoted(text);
}

/** More of it is not even looked at. */
function beginningOf(text: string, longest: number): string {
  return text.length <= longest ? text : ownCopy(text.slice(0, longest));
}

function withoutUnseen(line: string): string {
  return line.replaceAll(UNSEEN, TAKEN_AWAY).replaceAll(HEAPED_MARKS, `$1${TAKEN_AWAY}`);
}

function ended(begin: string, text: string, longest: number): string {
  return text.length > longest ? begin + CUT : begin;
}
