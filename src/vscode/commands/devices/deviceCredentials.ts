/** *Set Credentials…* and *Remove Credentials* on a firewall: its own, which go before those of all firewalls. */
import { window } from '../../exits/window.ts';
import { deviceName } from '../../trees/deviceLook.ts';
import { addressName } from '../../trust/trustingOne.ts';
import { askCredentials } from '../asking/askCredentials.ts';
import { onEngine } from '../asking/commandParts.ts';
import { chosenDevice } from '../asking/picks.ts';

export const setDeviceCredentials = onEngine(async ({ engine, settings, credentials }, _parts, target) => {
  const device = await chosenDevice(engine, target, 'Set the credentials of which device?');
  if (device === null) return;
  const address = addressName(device.address, settings.firewall.port);
  const entered = await askCredentials(`Credentials for ${deviceName(device)} alone`);
  if (entered === null) return;
  await credentials.saveDevice(address, entered);
  engine.forgetLogins();
  void window.showInformationMessage(
    `The credentials for ${deviceName(device)} (${address}) are stored in the editor’s secret storage. They go before those for all firewalls.`,
  );
});

export const removeDeviceCredentials = onEngine(async ({ engine, settings, credentials }, _parts, target) => {
  const device = await chosenDevice(engine, target, 'Remove the credentials of which device?');
  if (device === null) return;
  const wereStored = await credentials.removeDevice(addressName(device.address, settings.firewall.port));
  engine.forgetLogins();
  const name = deviceName(device);
  void window.showInformationMessage(
    wereStored
      ? `The credentials for ${name} alone are removed. From now on it is sent those for all firewalls.`
      : `${name} has no credentials of its own. Nothing was removed.`,
  );
});
