/** *Make Room…*: shows which old images of a device may be deleted and why the others stay, and deletes what is confirmed. */
import { readSerial } from '../../../panos/serial.ts';
import { userInfo } from 'node:os';
import { ProgressLocation } from 'vscode';
import { window } from '../../exits/window.ts';
import { withAbort } from '../../exits/withAbort.ts';
import type { RoomOfDevice } from '../../../jobs/survey/roomSurvey.ts';
import { buttons } from '../../actions/buttons.ts';
import { offerActions } from '../../actions/offerActions.ts';
import { chosenDevices, pickDevices } from '../asking/chosenDevices.ts';
import { onEngine } from '../asking/commandParts.ts';
import {
  choicesOf,
  makeRoomQuestion,
  mayBeOtherPartition,
  nothingToDelete,
  type RoomToMake,
} from '../asking/makeRoomQuestion.ts';
import { isHeldByJob, showRefusal } from '../asking/refusals.ts';
import { namedSerials } from '../asking/targets.ts';

export const makeRoom = onEngine(async ({ engine }, parts, target, others) => {
  const ask = (): Promise<readonly string[] | null> => pickDevices(engine, 'Make room on which devices?');
  const serials =
    namedSerials(target, engine.jobs) ?? (await chosenDevices(engine, parts, target, others, ask))?.serials;
  if (serials === undefined || isHeldByJob(engine, serials, 'make_room')) return;
  const read = serials.flatMap((serial) => readSerial(serial) ?? []);

  const title = 'Looking at the images';
  const found = await withAbort(
    { location: ProgressLocation.Notification, title, cancellable: true },
    (signal) =>
      engine.surveyRoom(read, signal).catch((error: unknown) => {
        if (signal.aborted) return [];
        throw error;
      }),
  );
  if (found.length === 0) return;
  const rooms: RoomToMake[] = [];
  for (const device of found) {
    const otherPartition = await askForOtherPartition(device);
    if (otherPartition === undefined) return;
    rooms.push({ device, otherPartition });
  }
  const choices = choicesOf(rooms);
  if (choices.length === 0) {
    const detail = nothingToDelete(rooms);
    await window.showInformationMessage('No old image may be deleted.', { modal: true, detail });
    return;
  }
  const placeHolder = 'Delete which images? All others are kept; the next question says why.';
  const chosen = await window.showQuickPick(choices, { placeHolder, canPickMany: true });
  if (chosen === undefined || chosen.length === 0) return;
  const { message, detail, confirm } = makeRoomQuestion(rooms, chosen);
  if ((await window.showWarningMessage(message, { modal: true, detail }, confirm)) !== confirm) return;

  const devices = rooms.flatMap(({ device: { serial }, otherPartition }) => {
    const versions = chosen.filter((image) => image.serial === serial).map(({ version }) => version);
    const said = otherPartition === null ? null : [...otherPartition];
    return versions.length === 0 ? [] : [{ serial, versions, otherPartition: said }];
  });
  const { queued, skipped } = await engine.makeRoom({ devices, by: userInfo().username });
  for (const refusal of skipped) void showRefusal(engine, refusal, 'make_room');
  if (queued.length === 0) return;
  await offerActions([buttons.showJobs], (titles) =>
    window.showInformationMessage(
      'Queued. Nothing is deleted that is needed by then; a message tells how much is free.',
      ...titles,
    ),
  );
});

/** @returns null where the device, or a job of ours, tells; undefined when the user turned back. */
async function askForOtherPartition(device: RoomOfDevice): Promise<readonly string[] | null | undefined> {
  const candidates = mayBeOtherPartition(device);
  if (candidates.length === 0) return null;
  const items = [
    ...candidates.map((version) => ({ label: version, versions: [version] })),
    { label: 'None of these', versions: [] },
  ];
  const picked = await window.showQuickPick(items, {
    title: device.hostname,
    placeHolder: `What did it run before ${device.images.running}? It does not tell, and what it falls back to is never deleted.`,
  });
  return picked?.versions;
}
