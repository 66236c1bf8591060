/** Asking the user whether to pin certificates nobody has vouched for: once for a whole batch. */
import { window } from 'vscode';
import type { Engine } from '../engineContract.ts';
import { formatAddress, parseAddress } from '../panos/address.ts';
import { DeviceError, type CertificateSummary } from '../panos/errors.ts';
import { UserError } from '../ports/userError.ts';

export interface UntrustedDevice {
  /** Host name, for people. */
  readonly name: string;
  /** As pinAddress gives it. */
  readonly address: string;
  readonly certificate: CertificateSummary;
}

/** @returns those the user trusts; empty when the question was closed */
export async function askForTrust(devices: readonly UntrustedDevice[]): Promise<readonly UntrustedDevice[]> {
  const [first] = devices;
  if (first === undefined) return [];
  return devices.length === 1 ? askForOne(first) : askForMany(devices);
}

async function askForOne(device: UntrustedDevice): Promise<readonly UntrustedDevice[]> {
  const { fingerprint, subject, validTo } = device.certificate;
  const answer = await window.showWarningMessage(
    `Trust the certificate of ${nameAndAddress(device)}?`,
    {
      modal: true,
      detail:
        `No authority that this machine trusts has signed it. Compare its fingerprint with the one on the device.\n\n` +
        `SHA-256 ${fingerprint}\nSubject ${subject}\nValid to ${validTo}`,
    },
    'Trust',
  );
  return answer === 'Trust' ? [device] : [];
}

async function askForMany(devices: readonly UntrustedDevice[]): Promise<readonly UntrustedDevice[]> {
  const items = devices.map((device) => ({
    label: nameAndAddress(device),
    description: `${device.certificate.subject} · valid to ${device.certificate.validTo}`,
    detail: compactFingerprint(device.certificate.fingerprint),
    device,
  }));
  const picked = await window.showQuickPick(items, {
    canPickMany: true,
    ignoreFocusOut: true,
    title: `Trust the certificates of ${devices.length} devices?`,
    placeHolder: 'No trusted authority has signed them. Tick those whose SHA-256 is right.',
  });
  return (picked ?? []).map(({ device }) => device);
}

/** Without colons, in lower case, in groups: written as usual it would be cut off at the end of the row. */
function compactFingerprint(fingerprint: string): string {
  return fingerprint
    .replaceAll(':', '')
    .toLowerCase()
    .replace(/.{8}(?=.)/g, '$& ');
}

function nameAndAddress({ name, address }: UntrustedDevice): string {
  return name === address || name === '' ? address : `${name} (${address})`;
}

/**
 * The form under which the engine keeps the pin of an address.
 * @throws UserError when the text is no address
 */
export function pinAddress(text: string, defaultPort: number): string {
  const address = parseAddress(text, defaultPort);
  if (address === null) throw new UserError(`"${text}" is not a management address. Nothing was sent.`);
  return formatAddress(address);
}

/**
 * Does something with one device; when its certificate is unknown, asks for trust and does it again.
 * @param address as pinAddress gives it
 * @throws what `work` throws, also the certificate error when the user does not trust it
 */
export async function trustingOne<T>(
  address: string,
  engine: Pick<Engine, 'trust'>,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof DeviceError) || error.kind !== 'untrusted_certificate') throw error;
    if (error.presented === undefined) throw error;
    const trusted = await askForTrust([{ name: address, address, certificate: error.presented }]);
    if (trusted.length === 0) throw error;
    engine.trust(address, error.presented.fingerprint);
    return work();
  }
}
