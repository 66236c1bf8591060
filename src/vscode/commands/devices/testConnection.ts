/** *Test Connection*: to Panorama or one firewall, said in one sentence. */
import { ProgressLocation, window } from 'vscode';
import type { Engine } from '../../../engine/engineContract.ts';
import type { EngineSettings } from '../../../engine/settings/engineSettings.ts';
import { DEFAULT_API_PORT } from '../../../panos/address.ts';
import { editorError } from '../../editorTroubles.ts';
import { plainMessage } from '../../words/markdown.ts';
import { deviceName } from '../../trees/deviceLook.ts';
import { pinAddress, trustingOne } from '../../trust/trust.ts';
import { withAbort } from '../../withAbort.ts';
import { onEngine } from '../asking/commandParts.ts';
import { targetSerial } from '../asking/targets.ts';

interface Target {
  /** Null: Panorama. */
  readonly serial: string | null;
  readonly name: string;
  readonly address: string;
}

export const testConnection = onEngine(async ({ engine, settings }, _parts, row) => {
  const serial = targetSerial(row);
  const target = serial === null ? await pickTarget(engine, settings) : firewall(engine, settings, serial);
  if (target === null) return;
  const { name, address } = target;
  const title = plainMessage(`Testing the connection to ${name}`);
  const answer = await trustingOne(
    address,
    engine,
    () =>
      withAbort({ location: ProgressLocation.Notification, title, cancellable: true }, (signal) =>
        engine.testConnection(target.serial, signal),
      ),
    name,
  );
  void window.showInformationMessage(plainMessage(answer));
});

async function pickTarget(engine: Engine, settings: EngineSettings): Promise<Target | null> {
  const { host } = settings.panorama;
  const targets: Target[] = [
    ...(host === null
      ? []
      : [{ serial: null, name: 'Panorama', address: pinAddress(host, DEFAULT_API_PORT) }]),
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
    address: pinAddress(device.address, settings.firewall.port),
  };
}
