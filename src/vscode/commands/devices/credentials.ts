/** *Set Panorama Credentials…* and *Set Firewall Credentials…*: kept with the addresses they may be sent to. */
import { window } from '../../exits/window.ts';
import { DEFAULT_API_PORT } from '../../../panos/address.ts';
import { editorError } from '../../editorTroubles.ts';
import type { OpenedEngine } from '../../engine/engineHolder.ts';
import { addressName } from '../../trust/trustingOne.ts';
import { askCredentials } from '../asking/askCredentials.ts';
import { onEngine } from '../asking/commandParts.ts';

export const setPanoramaCredentials = onEngine(async ({ engine, settings, credentials, simulation }) => {
  refuseForSimulated(simulation);
  const { host } = settings.panorama;
  if (host === null) throw editorError({ code: 'no_panorama' });
  const address = addressName(host, DEFAULT_API_PORT);
  const entered = await askCredentials(`Credentials for Panorama at ${address}`);
  if (entered === null) return;
  const pin = engine.pins().find((one) => one.address === address);
  const addresses = new Map([[address, pin?.fingerprint ?? ('authority' as const)]]);
  await credentials.saveAccount('panorama', { credentials: entered, addresses });
  engine.forgetLogins();
  void window.showInformationMessage(
    `The credentials for Panorama are stored in the editor’s secret storage. They are sent to ${address} alone.`,
  );
});

/** Who has trusted a fleet with one password has trusted it with the next: the addresses stay. */
export const setFirewallCredentials = onEngine(async ({ engine, credentials, simulation }) => {
  refuseForSimulated(simulation);
  const entered = await askCredentials('Credentials for all firewalls');
  if (entered === null) return;
  const addresses = (await credentials.account('firewall'))?.addresses ?? new Map();
  await credentials.saveAccount('firewall', { credentials: entered, addresses });
  engine.forgetLogins();
  const where =
    addresses.size === 0
      ? 'They are sent to no firewall before you have trusted its address.'
      : `They are sent to the ${addresses.size === 1 ? '1 address' : `${addresses.size} addresses`} you have trusted, and to others when you trust them.`;
  void window.showInformationMessage(
    `The credentials for all firewalls are stored in the editor’s secret storage. ${where}`,
  );
});

function refuseForSimulated(simulation: OpenedEngine['simulation']): void {
  if (simulation !== null) throw editorError({ code: 'fleet_has_credentials' });
}
