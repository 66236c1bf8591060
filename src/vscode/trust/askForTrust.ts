/**
 * The question before a device is sent credentials for the first time: one for a whole batch. Nothing is ticked
 * beforehand, and those whose address has changed are asked about once more, in full.
 */
import { window } from '../exits/window.ts';
import type { Engine } from '../../engine/engineContract.ts';
import type { CredentialsStore } from '../engine/credentialsStore.ts';
import {
  contactLines,
  contactRows,
  type FirstContact,
  nameAndAddress,
  pinOf,
  trustedBy,
  namedByOfAll,
} from './firstContact.ts';

/** What has to remember the user's word. */
export interface Trusting {
  readonly engine: Pick<Engine, 'trust' | 'pins'>;
  readonly credentials: Pick<CredentialsStore, 'confirm'>;
}

/**
 * Asks, and remembers what the user trusts: the address for the credentials, and the certificate as a pin where no
 * authority vouches for it.
 * @returns those that are trusted now
 */
export async function askForTrust(
  contacts: readonly FirstContact[],
  trusting: Trusting,
): Promise<readonly FirstContact[]> {
  const trusted = await ask(contacts);
  for (const pin of trusted.map(pinOf)) if (pin !== null) trusting.engine.trust(pin);
  for (const role of ['panorama', 'firewall'] as const) {
    const ofRole = trusted.filter((contact) => contact.role === role);
    await trusting.credentials.confirm(
      role,
      new Map(ofRole.map((contact) => [contact.address, trustedBy(contact)])),
    );
  }
  return trusted;
}

/** @returns those the user trusts; none when the question was closed */
async function ask(contacts: readonly FirstContact[]): Promise<readonly FirstContact[]> {
  const [first] = contacts;
  if (first === undefined) return [];
  if (contacts.length === 1) return (await isAgreed([first])) ? [first] : [];
  const picked = await pick(contacts);
  const moved = picked.filter((contact) => contact.moved !== null);
  const agreed = picked.filter((contact) => contact.moved === null);
  // As many at a time as a dialog shows in full: nothing is trusted that was not seen.
  for (let from = 0; from < moved.length; from += SHOWN_IN_FULL) {
    const some = moved.slice(from, from + SHOWN_IN_FULL);
    if (!(await isAgreed(some))) break;
    agreed.push(...some);
  }
  return agreed;
}

const SHOWN_IN_FULL = 4;

async function pick(contacts: readonly FirstContact[]): Promise<readonly FirstContact[]> {
  const moved = contacts.filter((contact) => contact.moved !== null);
  const by = namedByOfAll(contacts);
  const picked = await window.showQuickPick(contactRows(contacts), {
    canPickMany: true,
    ignoreFocusOut: true,
    matchOnDescription: true,
    matchOnDetail: true,
    title: `Trust ${contacts.length} devices${by === null ? '' : ` named by ${by}`} with your credentials?`,
    placeHolder:
      moved.length === 0
        ? 'Nothing is sent to those without a tick.'
        : `${moved.length} with a new address stand first. Nothing is sent to those without a tick.`,
  });
  return (picked ?? []).map(({ contact }) => contact);
}

async function isAgreed(contacts: readonly FirstContact[]): Promise<boolean> {
  const [one] = contacts;
  const question =
    one !== undefined && contacts.length === 1
      ? `Trust ${nameAndAddress(one)} with your credentials?`
      : `Trust ${contacts.length} devices at new addresses with your credentials?`;
  const shown = contacts.map((contact) =>
    contacts.length === 1 ? contactLines(contact) : `${nameAndAddress(contact)}\n${contactLines(contact)}`,
  );
  const detail = [...shown, advice(contacts)].join('\n\n');
  return (await window.showWarningMessage(question, { modal: true, detail }, 'Trust')) === 'Trust';
}

function advice(contacts: readonly FirstContact[]): string {
  if (contacts.some(({ moved }) => moved !== null)) {
    return 'Do this only if you know that the address has changed. Otherwise somebody else would be sent your password.';
  }
  return contacts.every(({ presented }) => presented.vouchedBy !== 'nothing')
    ? 'Nothing was sent yet.'
    : 'Nothing was sent yet. Compare the fingerprint with the one on the device.';
}
