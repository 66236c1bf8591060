/**
 * `upgrade_paths.json`, the user's own table: from the version a device runs, or its release train, to the versions it
 * goes through, the last being the target. PAN-OS releases come faster than releases of this tool, so the paths are
 * data of the user; the schema for the editor is resources/upgrade_paths.schema.json.
 */
import { compareVersions, parseVersion } from '../panos/version.ts';
import {
  type JsonNode,
  type JsonObject,
  JsonSyntaxError,
  linesOf,
  parsePositionedJson,
} from './positionedJson.ts';
import { quoted } from '../ports/outsideText.ts';

/**
 * Starting version to the versions after it, in order; never empty lists. The start may be a release train: `10.1.14-h*`
 * for all hotfixes of 10.1.14, `10.1.*` for all of 10.1. Which line a device takes: pathFrom.ts.
 */
export type UpgradePaths = ReadonlyMap<string, readonly string[]>;

export interface PathProblem {
  /** Which part of the file, such as `10.1.0` or `10.1.0[2]`; empty for the file as a whole. */
  readonly path: string;
  readonly message: string;
  /** Not even JSON: every editor says so itself. */
  readonly isSyntax?: true;
  /** From 1. */
  readonly line: number;
  /** From 1. */
  readonly column: number;
}

/** No wider and no vaguer ones: `10.1.1*` would mean 10.1.1 and 10.1.10 alike. */
const TRAIN = /^(\d{1,9}\.\d{1,9}\.)(\d{1,9}-h)?\*$/;

type Report = (path: string, message: string, node: { readonly offset: number }) => void;

/**
 * Reads the text of an upgrade_paths.json: `{"10.1.0": ["10.2.0", "11.1.4-h7"]}`. A file with any problem gives
 * no paths at all, so that no upgrade starts from a table that is half understood.
 * @returns the paths, or every problem with its place.
 */
export function readUpgradePaths(
  text: string,
): { readonly paths: UpgradePaths } | { readonly problems: readonly PathProblem[] } {
  const problems: PathProblem[] = [];
  const place = linesOf(text);
  const report: Report = (path, message, { offset }) => {
    problems.push({ path, message, ...place(offset) });
  };
  try {
    const root = parsePositionedJson(text);
    if (root.kind === 'object') {
      const paths = readEntries(root, report);
      if (problems.length === 0) return { paths };
    } else {
      report('', 'The file must be an object: {"current version": ["next version", "target version"]}', root);
    }
  } catch (error) {
    if (!(error instanceof JsonSyntaxError)) throw error;
    problems.push({
      path: '',
      message: `This is not valid JSON. ${error.message}`,
      isSyntax: true,
      ...place(error.offset),
    });
  }
  return { problems };
}

function readEntries(root: JsonObject, report: Report): UpgradePaths {
  const paths = new Map<string, readonly string[]>();
  for (const { name, nameOffset, value } of root.members) {
    if (name === '$schema') continue;
    const nameAt = { offset: nameOffset };
    if (lowestOf(name) === null)
      report(name, name.includes('*') ? notATrain(name) : notAVersion(name), nameAt);
    if (paths.has(name)) report(name, `${name} has a path already, above`, nameAt);
    paths.set(name, readPath(name, value, report));
  }
  return paths;
}

function readPath(start: string, list: JsonNode, report: Report): string[] {
  if (list.kind !== 'array') {
    report(start, 'A list of versions is expected, such as ["10.2.0", "11.1.4"]', list);
    return [];
  }
  if (list.items.length === 0)
    report(start, `The path of ${start} is empty: name at least the target version`, list);

  const path: string[] = [];
  for (const [index, item] of list.items.entries()) {
    const version = item.kind === 'scalar' && typeof item.value === 'string' ? item.value : null;
    const place = `${start}[${index}]`;
    if (version === null) report(place, 'A version in double quotes is expected, such as "11.1.4-h7"', item);
    else {
      const problem = problemOf(version, start, path);
      if (problem !== null) report(place, problem, item);
      path.push(version);
    }
  }
  return path;
}

/** What is wrong with `version` after the versions `before` on the path that begins at `start`; null: nothing. */
function problemOf(version: string, start: string, before: readonly string[]): string | null {
  if (parseVersion(version) === null) return notAVersion(version);
  if (version === start)
    return `The path of ${start} leads back to ${start}: a path must end at a newer version`;
  if (before.includes(version)) return `${version} stands twice in the path of ${start}`;
  const previous = before.at(-1) ?? lowestOf(start) ?? start;
  // Text that is no version was reported at its own place; it comes before every version.
  if (compareVersions(previous, version) < 0) return null;
  if (before.length === 0 && TRAIN.test(start))
    return `${version} is older than all versions of ${start}: a path leads upwards only`;
  return `${version} is not newer than ${previous} before it: a path leads upwards only`;
}

/** What a path must lead upwards from: a version itself, or below all of a release train. Null for other text. */
function lowestOf(start: string): string | null {
  const [, release, hotfixes] = TRAIN.exec(start) ?? [];
  if (release !== undefined) return hotfixes === undefined ? `${release}0-c0` : `${release}${hotfixes}0`;
  return parseVersion(start) === null ? null : start;
}

function notATrain(text: string): string {
  return `${quoted(text)} is not a release train such as 11.1.4-h* (all hotfixes of 11.1.4) or 11.1.* (all of 11.1)`;
}

function notAVersion(text: string): string {
  return `${quoted(text)} is not a PAN-OS version such as 11.1.4 or 11.1.4-h7`;
}
