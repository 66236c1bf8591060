/** The question whether another certificate takes the place of a pinned one: seen one by one, old and new. */
import { window } from '../exits/window.ts';
import type { Pin } from '../../workflow/setByHand.ts';
import { beginnings } from './certificateWords.ts';
import { type ChangedCertificate, oldAndNew } from './changedCertificate.ts';

/** The title of every question that ends in a new pin instead of an old one. */
export const trustNewCertificate = 'Trust the New Certificate';

/** @returns the new pins; none when the question was closed or everything is to stay stopped */
export async function askForNewCertificates(changes: readonly ChangedCertificate[]): Promise<readonly Pin[]> {
  const [first] = changes;
  if (first === undefined) return [];
  const trusted = changes.length === 1 ? changes : await pickChanged(changes);
  const [one] = trusted;
  if (one === undefined) return [];
  const question =
    trusted.length === 1
      ? `Trust the new certificate of ${one.name} (${one.pinned.address}) instead of the pinned one?`
      : `Trust the new certificates of ${trusted.length} devices instead of the pinned ones?`;
  const warning =
    'Do this only if you know who replaced it, and the new fingerprint is the one on the device. Otherwise somebody in between would be sent your password.';
  const answer = await window.showWarningMessage(
    question,
    { modal: true, detail: `${warning}\n\n${inFull(trusted)}` },
    { title: trustNewCertificate },
    { title: 'Keep Stopped', isCloseAffordance: true },
  );
  if (answer?.title !== trustNewCertificate) return [];
  return trusted.map(({ pinned, presented: { fingerprint, subject, validTo } }) => ({
    address: pinned.address,
    fingerprint,
    subject,
    validTo,
  }));
}

async function pickChanged(changes: readonly ChangedCertificate[]): Promise<readonly ChangedCertificate[]> {
  const items = changes.map((change) => ({
    label: `${change.name} (${change.pinned.address})`,
    description: `${change.presented.subject ?? ''} · valid to ${change.presented.validTo ?? '?'}`,
    detail: beginnings(change.pinned, change.presented),
    change,
  }));
  const picked = await window.showQuickPick(items, {
    canPickMany: true,
    ignoreFocusOut: true,
    title: `${changes.length} devices show another certificate than the pinned one`,
    placeHolder: 'Tick those whose new SHA-256 (after the arrow) is right. The others stay stopped.',
  });
  return (picked ?? []).map(({ change }) => change);
}

const SHOWN_IN_FULL = 4;

/** As many as a dialog holds. */
export function inFull(changes: readonly ChangedCertificate[]): string {
  const [one] = changes;
  if (one !== undefined && changes.length === 1) return oldAndNew(one);
  const shown = changes
    .slice(0, SHOWN_IN_FULL)
    .map((change) => `${change.name} (${change.pinned.address})\n${oldAndNew(change)}`);
  const more = changes.length - shown.length;
  return [...shown, ...(more === 0 ? [] : [`… and ${more} more`])].join('\n\n');
}
