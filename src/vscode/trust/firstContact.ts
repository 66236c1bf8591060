/** A device that would be sent credentials for the first time at its address, and what a person has to know of it. */
import { type AddressName, DEFAULT_API_PORT, isSameAddress } from '../../panos/address.ts';
import type { DeviceRole } from '../../panos/client/clientPool.ts';
import type { PresentedCertificate } from '../../panos/errors.ts';
import type { Pin } from '../../workflow/setByHand.ts';
import type { TrustedBy } from '../engine/credentialsStore.ts';
import { compactFingerprint } from './certificateWords.ts';

export interface FirstContact {
  /** For people; may be the address. */
  readonly name: string;
  readonly address: AddressName;
  readonly role: DeviceRole;
  /** For people: who says that the device is there. */
  readonly namedBy: string;
  readonly presented: PresentedCertificate;
  /** Where it is known to be until now; null for a device that has not moved. */
  readonly moved: Moved | null;
}

export interface Moved {
  readonly serial: string;
  readonly from: string;
  /** As whoever names it wrote it. */
  readonly to: string;
  /** What is pinned there; null where an authority vouched for it. */
  readonly pin: Pin | null;
}

/**
 * The pin that goes with the user's trust; null where the certificate is vouched for without one. A device that was
 * trusted by its pin stays so at another address: no authority takes the pin's place because somebody renamed it.
 */
export function pinOf({ address, presented, moved }: FirstContact): Pin | null {
  const { fingerprint, subject, validTo, vouchedBy } = presented;
  const needsNone = vouchedBy === 'pin' || (vouchedBy === 'authority' && (moved?.pin ?? null) === null);
  return needsNone ? null : { address, fingerprint, subject, validTo };
}

/** How the address is trusted when the user says so. */
export function trustedBy(contact: FirstContact): TrustedBy {
  const { vouchedBy, fingerprint } = contact.presented;
  return vouchedBy === 'pin' ? fingerprint : (pinOf(contact)?.fingerprint ?? 'authority');
}

export function nameAndAddress({ name, address }: Pick<FirstContact, 'name' | 'address'>): string {
  return name === '' || isSameAddress(name, address, DEFAULT_API_PORT) ? address : `${name} (${address})`;
}

/** Who says that it is genuine: half a sentence. */
export function signature({ presented, moved }: FirstContact): string {
  const { vouchedBy, issuer, subject, fingerprint } = presented;
  if (moved?.pin?.fingerprint === fingerprint) return 'the certificate that is pinned at its old address';
  switch (vouchedBy) {
    case 'pin':
      return 'the pinned certificate';
    case 'authority':
      return `signed by “${issuer ?? '?'}”, which this machine trusts`;
    case 'nothing':
      return issuer === null || issuer === subject
        ? 'signed by itself'
        : `signed by “${issuer}”, which this machine does not trust`;
  }
}

export interface ContactRow {
  readonly label: string;
  readonly description: string;
  readonly detail: string;
  /** A codicon's name. */
  readonly icon: string | undefined;
  readonly contact: FirstContact;
}

/** Who has named all of them, to be said once; null where several have. */
export function namedByOfAll(contacts: readonly FirstContact[]): string | null {
  const [first, ...others] = new Set(contacts.map(({ namedBy }) => namedBy));
  return first === undefined || others.length > 0 ? null : first;
}

/** A row for each, none of them ticked; those whose address has changed stand first, with both addresses. */
export function contactRows(contacts: readonly FirstContact[]): readonly ContactRow[] {
  const moved = contacts.filter((contact) => contact.moved !== null);
  const others = contacts.filter((contact) => contact.moved === null);
  const common = namedByOfAll(contacts);
  return [...moved, ...others].map((contact) => ({
    label:
      contact.moved === null
        ? nameAndAddress(contact)
        : `${contact.name}: ${contact.moved.from} → ${contact.address}`,
    icon: contact.moved === null ? undefined : 'warning',
    description: `${signature(contact)} · valid to ${contact.presented.validTo}`,
    detail: [
      `SHA-256 ${compactFingerprint(contact.presented.fingerprint)}`,
      ...(common === null ? [`named by ${contact.namedBy}`] : []),
    ].join(' · '),
    contact,
  }));
}

/** Everything about one of them, for the detail of a question. */
export function contactLines(contact: FirstContact): string {
  const { presented, moved, namedBy } = contact;
  const sentence = signature(contact);
  return [
    `Address named by ${namedBy}.`,
    ...(moved === null ? [] : [`Until now it was at ${moved.from}.`]),
    `Certificate: ${sentence}.`,
    `SHA-256 ${presented.fingerprint}`,
    `Subject ${presented.subject}`,
    `Valid to ${presented.validTo}`,
  ].join('\n');
}
