/** The pages as they ship, of either set of controls: what page tests and benches look at. */
import { buildPages, type ControlSetName } from '../../scripts/build.ts';

const built = new Map<ControlSetName, Promise<ReadonlyMap<string, string>>>();

/** Scripts and style sheets by name, built once in this process. */
export function builtPages(controls: ControlSetName): Promise<ReadonlyMap<string, string>> {
  const known = built.get(controls) ?? buildPages(controls);
  built.set(controls, known);
  return known;
}
