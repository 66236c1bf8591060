/** The certificates the user trusts, by address: set by hand, so the journal comes first and the database follows it. */
import type { Engine } from './engineContract.ts';
import { formatAddress, requireAddress, type ManagementAddress } from '../panos/address.ts';
import { type Fingerprint, requireFingerprint } from '../panos/fingerprint.ts';
import type { Store } from '../store/openStore.ts';
import type { Pin } from '../workflow/setByHand.ts';
import type { EngineSettings } from './settings/engineSettings.ts';

export interface OwnerPins {
  /** The fingerprint trusted for an address. */
  readonly pinFor: (address: ManagementAddress) => Fingerprint | undefined;
  readonly calls: Pick<Engine, 'pins' | 'trust'>;
}

export function ownerPins(
  { journal, pinRows }: Pick<Store, 'journal' | 'pinRows'>,
  { firewall }: Pick<EngineSettings, 'firewall'>,
): OwnerPins {
  const pins = pinRows.all();
  return {
    pinFor: (address) => pins.get(formatAddress(address))?.fingerprint,
    calls: {
      pins: () => [...pins.values()].toSorted((a, b) => a.address.localeCompare(b.address)),

      trust(trusted) {
        const address = formatAddress(requireAddress(trusted.address, firewall.port));
        const fingerprint = requireFingerprint(trusted.fingerprint);
        const pin: Pin = { address, fingerprint, subject: trusted.subject, validTo: trusted.validTo };
        journal.append({ kind: 'PIN_TRUSTED', data: pin });
        pinRows.set(pin);
        pins.set(address, pin);
      },
    },
  };
}
