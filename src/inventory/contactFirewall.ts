/** Speaks with one firewall during a discovery, and says in words how that ended instead of throwing. */
import type { DeviceClient } from '../panos/client/client.ts';
import { isDeviceError } from '../panos/errors.ts';
import { readFirewallItself, type ReadingOptions } from './firewallReading.ts';
import type { LockOutGuard } from '../panos/client/lockOutGuard.ts';
import type { Contact } from './sighting.ts';
import { quoted } from '../ports/outsideText.ts';

export interface FirewallToContact {
  readonly serial: string;
  /** Empty when nobody tells one. */
  readonly address: string;
  /** Null when the address is none. */
  readonly client: DeviceClient | null;
}

const notAsked: Contact = {
  kind: 'not_asked',
  reason: 'The discovery was cancelled before this firewall answered.',
};

/** @throws only what is a defect of this program. */
export async function contactFirewall(
  { serial, address, client }: FirewallToContact,
  guard: LockOutGuard,
  options: ReadingOptions,
): Promise<Contact> {
  if (options.signal?.aborted === true) return notAsked;
  const closed = guard.whyClosed();
  if (closed !== null) return { kind: 'unreachable', reason: `Not asked: ${closed}.` };
  if (client === null) return { kind: 'unreachable', reason: withoutAddress(address) };
  try {
    const reading = await readFirewallItself(client, options);
    guard.accepted();
    if (reading.info.serial === serial) return { kind: 'answered', reading };
    return {
      kind: 'other_device',
      reason: `At ${address} answers the device ${reading.info.serial} (${reading.info.hostname}), not ${serial}. Two devices may share this address, or it was replaced.`,
    };
  } catch (error) {
    if (!isDeviceError(error)) throw error;
    if (error.kind === 'cancelled') return notAsked;
    if (error.kind === 'authentication') guard.refused();
    const untrusted = isDeviceError(error, 'untrusted_certificate', 'unconfirmed_address')
      ? error.presented
      : undefined;
    const changed = error.kind === 'pin_mismatch' ? error.presented : undefined;
    return { kind: 'unreachable', reason: error.message, untrusted, changed };
  }
}

function withoutAddress(address: string): string {
  return address === ''
    ? 'Panorama tells no management address for it. Add the firewall by its address.'
    : `${quoted(address)} is not a management address. Add the firewall by its address.`;
}
