/** *Add Firewall…*: one firewall by its address, without Panorama. */
import { ProgressLocation } from 'vscode';
import { window } from '../../exits/window.ts';
import { parseAddress } from '../../../panos/address.ts';
import { panosError } from '../../../panos/panosTroubles.ts';
import { namedByUser } from '../../trust/namedBy.ts';
import { addressName, trustingOne } from '../../trust/trustingOne.ts';
import { withAbort } from '../../exits/withAbort.ts';
import { addedFirewall } from './addedFirewall.ts';
import { onEngine } from '../asking/commandParts.ts';

export const addFirewall = onEngine(async ({ engine, settings, credentials }) => {
  const entered = await window.showInputBox({
    title: 'Add Firewall',
    prompt: 'Management address: a host name, IPv4 or IPv6 address, optionally with a port.',
    placeHolder: 'fw.example.com, 10.1.1.10 or [2001:db8::1]:8443',
    ignoreFocusOut: true,
    validateInput: (text) =>
      text.trim() === '' || parseAddress(text) !== null
        ? null
        : panosError({ code: 'not_an_address', text: text.trim() }).message,
  });
  const address = entered?.trim() ?? '';
  if (address === '') return;
  const before = new Set(engine.inventory.devices().map(({ serial }) => serial));
  const name = addressName(address, settings.firewall.port);
  const stranger = { name, address: name, role: 'firewall', namedBy: namedByUser } as const;
  const device = await trustingOne(stranger, { engine, credentials }, () =>
    withAbort(
      { location: ProgressLocation.Notification, title: `Adding ${address}`, cancellable: true },
      (signal) => engine.addFirewall(address, signal),
    ),
  );
  void window.showInformationMessage(addedFirewall(device, before.has(device.serial)));
});
