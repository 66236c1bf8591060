/** Which images of a plan its device cannot have, so that a step of it must fail. docs/PANOS.md "Software". */
import type { SoftwareImage } from '../panos/answers/software.ts';
import type { UpgradeHop } from './plan.ts';

/**
 * The next version and its base image must be on offer. Later ones may be listed only once the device runs a later
 * version; but one that lists a version already, and not the base image that is taken for it, does not list that later.
 * @returns versions, in order.
 */
export function notOffered(hops: readonly UpgradeHop[], listed: readonly SoftwareImage[]): readonly string[] {
  const known = new Set(listed.map(({ version }) => version));
  return hops.flatMap(({ to, images }, index) =>
    images.flatMap(({ version, isBase }) => {
      const mustBeThere = index === 0 || (isBase && known.has(to));
      return mustBeThere && !known.has(version) ? [version] : [];
    }),
  );
}
