/**
 * Is the applications and threats content new enough for every version that is to be installed? Its install job fails
 * otherwise: of a pair perhaps when the other member has been upgraded. docs/PANOS.md "Content".
 */
import type { SystemInfo } from '../../panos/answers/systemInfo.ts';
import { showSystemInfo } from '../../panos/commands/device.ts';
import { compareContentVersions } from '../../panos/contentVersion.ts';
import { featureRelease } from '../../panos/version.ts';
import type { Finding } from '../checkResult.ts';
import { fail, pass, unknown, type Check, type CheckContext, type PeerBefore } from '../check.ts';
import { type KnownMinimum, minimumContentOf } from '../contentDemands.ts';
import { namesOf } from '../namesOf.ts';

export const contentVersion: Check = {
  id: 'content_version',
  defaultPolicy: 'block',
  async run(context) {
    const { installs, peerBefore, isNamed, ask } = context;
    const isAnyKnown = installs.some((version) => minimumContentOf(version, context) !== null);
    const info = isAnyKnown || peerBefore !== null ? await ask(showSystemInfo) : null;
    const findings = info === null ? [] : await judgeInstalls(info, context);
    return worstOf(findings) ?? (isNamed ? notKnown(installs) : null);
  },
};

function notKnown(installs: readonly string[]): Finding {
  return installs.length === 0
    ? unknown('No target version is chosen, so the content it needs is not known.')
    : unknown(`The content that ${namesOf(installs)} needs is not known. Compare with its release notes.`);
}

async function judgeInstalls(info: SystemInfo, context: CheckContext): Promise<Finding[]> {
  const findings: Finding[] = [];
  const before = [info.swVersion, ...context.installs];
  for (const [index, version] of context.installs.entries()) {
    const changesRelease = featureRelease(before[index] ?? '') !== featureRelease(version);
    const minimum = minimumContentOf(version, context);
    if (minimum !== null && (changesRelease || minimum.asks === 'always')) {
      findings.push(judgeContent(info.appVersion, minimum, version));
    } else if (minimum === null && changesRelease && context.peerBefore !== null) {
      findings.push(...(await judgeBesidePeer(info.appVersion, context.peerBefore, version)));
    }
  }
  return findings;
}

function judgeContent(
  present: string | null,
  { content: minimum, toldOf }: KnownMinimum,
  target: string,
): Finding {
  if (present === null) return unknown(`The device names no content version; ${target} needs ${minimum}.`);
  const order = compareContentVersions(present, minimum);
  const content = namesOf([present]);
  if (order === null)
    return unknown(`Content ${content} cannot be compared with ${minimum}, which ${target} needs.`);
  if (order >= 0) return pass(`Content ${content} is new enough for ${target}, which needs ${minimum}.`);
  const source = toldOf === null ? '' : ` Firewalls that refused ${toldOf} have said so.`;
  return fail(
    `${target} needs content ${minimum} or newer, and the device has ${content}.${source} Update it under Device > Dynamic Updates.`,
  );
}

/**
 * Where nobody knows what a version needs, the member that is upgraded first finds it out; what it tells is worth nothing
 * for one whose content is older, and that one would be refused in the middle of the pair's upgrade.
 */
async function judgeBesidePeer(present: string | null, peer: PeerBefore, target: string): Promise<Finding[]> {
  const content = await peer.content();
  const [own, others] = [firstNumber(present), firstNumber(content)];
  if (present === null || content === null || own === null || others === null || own >= others) return [];
  return [
    fail(
      `It is not known which content ${target} needs, and the device has ${namesOf([present])}, older than ${namesOf([content])} on ${peer.hostname}, which is upgraded first: this one might be refused then. Update it under Device > Dynamic Updates, or list what ${target} needs in panosUpgrade.readiness.minimumContent.`,
    ),
  ];
}

/** By it alone versions of PAN-OS ask for content. */
function firstNumber(content: string | null): number | null {
  const number = parseInt(content ?? '', 10);
  return Number.isNaN(number) ? null : number;
}

function worstOf(findings: readonly Finding[]): Finding | null {
  for (const verdict of ['fail', 'unknown', 'warn', 'pass'] as const) {
    const found = findings.filter((finding) => finding.verdict === verdict);
    if (found.length > 0) return { verdict, reason: found.map(({ reason }) => reason).join(' ') };
  }
  return null;
}
