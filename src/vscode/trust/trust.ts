/** Asking the user whether to pin certificates: unknown ones once for a whole batch, changed ones one by one seen. */
import { window } from 'vscode';
import type { Engine } from '../../engine/engineContract.ts';
import { formatAddress, parseAddress } from '../../panos/address.ts';
import { DeviceError, type CertificateSummary } from '../../panos/errors.ts';
import { editorError } from '../editorTroubles.ts';
import type { Pin } from '../../workflow/journalRecord.ts';
import { certificateLines, type ChangedCertificate, oldAndNew, withKnownPin } from './changedCertificate.ts';
import { plainLabel } from '../words/markdown.ts';

export interface UntrustedDevice {
  /** Host name, for people. */
  readonly name: string;
  /** As pinAddress gives it. */
  readonly address: string;
  readonly certificate: CertificateSummary;
}

/** @returns the pins of those the user trusts; none when the question was closed */
export async function askForTrust(devices: readonly UntrustedDevice[]): Promise<readonly Pin[]> {
  const [first] = devices;
  if (first === undefined) return [];
  const trusted = devices.length === 1 ? await askForOne(first) : await askForMany(devices);
  return trusted.map(({ address, certificate }) => ({ ...certificate, address }));
}

async function askForOne(device: UntrustedDevice): Promise<readonly UntrustedDevice[]> {
  const answer = await window.showWarningMessage(
    `Trust the certificate of ${nameAndAddress(device)}?`,
    {
      modal: true,
      detail:
        `No authority that this machine trusts has signed it. Compare its fingerprint with the one on the device.\n\n` +
        certificateLines(device.certificate),
    },
    'Trust',
  );
  return answer === 'Trust' ? [device] : [];
}

async function askForMany(devices: readonly UntrustedDevice[]): Promise<readonly UntrustedDevice[]> {
  const items = devices.map((device) => ({
    label: plainLabel(nameAndAddress(device)),
    description: plainLabel(`${device.certificate.subject} · valid to ${device.certificate.validTo}`),
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
      ? `Trust the new certificate of ${one.name} instead of the pinned one?`
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
  return trusted.map(({ pinned, presented }) => ({ ...presented, address: pinned.address }));
}

async function pickChanged(changes: readonly ChangedCertificate[]): Promise<readonly ChangedCertificate[]> {
  const items = changes.map((change) => ({
    label: plainLabel(change.name),
    description: plainLabel(
      `${change.presented.subject ?? ''} · valid to ${change.presented.validTo ?? '?'}`,
    ),
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

/** Without colons, in lower case, in groups: written as usual it would be cut off at the end of the row. */
export function compactFingerprint(fingerprint: string): string {
  return fingerprint
    .replaceAll(':', '')
    .toLowerCase()
    .replace(/.{8}(?=.)/g, '$& ');
}

/** Both fit into one row only by their beginnings; the question after it has them in full. */
export function beginnings(before: Pick<Pin, 'fingerprint'>, after: Pick<Pin, 'fingerprint'>): string {
  const [from, to] = [before, after].map(({ fingerprint }) => compactFingerprint(fingerprint).slice(0, 35));
  return `${from}… → ${to}…`;
}

const SHOWN_IN_FULL = 4;

/** As many as a dialog holds. */
export function inFull(changes: readonly ChangedCertificate[]): string {
  const [one] = changes;
  if (one !== undefined && changes.length === 1) return oldAndNew(one);
  const shown = changes.slice(0, SHOWN_IN_FULL).map((change) => `${change.name}\n${oldAndNew(change)}`);
  const more = changes.length - shown.length;
  return [...shown, ...(more === 0 ? [] : [`… and ${more} more`])].join('\n\n');
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
  if (address === null) throw editorError({ code: 'not_an_address', text });
  return formatAddress(address);
}

/**
 * Does something with one device; when its certificate is unknown, asks for trust and does it again.
 * @param address as pinAddress gives it
 * @throws what `work` throws, also the certificate error when the user does not trust it;
 *   CertificateChangedError when another certificate is pinned
 */
export async function trustingOne<T>(
  address: string,
  engine: Pick<Engine, 'trust' | 'pins'>,
  work: () => Promise<T>,
  name = address,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof DeviceError) || error.kind !== 'untrusted_certificate')
      throw withKnownPin(error, name, address, engine.pins());
    if (error.presented === undefined) throw error;
    const [pin] = await askForTrust([{ name, address, certificate: error.presented }]);
    if (pin === undefined) throw error;
    engine.trust(pin);
    return work();
  }
}
