/** *Test Connection*: to Panorama, one firewall, or all of a pair or a job; said in one sentence of each. */
import { ProgressLocation } from 'vscode';
import { window } from '../../exits/window.ts';
import type { Engine } from '../../../engine/engineContract.ts';
import type { OpenedEngine } from '../../engine/engineHolder.ts';
import type { EngineSettings } from '../../../engine/settings/engineSettings.ts';
import { DEFAULT_API_PORT } from '../../../panos/address.ts';
import { editorError } from '../../editorTroubles.ts';
import { deviceName } from '../../trees/deviceLook.ts';
import type { FirstContact } from '../../trust/firstContact.ts';
import { namedByPanorama, namedBySetting, namedByUser } from '../../trust/namedBy.ts';
import { addressName, trustingOne } from '../../trust/trustingOne.ts';
import { withAbort } from '../../exits/withAbort.ts';
import { onEngine } from '../asking/commandParts.ts';
import { targetJob, targetSerials } from '../asking/targets.ts';
import { describeFailure, type Failure } from '../../actions/failure.ts';
import { offerActions } from '../../actions/offerActions.ts';

interface Target extends Pick<FirstContact, 'name' | 'address' | 'role' | 'namedBy'> {
  /** Null: Panorama. */
  readonly serial: string | null;
}

export const testConnection = onEngine(async (opened, { channel }, row) => {
  const { engine, settings } = opened;
  const known = serialsToTest(engine, row).map((serial) => firewall(engine, settings, serial));
  const picked = known.length > 0 ? null : await pickTarget(engine, settings);
  const [target, ...others] = picked === null ? known : [picked];
  if (target === undefined) return;
  if (others.length === 0) {
    void window.showInformationMessage(await answerOf(target, opened));
    return;
  }
  const failures: Failure[] = [];
  const answers: string[] = [];
  for (const one of [target, ...others]) {
    try {
      answers.push(await answerOf(one, opened));
    } catch (error) {
      const failure = describeFailure('Test Connection', error);
      // The user has ended it.
      if (failure === null) throw error;
      failures.push(failure);
      answers.push(failure.message);
      channel.error(`Test Connection: ${failure.message}`);
    }
  }
  const buttons = new Map(failures.flatMap(({ actions }) => actions).map((action) => [action.id, action]));
  const show = failures.length === 0 ? window.showInformationMessage : window.showWarningMessage;
  void offerActions([...buttons.values()], (titles) => show(answers.join(' '), ...titles), row);
});

/** All devices of the job whose button it was, else those of the row. */
function serialsToTest(engine: Engine, row: unknown): readonly string[] {
  const isAboutJob = typeof row === 'object' && row !== null && 'jobId' in row;
  const job = isAboutJob ? targetJob(row, engine.jobs) : null;
  return job?.runs.map(({ serial }) => serial) ?? targetSerials(row, engine.inventory);
}

function answerOf(target: Target, { engine, credentials }: OpenedEngine): Promise<string> {
  const title = `Testing the connection to ${target.name}`;
  return trustingOne(target, { engine, credentials }, () =>
    withAbort({ location: ProgressLocation.Notification, title, cancellable: true }, (signal) =>
      engine.testConnection(target.serial, signal),
    ),
  );
}

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
