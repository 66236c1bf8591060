/**
 * `version_hashes.json`, the user's own table of checksums, as Palo Alto Networks publishes them beside each download:
 * `{"10.2.0": {"sha256": "...", "filename": "PanOS_440-10.2.0"}}`, or a list of such entries where several platforms
 * are managed. The schema for the editor is resources/version_hashes.schema.json.
 */
import { parseVersion } from '../panos/version.ts';
import type { KnownHash } from './knownHashes.ts';
import { planningError } from './planningTroubles.ts';
import { type JsonNode, JsonSyntaxError, linesOf, parsePositionedJson } from './positionedJson.ts';
import { named, quoted } from '../ports/outsideText.ts';

export interface HashProblem {
  readonly message: string;
  /** Not even JSON: every editor says so itself. */
  readonly isSyntax?: true;
  /** From 1. */
  readonly line: number;
  /** From 1. */
  readonly column: number;
}

type Report = (message: string, node: { readonly offset: number }) => void;

/** `size_mb` and `release_date` are for people. */
const MEMBERS = ['sha256', 'filename', 'size_mb', 'release_date'] as const;
const SHA256 = /^[0-9a-f]{64}$/i;

/** A file with any problem gives no checksums at all, so that nothing is judged by a table half understood. */
export function readVersionHashes(
  text: string,
): { readonly hashes: readonly KnownHash[] } | { readonly problems: readonly HashProblem[] } {
  const problems: HashProblem[] = [];
  const place = linesOf(text);
  const report: Report = (message, { offset }) => {
    problems.push({ message, ...place(offset) });
  };
  try {
    const hashes = readTable(parsePositionedJson(text), report);
    if (problems.length === 0) return { hashes };
  } catch (error) {
    if (!(error instanceof JsonSyntaxError)) throw error;
    problems.push({
      message: `This is not valid JSON. ${error.message}`,
      isSyntax: true,
      ...place(error.offset),
    });
  }
  return { problems };
}

/**
 * @param text null when there is no such file.
 * @throws UserError when it has problems.
 */
export function requireVersionHashes(text: string | null): readonly KnownHash[] {
  if (text === null) return [];
  const read = readVersionHashes(text);
  if ('hashes' in read) return read.hashes;
  const [first, ...others] = read.problems;
  throw planningError({ code: 'version_hashes_broken', first, others: others.length });
}

function readTable(root: JsonNode, report: Report): KnownHash[] {
  if (root.kind !== 'object') {
    report('The file must be an object: {"version": {"sha256": "...", "filename": "..."}}', root);
    return [];
  }
  const hashes: KnownHash[] = [];
  const versions = new Set<string>();
  for (const { name, nameOffset, value } of root.members) {
    if (name === '$schema') continue;
    const nameAt = { offset: nameOffset };
    if (parseVersion(name) === null || name !== name.trim())
      report(`${quoted(name)} is not a PAN-OS version such as 11.1.4 or 11.1.4-h7`, nameAt);
    if (versions.has(name)) report(`${named(name)} stands in the file already, above`, nameAt);
    versions.add(name);
    hashes.push(...readVersion(name, value, report));
  }
  return hashes;
}

function readVersion(version: string, value: JsonNode, report: Report): KnownHash[] {
  const entries = value.kind === 'array' ? value.items : [value];
  if (entries.length === 0) report(`${named(version)} has no checksum`, value);
  const files = new Set<string | null>();
  return entries.flatMap((entry) => {
    const hash = readEntry(version, entry, report);
    if (hash === null) return [];
    if (files.has(hash.filename)) {
      report(
        `${hash.filename === null ? 'An entry without a filename' : named(hash.filename)} stands twice for ${named(version)}`,
        entry,
      );
    }
    files.add(hash.filename);
    return [hash];
  });
}

/** Null when it was reported. */
function readEntry(version: string, entry: JsonNode, report: Report): KnownHash | null {
  if (entry.kind !== 'object') {
    report('An object is expected: {"sha256": "...", "filename": "..."}', entry);
    return null;
  }
  const values = new Map<string, JsonNode>();
  for (const { name, nameOffset, value } of entry.members) {
    if (!MEMBERS.some((member) => member === name)) {
      report(`${quoted(name)} is not known here; known are ${MEMBERS.join(', ')}`, { offset: nameOffset });
    }
    if (values.has(name)) report(`${quoted(name)} stands twice`, { offset: nameOffset });
    values.set(name, value);
  }
  const sha256 = textOf(values.get('sha256'));
  if (sha256 === null || !SHA256.test(sha256)) {
    report(
      'sha256 must be the 64 hexadecimal digits that Palo Alto Networks gives beside the download of this image',
      values.get('sha256') ?? entry,
    );
    return null;
  }
  const filename = textOf(values.get('filename'));
  if (values.has('filename') && (filename === null || filename === '')) {
    report('filename must be a text such as "PanOS_440-10.2.0"', values.get('filename') ?? entry);
  }
  return { version, filename, sha256: sha256.toLowerCase(), source: 'file' };
}

function textOf(node: JsonNode | undefined): string | null {
  return node?.kind === 'scalar' && typeof node.value === 'string' ? node.value : null;
}
