/** *Discover Devices*: progress where the user looks, one question about all new certificates, one summary. */
import { ProgressLocation } from 'vscode';
import { window } from '../../exits/window.ts';
import type { Engine } from '../../../engine/engineContract.ts';
import type { EngineSettings } from '../../../engine/settings/engineSettings.ts';
import type { DiscoveryResult } from '../../../inventory/discovery.ts';
import { type AddressName, DEFAULT_API_PORT, isSameHost } from '../../../panos/address.ts';
import type { Pin } from '../../../workflow/setByHand.ts';
import { editorError } from '../../editorTroubles.ts';
import { CertificateChangedError, type ChangedCertificate } from '../../trust/changedCertificate.ts';
import { timeWords } from '../../engine/times.ts';
import { loginsHeldSentence } from '../../words/contactWords.ts';
import { viewIds } from '../../commandIds.ts';
import { buttons } from '../../actions/buttons.ts';
import { offerActions } from '../../actions/offerActions.ts';
import { askForTrust } from '../../trust/askForTrust.ts';
import type { FirstContact } from '../../trust/firstContact.ts';
import { namedByPanorama, namedBySetting, namedByUser } from '../../trust/namedBy.ts';
import { addressName, trustingOne } from '../../trust/trustingOne.ts';
import { withAbort } from '../../exits/withAbort.ts';
import { type CommandParts, onEngine } from '../asking/commandParts.ts';
import { discoveryActions, discoverySummary } from './discoverySummary.ts';

export const discoverDevices = onEngine(async ({ engine, settings, credentials }, parts) => {
  const { host } = settings.panorama;
  if (host === null) throw editorError({ code: 'no_panorama' });
  const panorama = {
    name: 'Panorama',
    address: addressName(host, DEFAULT_API_PORT),
    role: 'panorama',
    namedBy: namedBySetting,
  } as const;
  const trusting = { engine, credentials };
  const first = await trustingOne(panorama, trusting, () => discover(engine));
  const contacts = firstContacts(first, engine, settings);
  const trusted = await askForTrust(contacts, trusting);
  const moves = new Map(
    trusted.flatMap(({ moved }) => (moved === null ? [] : [[moved.serial, moved.to] as const])),
  );
  const result = trusted.length === 0 ? first : await discover(engine, moves);
  // Not awaited: the command has ended, however long the message stays.
  const { loginsHeld } = engine;
  const held = loginsHeld === null ? '' : loginsHeldSentence(loginsHeld, timeWords(parts.holder));
  void showSummary(result, held, parts);
  void showChanged(changedCertificates(result, engine, settings));
});

function firstContacts(
  { untrusted }: DiscoveryResult,
  engine: Engine,
  { firewall, panorama }: EngineSettings,
): readonly FirstContact[] {
  const pins = engine.pins();
  return untrusted.map(({ serial, address: to, knownAt, hostname, source, presented }) => {
    const address = addressName(to, firewall.port);
    const from = knownAt === null ? null : addressName(knownAt, firewall.port);
    const hasAnswered = (engine.inventory.get(serial)?.lastSeenAt ?? null) !== null;
    const pin =
      from !== null
        ? (pins.find((one) => one.address === from) ?? null)
        : hasAnswered && namesNoPort(to)
          ? pinAtAnotherPort(pins, address)
          : null;
    return {
      name: hostname,
      address,
      role: 'firewall',
      namedBy: source === 'manual' ? namedByUser : namedByPanorama(panorama.host),
      presented,
      moved:
        knownAt === null && pin === null ? null : { serial, from: knownAt ?? pin?.address ?? '', to, pin },
    };
  });
}

/** Then the setting firewall.port says where it is, and may have said something else before. */
function namesNoPort(text: string): boolean {
  return addressName(text, 1) !== addressName(text, 2);
}

function pinAtAnotherPort(pins: readonly Pin[], address: AddressName): Pin | null {
  return pins.find((pin) => pin.address !== address && isSameHost(pin.address, address)) ?? null;
}

function changedCertificates(
  { changed }: DiscoveryResult,
  engine: Engine,
  settings: EngineSettings,
): readonly ChangedCertificate[] {
  const pins = new Map(engine.pins().map((pin) => [pin.address, pin]));
  return changed.flatMap(({ address, hostname, presented }) => {
    const pinned = pins.get(addressName(address, settings.firewall.port));
    return pinned === undefined ? [] : [{ name: hostname, pinned, presented }];
  });
}

/** One message for all of them: certificates of a whole fleet are replaced together. */
async function showChanged(changes: readonly ChangedCertificate[]): Promise<void> {
  const [first] = changes;
  if (first === undefined) return;
  const message =
    changes.length === 1
      ? new CertificateChangedError(first).message
      : `${changes.length} devices show another certificate than the pinned one. Nothing was sent to them. ` +
        'If nobody replaced the certificates on purpose, somebody may be in between.';
  const { trustNewCertificate, keepStopped } = buttons;
  await offerActions(
    [trustNewCertificate, keepStopped],
    (titles) => window.showWarningMessage(message, ...titles),
    changes,
  );
}

function discover(engine: Engine, agreedMoves?: ReadonlyMap<string, string>): Promise<DiscoveryResult> {
  return withAbort({ location: { viewId: viewIds.devices } }, () =>
    withAbort(
      { location: ProgressLocation.Notification, title: 'Discovering devices', cancellable: true },
      async (signal, progress) => {
        progress.report({ message: 'asking Panorama' });
        return engine.discover({
          signal,
          agreedMoves,
          onProgress: ({ done, total, hostname }) =>
            progress.report({
              message: `${done} of ${total}: ${hostname}`,
              increment: 100 / total,
            }),
        });
      },
    ),
  );
}

async function showSummary(result: DiscoveryResult, held: string, { channel }: CommandParts): Promise<void> {
  for (const { hostname, message } of result.problems) channel.warn(`Discovery: ${hostname}: ${message}`);
  const text = discoverySummary(result, held);
  const actions = discoveryActions(result);
  if (actions.length === 0) await window.showInformationMessage(text);
  else await offerActions(actions, (items) => window.showWarningMessage(text, ...items));
}
