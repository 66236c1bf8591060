/** Speaks with one firewall during a discovery, and says in words how that ended instead of throwing. */
import type { DeviceClient } from '../panos/client/client.ts';
import { type DeviceError, isDeviceError, type PresentedCertificate } from '../panos/errors.ts';
import { readFirewallItself, type ReadingOptions } from './firewallReading.ts';
import type { Contact, ContactEnding, MissedLogin } from './sighting.ts';
import { quoted } from '../ports/outsideText.ts';
import type { Serial } from '../panos/serial.ts';

export interface FirewallToContact {
  readonly serial: Serial;
  /** Empty when nobody tells one. */
  readonly address: string;
  /** Null when the address is none. */
  readonly client: DeviceClient | null;
  /** Where it has answered until now, when somebody names another address that the user has not agreed to. */
  readonly knownAt: string | null;
}

const notAsked: ContactEnding = {
  kind: 'not_asked',
  reason: 'The discovery was cancelled before this firewall answered.',
};

/** @throws only what is a defect of this program. */
export async function contactFirewall(
  firewall: FirewallToContact,
  options: ReadingOptions,
): Promise<Contact> {
  const at = options.clock.now();
  const ending = await endingOf(firewall, options);
  return { ...ending, at: ending.kind === 'answered' ? ending.reading.infoAt : at };
}

async function endingOf(
  { serial, address, client, knownAt }: FirewallToContact,
  options: ReadingOptions,
): Promise<ContactEnding> {
  if (options.signal?.aborted === true) return notAsked;
  if (client === null) return { kind: 'unreachable', reason: withoutAddress(address) };
  try {
    if (knownAt !== null) return notMoved(address, knownAt, await client.meet());
    const reading = await readFirewallItself(client, options);
    if (reading.info.serial === serial) return { kind: 'answered', reading };
    return {
      kind: 'other_device',
      reason: `At ${address} answers the device ${reading.info.serial} (${reading.info.hostname}), not ${serial}. Two devices may share this address, or it was replaced.`,
    };
  } catch (error) {
    if (!isDeviceError(error)) throw error;
    if (error.kind === 'cancelled') return notAsked;
    const untrusted = isDeviceError(error, 'untrusted_certificate', 'unconfirmed_address')
      ? error.presented
      : undefined;
    const changed = error.kind === 'pin_mismatch' ? error.presented : undefined;
    return { kind: 'unreachable', reason: error.message, untrusted, changed, login: missedLogin(error) };
  }
}

function missedLogin({ kind, delivery, isNeverAccepted }: DeviceError): MissedLogin | undefined {
  if (kind === 'no_credentials') return 'not_stored';
  if (kind !== 'authentication') return undefined;
  return delivery === 'not_sent' && !isNeverAccepted ? 'held' : 'refused';
}

/** Whoever answers there could claim its serial number, too: only the user can say that it has moved. */
function notMoved(address: string, knownAt: string, untrusted: PresentedCertificate): ContactEnding {
  const reason = `Panorama says that it is at ${address} now. Nothing was sent there: it stays known at ${knownAt} until you trust the new address.`;
  return { kind: 'unreachable', reason, untrusted };
}

function withoutAddress(address: string): string {
  return address === ''
    ? 'Panorama tells no management address for it. Add the firewall by its address.'
    : `${quoted(address)} is not a management address. Add the firewall by its address.`;
}
