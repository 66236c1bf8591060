/** The one question before upgrades: what would happen, and how many restarts it takes. */
import { window } from '../../exits/window.ts';
import type { Engine } from '../../../engine/engineContract.ts';
import type { Device } from '../../../inventory/device.ts';
import type { Job } from '../../../jobs/job.ts';
import type { NoPlan } from '../../../planning/plan.ts';
import { editorError } from '../../editorTroubles.ts';
import { buttons } from '../../actions/buttons.ts';
import { offerActions } from '../../actions/offerActions.ts';
import { deviceName } from '../../trees/deviceLook.ts';
import {
  onOnePath,
  pairQuestion,
  type PlannedMember,
  type Question,
  upgradeQuestion,
} from './upgradeQuestionWords.ts';

type Asked = Pick<Engine, 'inventory' | 'previewUpgrade' | 'leftOn'>;

/** @returns false, too, where there is nothing to upgrade to, which is said. */
export async function confirmUpgrade(engine: Asked, device: Device): Promise<boolean> {
  const plan = await engine.previewUpgrade(device.serial);
  if (plan.ok) return isConfirmed(upgradeQuestion(device, plan, engine.leftOn(device.serial)));
  void showNoPlan(device, plan);
  return false;
}

/** The same for the devices of an upgrade that is tried again: a firewall alone, or a pair. */
export async function confirmUpgradeAgain(engine: Asked, { runs }: Job): Promise<boolean> {
  const devices = runs.map(({ serial }) => {
    const device = engine.inventory.get(serial);
    if (device === undefined) throw editorError({ code: 'device_not_found', serial });
    return device;
  });
  const [first, second] = devices;
  if (first !== undefined && second === undefined) return confirmUpgrade(engine, first);
  const members: PlannedMember[] = [];
  for (const device of devices) {
    const plan = await engine.previewUpgrade(device.serial);
    if (!plan.ok && plan.trouble.code !== 'at_target') {
      void showNoPlan(device, plan);
      return false;
    }
    members.push({ device, plan: plan.ok ? plan : null, left: engine.leftOn(device.serial) });
  }
  return isConfirmed(pairQuestion(onOnePath(members)));
}

/** By the versions the inventory knows; a job without a path, which is skipped, has none. */
export async function restartsOf(
  engine: Pick<Engine, 'previewUpgrade'>,
  jobs: readonly Job[],
): Promise<number> {
  let restarts = 0;
  for (const { serial } of jobs.flatMap(({ runs }) => runs)) {
    const plan = await engine.previewUpgrade(serial);
    if (plan.ok) restarts += plan.hops.length;
  }
  return restarts;
}

export async function isConfirmed({ message, detail, confirm }: Question): Promise<boolean> {
  return (await window.showWarningMessage(message, { modal: true, detail }, confirm)) === confirm;
}

/** Before work is ended: a button of VS Code's own named *Cancel* would say the opposite of what it does. */
export async function isStopConfirmed({
  message,
  detail,
  confirm,
  dismiss = 'Keep Going',
}: Question & { readonly dismiss?: string }): Promise<boolean> {
  const answer = await window.showWarningMessage(
    message,
    { modal: true, detail },
    { title: confirm },
    { title: dismiss, isCloseAffordance: true },
  );
  return answer?.title === confirm;
}

async function showNoPlan(device: Device, { trouble, message }: NoPlan): Promise<void> {
  const text = `${deviceName(device)}: ${message}`;
  if (trouble.code === 'at_target') {
    await window.showInformationMessage(text);
    return;
  }
  await offerActions([buttons.openUpgradePaths], (titles) =>
    window.showErrorMessage(`${text} Nothing was queued.`, ...titles),
  );
}
