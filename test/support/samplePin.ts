/** Pins as tests need them: an address, and a fingerprint that is one pair of digits all along. */
import { type Fingerprint, requireFingerprint } from '../../src/panos/fingerprint.ts';
import { type Pin, pinSchema } from '../../src/workflow/setByHand.ts';

/** @param pair two hexadecimal digits */
export function sampleFingerprint(pair: string): Fingerprint {
  return requireFingerprint(pair.repeat(32));
}

export function samplePin(
  address: string,
  pair = 'AA',
  more: { subject?: string; validTo?: string } = {},
): Pin {
  return pinSchema.parse({ address, fingerprint: pair.repeat(32), ...more });
}
