/** Which buttons help with a device that could not be asked or refused, by the kind of its error: all of them by type. */
import type { DeviceError, DeviceErrorKind } from '../../panos/errors.ts';
import { type Button, type ButtonId, buttons, openSettings } from './buttons.ts';

/** Each where one of those credentials was refused or is missing: Panorama's, a firewall's own, or those of all firewalls. */
const credentials = ['setPanoramaCredentials', 'setDeviceCredentials', 'setFirewallCredentials'] as const;

export const deviceHelp: Readonly<Record<DeviceErrorKind, readonly ButtonId[]>> = {
  unreachable: ['testConnection', 'showLog'],
  untrusted_certificate: ['testConnection', 'openSettings'],
  pin_mismatch: ['trustNewCertificate', 'keepStopped'],
  no_answer: ['testConnection', 'showLog'],
  authentication: [...credentials, 'testConnection'],
  session_ended: ['testConnection', 'showLog'],
  not_authorized: [...credentials, 'showLog'],
  device_refused: ['showLog'],
  not_an_answer: ['testConnection', 'showLog'],
  http_status: ['testConnection', 'showLog'],
  answer_too_large: ['showLog'],
  cancelled: [],
  unconfirmed_address: ['testConnection', 'showLog'],
  no_credentials: [...credentials],
  outside_simulation: ['stopSimulatedFleet'],
};

/** In which asking again does not help before somebody has done something. */
export const needsSomebody: ReadonlySet<DeviceErrorKind> = new Set([
  'untrusted_certificate',
  'pin_mismatch',
  'authentication',
  'not_authorized',
  'unconfirmed_address',
  'no_credentials',
  'outside_simulation',
]);

/** What the engine calls Panorama in its errors. */
const PANORAMA = 'Panorama';

export function deviceActions({
  kind,
  device,
  hasOwnCredentials,
}: Pick<DeviceError, 'kind' | 'device' | 'hasOwnCredentials'>): readonly Button[] {
  const used = device === PANORAMA ? credentials[0] : credentials[hasOwnCredentials ? 1 : 2];
  return deviceHelp[kind].flatMap((id): readonly Button[] => {
    switch (id) {
      case 'setPanoramaCredentials':
      case 'setDeviceCredentials':
      case 'setFirewallCredentials':
        return id === used ? [buttons[id]] : [];
      case 'openSettings':
        return [openSettings('panosUpgrade.tls.caFile')];
      case 'trustNewCertificate':
        // Which pin is meant is known only where one device is asked by its address: that is offered instead.
        return [buttons.testConnection];
      default:
        return [buttons[id]];
    }
  });
}
