/** What *Set Site…* offers while a name is typed, and how it says whom it is about. Knows nothing of VS Code. */
import { siteName } from '../../../inventory/siteName.ts';
import { named } from '../../../ports/outsideText.ts';

export interface SiteChoice {
  readonly label: string;
  readonly description: string;
  /** Null takes the site away; undefined cannot be chosen. */
  readonly site: string | null | undefined;
}

/**
 * @param typed what stands in the box. @param known all sites with the number of their devices
 * @param hasSite whether there is one that could be taken away
 */
export function siteChoices(
  typed: string,
  known: ReadonlyMap<string, number>,
  hasSite: boolean,
): readonly SiteChoice[] {
  return [
    ...newChoice(typed, known),
    ...[...known].map(([site, count]) => {
      return { label: site, description: count === 1 ? '1 device' : `${count} devices`, site };
    }),
    ...(hasSite ? [{ label: 'No Site', description: 'takes it away', site: null }] : []),
  ];
}

function newChoice(typed: string, known: ReadonlyMap<string, number>): SiteChoice[] {
  if (typed.trim() === '') return [];
  const read = siteName(typed);
  if ('problem' in read) return [{ label: typed, description: read.problem, site: undefined }];
  if (known.has(read.name)) return [];
  return [{ label: read.name, description: 'new site', site: read.name }];
}

/** `fw-1, fw-2 and 3 more`. @param names at least one */
export function whom(names: readonly string[]): string {
  const [first = '', second, ...others] = names;
  if (second === undefined) return first;
  return others.length === 0 ? `${first} and ${second}` : `${first}, ${second} and ${others.length} more`;
}

/** `2 devices now belong to site Hamburg.` @param names at least one */
export function siteSentence(names: readonly string[], site: string | null): string {
  const [one, ...others] = names;
  const isOne = others.length === 0;
  const devices = isOne ? one : `${names.length} devices`;
  if (site === null) return `${devices} no longer ${isOne ? 'belongs' : 'belong'} to a site.`;
  return `${devices} now ${isOne ? 'belongs' : 'belong'} to site ${named(site)}.`;
}
