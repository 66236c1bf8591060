/** Is the applications and threats content new enough for the target? Its install job fails otherwise. docs/PANOS.md "Content". */
import { showSystemInfo } from '../../panos/commands/device.ts';
import { compareContentVersions } from '../../panos/contentVersion.ts';
import { featureRelease } from '../../panos/version.ts';
import type { Finding } from '../checkResult.ts';
import { fail, pass, unknown, type Check, type CheckContext } from '../check.ts';
import { namesOf } from '../namesOf.ts';

export const contentVersion: Check = {
  id: 'content_version',
  defaultPolicy: 'warn',
  async run(context) {
    const { target } = context;
    if (target === null) return unknown('No target version is chosen, so the content it needs is not known.');
    const minimum = minimumFor(target, context);
    if (minimum === undefined) {
      return unknown(`The content that ${target} needs is not known. Compare with its release notes.`);
    }
    return judgeContent((await context.ask(showSystemInfo)).appVersion, minimum, target);
  },
};

/** Own keys only: a version is a text from outside. */
function minimumFor(target: string, { minimumContent }: CheckContext): string | undefined {
  const minimums = new Map(Object.entries(minimumContent));
  return minimums.get(target) ?? minimums.get(featureRelease(target) ?? '');
}

function judgeContent(present: string | null, minimum: string, target: string): Finding {
  if (present === null) return unknown(`The device names no content version; ${target} needs ${minimum}.`);
  const order = compareContentVersions(present, minimum);
  const content = namesOf([present]);
  if (order === null)
    return unknown(`Content ${content} cannot be compared with ${minimum}, which ${target} needs.`);
  return order < 0
    ? fail(
        `${target} needs content ${minimum} or newer, and the device has ${content}. Update it under Device > Dynamic Updates.`,
      )
    : pass(`Content ${content} is new enough for ${target}, which needs ${minimum}.`);
}
