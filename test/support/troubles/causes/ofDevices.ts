/** Why each comes, and what was not done: section "With a device" of docs/ERRORS.md. */
import type { DeviceErrorKind } from '../../../../src/panos/errors.ts';
import type { Cause } from './cause.ts';

export const ofDevices: Readonly<Record<DeviceErrorKind, Cause>> = {
  unreachable: {
    cause: 'wrong address or port, no route, a firewall in between, management service off, device down',
    notDone: 'nothing was sent',
  },
  untrusted_certificate: {
    cause:
      'self-signed, or signed by an authority this machine does not know; the question whether to trust it was closed',
    notDone: 'nothing was sent',
  },
  pin_mismatch: {
    cause: 'the certificate was replaced, the device was exchanged, or somebody is in between',
    notDone: 'nothing was sent; the device stays stopped until its new certificate is trusted',
  },
  no_answer: {
    cause: 'the device is overloaded or restarts, or the connection broke',
    notDone: 'for a read nothing; what was to change the device is looked up on it',
  },
  authentication: {
    cause:
      'wrong user, password or key, a locked or expired account, a second factor that nobody confirms, a role without XML API, or a device that starts',
    notDone:
      'the request was refused; a login is tried again only when it says so, or by a job that waits for the device',
  },
  session_ended: {
    cause: 'the device ended the session (code 22), also after the same key and a new one were tried',
    notDone: 'nothing was done',
  },
  not_authorized: {
    cause: 'the role lacks the XML API permission for it, or this release wants a superuser (SECURITY.md)',
    notDone: 'the request was refused',
  },
  device_refused: { cause: "the device's own words say", notDone: 'the request was refused' },
  not_an_answer: {
    cause:
      'the device starts, something else answers at the address, or a release answers in a shape that is not known',
    notDone: 'for a read nothing; what was to change the device is looked up on it',
  },
  http_status: {
    cause: 'a proxy or another web server, a redirect, or a management server in trouble',
    notDone: 'for a read nothing; redirects are not followed',
  },
  answer_too_large: {
    cause: 'tables larger than anything known, or no PAN-OS device',
    notDone: 'the rest of the answer was not read',
  },
  cancelled: { cause: 'you pressed Cancel', notDone: 'what had not begun' },
  unconfirmed_address: {
    cause:
      'the address is new, or Panorama, a setting or a device names another one than before; the question whether to trust it was closed',
    notDone: 'nothing was sent but a TLS handshake',
  },
  no_credentials: {
    cause: 'nothing was set for Panorama, for all firewalls, or for this one',
    notDone: 'nothing was sent',
  },
  outside_simulation: {
    cause: 'a firewall was added by its address, or is listed, that does not belong to the fleet',
    notDone: 'no connection was opened, nothing was sent',
  },
};
