/** *Test Connection*: to Panorama or one firewall, said in one sentence. */
import { ProgressLocation } from 'vscode';
import { window } from '../../exits/window.ts';
import type { Engine } from '../../../engine/engineContract.ts';
import type { EngineSettings } from '../../../engine/settings/engineSettings.ts';
import { DEFAULT_API_PORT } from '../../../panos/address.ts';
import { editorError } from '../../editorTroubles.ts';
import { deviceName } from '../../trees/deviceLook.ts';
import type { FirstContact } from '../../trust/firstContact.ts';
import { namedByPanorama, namedBySetting, namedByUser } from '../../trust/namedBy.ts';
import { addressName, trustingOne } from '../../trust/trustingOne.ts';
import { withAbort } from '../../exits/withAbort.ts';
import { onEngine } from '../asking/commandParts.ts';
import { targetSerial } from '../asking/targets.ts';

interface Target extends Pick<FirstContact, 'name' | 'address' | 'role' | 'namedBy'> {
  /** Null: Panorama. */
  readonly serial: string | null;
}

export const testConnection = onEngine(async ({ engine, settings, credentials }, _parts, row) => {
  const serial = targetSerial(row);
  const target = serial === null ? await pickTarget(engine, settings) : firewall(engine, settings, serial);
  if (target === null) return;
  const title = `Testing the connection to ${target.name}`;
  const answer = await trustingOne(target, { engine, credentials }, () =>
    withAbort({ location: ProgressLocation.Notification, title, cancellable: true }, (signal) =>
      engine.testConnection(target.serial, signal),
    ),
  );
  void window.showInformationMessage(answer);
});

async function pickTarget(engine: Engine, settings: EngineSettings): Promise<Target | null> {
  const { host } = settings.panorama;
  const targets: Target[] = [
    ...(host === null
      ? []
      : [
          {
            serial: null,
            name: 'Panorama',
            address: addressName(host, DEFAULT_API_PORT),
            role: 'panorama' as const,
            namedBy: namedBySetting,
          },
        ]),
    ...engine.inventory.devices().map(({ serial }) => firewall(engine, settings, serial)),
  ];
  if (targets.length === 0) throw editorError({ code: 'nothing_to_connect_to' });
  const items = targets.map((target) => ({ label: target.name, description: target.address, target }));
  const placeHolder = 'Test the connection to';
  return (await window.showQuickPick(items, { placeHolder, matchOnDescription: true }))?.target ?? null;
}

function firewall(engine: Engine, settings: EngineSettings, serial: string): Target {
  const device = engine.inventory.get(serial);
  if (device === undefined) throw editorError({ code: 'device_not_found', serial });
  return {
    serial,
    name: deviceName(device),
    address: addressName(device.address, settings.firewall.port),
    role: 'firewall',
    namedBy: device.source === 'manual' ? namedByUser : namedByPanorama(settings.panorama.host),
  };
}
