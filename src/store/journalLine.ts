/**
 * One record as a line of text. Each line carries the hash of the one before it, so that a line that was changed,
 * removed or put in between is seen by whoever reads the journal later.
 */
import { hash as digest } from 'node:crypto';
import type { JournalEntry } from '../workflow/journalRecord.ts';

/** What stands for "the line before" in the very first line. */
export const NO_HASH = '0'.repeat(64);

export interface LineFields {
  readonly seq: number;
  readonly epoch: number;
  readonly at: number;
  /** Hash of the line before. */
  readonly prev: string;
}

export interface DecodedLine extends LineFields {
  readonly hash: string;
  /** The whole line's content, not yet validated. */
  readonly content: Readonly<Record<string, unknown>>;
}

/** The line without its line feed, and its hash: SHA-256 over the line's text without the hash. */
export function encodeLine(fields: LineFields, entry: JournalEntry): { line: string; hash: string } {
  const { prev, ...head } = fields;
  const content = JSON.stringify({ ...head, ...entry, prev });
  const hash = hashOf(content);
  return { line: `${content.slice(0, -1)},"hash":"${hash}"}`, hash };
}

const ENDING = /,"hash":"([0-9a-f]{64})"\}$/;

/** Null when the line is not whole: cut, overwritten, or changed after it was written. */
export function decodeLine(line: string): DecodedLine | null {
  const ending = ENDING.exec(line);
  const hash = ending?.[1];
  if (ending === null || hash === undefined) return null;
  const text = `${line.slice(0, ending.index)}}`;
  if (hashOf(text) !== hash) return null;
  const content: unknown = JSON.parse(text);
  return hasLineFields(content) ? { ...pickFields(content), hash, content } : null;
}

function pickFields({ seq, epoch, at, prev }: LineFields): LineFields {
  return { seq, epoch, at, prev };
}

function hasLineFields(value: unknown): value is LineFields & Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false;
  const { seq, epoch, at, prev } = value as Record<keyof LineFields, unknown>;
  return [seq, epoch, at].every(Number.isFinite) && typeof prev === 'string';
}

function hashOf(text: string): string {
  return digest('sha256', text);
}
