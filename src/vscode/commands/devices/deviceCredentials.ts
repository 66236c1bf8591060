/** *Set Credentials…* and *Remove Credentials* on a firewall: its own, which go before those of all firewalls; or none. */
import { window } from '../../exits/window.ts';
import { requireAddress } from '../../../panos/address.ts';
import type { CredentialsForAddress } from '../../../panos/client/client.ts';
import { deviceName } from '../../trees/deviceLook.ts';
import { addressName } from '../../trust/trustingOne.ts';
import { askCredentials } from '../asking/askCredentials.ts';
import { onEngine } from '../asking/commandParts.ts';
import { chosenDevice } from '../asking/picks.ts';

export const setDeviceCredentials = onEngine(async ({ engine, settings, credentials }, _parts, target) => {
  const device = await chosenDevice(engine, target, 'Set the credentials of which device?');
  if (device === null) return;
  const address = addressName(device.address, settings.firewall.port);
  const entered = await askCredentials(`Credentials for ${deviceName(device)} at ${address} alone`);
  if (entered === null) return;
  await credentials.saveDevice(address, entered);
  engine.forgetLogins();
  void window.showInformationMessage(
    `The credentials for ${deviceName(device)} (${address}) are stored in the editor’s secret storage. They go before those for all firewalls.`,
  );
});

export const removeDeviceCredentials = onEngine(async (opened, _parts, target) => {
  const { engine, settings, credentials, simulation } = opened;
  const device = await chosenDevice(engine, target, 'Remove the credentials of which device?');
  if (device === null) return;
  const address = addressName(device.address, settings.firewall.port);
  const name = deviceName(device);
  if (await credentials.removeDevice(address)) {
    engine.forgetLogins();
    const next = await credentials.forAddress(
      requireAddress(address, settings.firewall.port),
      'firewall',
      engine.pins().find((pin) => pin.address === address)?.fingerprint,
    );
    void window.showInformationMessage(
      `The credentials for ${name} alone are removed. ${simulation === null ? whatItIsSent(next) : ofTheFleet}`,
    );
    return;
  }
  if (simulation !== null) {
    void window.showInformationMessage(`${name} has no credentials of its own. ${ofTheFleet}`);
    return;
  }
  if ((await credentials.account('firewall'))?.addresses.has(address) !== true) {
    void window.showInformationMessage(`Nothing is sent to ${name} (${address}). Nothing was removed.`);
    return;
  }
  const stop = 'Stop Sending Them';
  const answer = await window.showWarningMessage(
    `${name} has no credentials of its own. Stop sending it those for all firewalls?`,
    {
      modal: true,
      detail: `Nothing more is sent to ${address} until you trust it again. Its jobs fail there.`,
    },
    stop,
  );
  if (answer !== stop) return;
  await credentials.withdraw('firewall', address);
  engine.forgetLogins();
  void window.showInformationMessage(
    `Nothing more is sent to ${name} (${address}) until you trust it again.`,
  );
});

const ofTheFleet = 'It is sent those of the simulated fleet.';

function whatItIsSent(next: CredentialsForAddress): string {
  return next === null || next.kind === 'unconfirmed'
    ? 'From now on it is sent nothing.'
    : 'From now on it is sent those for all firewalls.';
}
