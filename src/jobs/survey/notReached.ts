/** Which failures mean that a device could not be asked at all, as against one that answered and was in trouble. */
import type { DeviceErrorKind } from '../../panos/errors.ts';

export const notReached: ReadonlySet<DeviceErrorKind> = new Set([
  'unreachable',
  'untrusted_certificate',
  'pin_mismatch',
  'no_answer',
  'authentication',
  'no_credentials',
  'outside_simulation',
  'unconfirmed_address',
  'not_an_answer',
  'http_status',
]);
