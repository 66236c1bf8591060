/** Which buttons help with a device that could not be asked or refused, by the kind of its error: all of them by type. */
import type { DeviceError, DeviceErrorKind } from '../../panos/errors.ts';
import { type Button, type ButtonId, buttons, openSettings } from './buttons.ts';

/** Of Panorama only `setPanoramaCredentials` of the two, of a firewall only the other. */
export const deviceHelp: Readonly<Record<DeviceErrorKind, readonly ButtonId[]>> = {
  unreachable: ['testConnection', 'showLog'],
  untrusted_certificate: ['testConnection', 'openSettings'],
  pin_mismatch: ['trustNewCertificate', 'keepStopped'],
  no_answer: ['testConnection', 'showLog'],
  authentication: ['setPanoramaCredentials', 'setFirewallCredentials', 'testConnection'],
  session_ended: ['testConnection', 'showLog'],
  not_authorized: ['setPanoramaCredentials', 'setFirewallCredentials', 'showLog'],
  device_refused: ['showLog'],
  not_an_answer: ['testConnection', 'showLog'],
  http_status: ['testConnection', 'showLog'],
  answer_too_large: ['showLog'],
  cancelled: [],
  unconfirmed_address: ['testConnection', 'showLog'],
  no_credentials: ['setPanoramaCredentials', 'setFirewallCredentials'],
  outside_simulation: ['stopSimulatedFleet'],
};

/** What the engine calls Panorama in its errors. */
const PANORAMA = 'Panorama';

export function deviceActions({ kind, device }: Pick<DeviceError, 'kind' | 'device'>): readonly Button[] {
  const isPanorama = device === PANORAMA;
  return deviceHelp[kind].flatMap((id): readonly Button[] => {
    switch (id) {
      case 'setPanoramaCredentials':
        return isPanorama ? [buttons[id]] : [];
      case 'setFirewallCredentials':
        return isPanorama ? [] : [buttons[id]];
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
