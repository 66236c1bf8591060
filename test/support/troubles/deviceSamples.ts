/** A device's errors, made up: each kind, with everything that may be said of what happened. */
import { type Delivery, DeviceError, type DeviceErrorKind } from '../../../src/panos/errors.ts';

/** Without a full stop, as `DeviceError.what` has it; `test/unit/vscode/actions/errorsDocument.test.ts` finds each in src. */
const whats: Readonly<Record<DeviceErrorKind, readonly [Delivery, ...string[]]>> = {
  unreachable: [
    'not_sent',
    'the connection was refused',
    'the host name is not known',
    'there is no route to it',
    'nothing answers at this address',
    'no connection within 10 s',
    'no TLS connection came about (ECONNRESET)',
  ],
  untrusted_certificate: [
    'not_sent',
    'the certificate AA:BB is neither pinned nor trusted (self-signed certificate)',
  ],
  pin_mismatch: ['not_sent', 'the certificate is not the pinned one (pinned AA:BB, presented CC:DD)'],
  no_answer: [
    'unknown',
    'no complete answer within 30 s',
    'the connection ended before the answer was complete',
  ],
  authentication: [
    'answered',
    'the device does not accept the credentials or role, or its authentication is not up yet',
    'a login was refused a moment ago and is not repeated now, so that the account is not locked: check the credentials',
    'an earlier login got no key, and the next one is tried in 3 minutes, so that the account is not locked',
    'not asked: the last 3 logins with this account were refused or not answered, and more attempts could lock the account. The next one is tried in 30 minutes, or once the credentials are set again',
  ],
  session_ended: ['answered', 'the session is over'],
  not_authorized: [
    'answered',
    'the administrator role lacks the XML API permission Operational Requests (it says: "Unauthorized request")',
    'the device lets nobody but a superuser do this (it says: "Unauthorized request")',
    'the administrator role may not do this (it says: "Unauthorized request")',
  ],
  device_refused: [
    'answered',
    'the device refused it (it says: "Server error")',
    'the device has no such object',
  ],
  not_an_answer: [
    'answered',
    'what came back is not a complete PAN-OS answer; this is usual while a device starts',
    'the answer could not be used: no software version in it',
  ],
  http_status: ['answered', 'the web server answered with HTTP status 503'],
  answer_too_large: ['unknown', 'the answer is larger than 64 MB'],
  cancelled: ['not_sent', 'stopped as asked'],
  unconfirmed_address: [
    'not_sent',
    'nobody has said yet that the stored credentials may be sent to fw-1.example.com:443',
  ],
  no_credentials: ['not_sent', 'no credentials are stored for this device'],
  outside_simulation: [
    'not_sent',
    'this window works with a simulated fleet, and this is none of its addresses',
  ],
};

export function deviceErrorsOf(kind: DeviceErrorKind): readonly DeviceError[] {
  const [delivery, ...all] = whats[kind];
  return all.map(
    (what) => new DeviceError({ kind, delivery, what, device: 'fw-1', operation: 'show system info' }),
  );
}
