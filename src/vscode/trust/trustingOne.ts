/** Doing something with one device, with the question before its first credentials in between where that is needed. */
import { type AddressName, readAddress } from '../../panos/address.ts';
import { DeviceError } from '../../panos/errors.ts';
import { editorError } from '../editorTroubles.ts';
import { askForTrust, type Trusting } from './askForTrust.ts';
import { withKnownPin } from './changedCertificate.ts';
import { type FirstContact, nameAndAddress } from './firstContact.ts';

/**
 * The form under which pins and credentials of an address are kept.
 * @throws UserError when the text is no address
 */
export function addressName(text: string, defaultPort: number): AddressName {
  const address = readAddress(text, defaultPort);
  if (address === null) throw editorError({ code: 'not_an_address', text });
  return address;
}

/**
 * Does something with one device; when it stops before it sends anything, asks for trust and does it again.
 * @throws what `work` throws; UserError when the user does not trust the device; CertificateChangedError when another
 *   certificate is pinned
 */
export async function trustingOne<T>(
  device: Omit<FirstContact, 'presented' | 'moved'>,
  trusting: Trusting,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const presented = whoWasStopped(error);
    if (presented === null) throw withKnownPin(error, device.name, device.address, trusting.engine.pins());
    const trusted = await askForTrust([{ ...device, presented, moved: null }], trusting);
    if (trusted.length === 0) throw editorError({ code: 'not_trusted', who: nameAndAddress(device) });
    return work();
  }
}

function whoWasStopped(error: unknown): FirstContact['presented'] | null {
  const isStopped =
    error instanceof DeviceError &&
    (error.kind === 'untrusted_certificate' || error.kind === 'unconfirmed_address');
  return isStopped ? (error.presented ?? null) : null;
}
