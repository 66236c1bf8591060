/**
 * The step before the first effect: copies of what the device is configured to be, so that there is a way back that
 * does not depend on the device. docs/PANOS.md "Exports".
 */
import type { ExportCommand } from '../../panos/calls/command.ts';
import { exportConfiguration, exportDeviceState } from '../../panos/commands/configuration.ts';
import { isDeviceError } from '../../panos/errors.ts';
import { UserError } from '../../ports/userError.ts';
import type { BackupContent, KeptBackup } from '../backupFiles.ts';
import { done, failed, type StepContext, type StepResult } from '../context.ts';
import { otherDevice } from '../proof/identity.ts';
import { StorageLostError, type Facts } from '../journalRecord.ts';

/** An export that broke off is begun again: it changes nothing, and a night must not end for one lost connection. */
const PAUSES_BEFORE_NEXT_MS = [5_000, 20_000];

/**
 * Keeps the running configuration, without which the step fails, and the device state where the device gives one.
 * Facts: file, bytes and SHA-256 of each; null for a device state that is not offered.
 * @throws what stopped it, and DeviceError when the device cannot be asked who it is.
 */
export async function backUpConfig(context: StepContext): Promise<StepResult> {
  try {
    return await backedUp(context);
  } catch (error) {
    if (!(error instanceof UserError) || error instanceof StorageLostError) throw error;
    return failed(`${error.message} Nothing was changed on the device.`);
  }
}

async function backedUp(context: StepContext): Promise<StepResult> {
  const stranger = await otherDevice(context);
  if (stranger !== null) return failed(`${stranger} Nothing was changed.`);

  const at = context.clock.now();
  const configuration = await kept(context, exportConfiguration, 'running-config', at);
  if ('why' in configuration) return notBackedUp(context, 'running configuration', configuration);
  const state = await kept(context, exportDeviceState, 'device-state', at);
  if ('why' in state && state.cause !== 'refused') {
    const partly = ` The running configuration was saved as ${configuration.file}.`;
    return notBackedUp(context, 'device state', state, partly);
  }

  const saved = `Saved the running configuration (${size(configuration.bytes)})`;
  const facts: Facts = {
    runningConfig: configuration.file,
    runningConfigBytes: configuration.bytes,
    runningConfigSha256: configuration.sha256,
  };
  if ('why' in state) {
    return done(`${saved}. The device offers no device state: ${state.why}`, { ...facts, deviceState: null });
  }
  return done(`${saved} and the device state (${size(state.bytes)}).`, {
    ...facts,
    deviceState: state.file,
    deviceStateBytes: state.bytes,
    deviceStateSha256: state.sha256,
  });
}

interface NotKept {
  /** A sentence for people. */
  readonly why: string;
  /** Whether it may go better the next time, the device itself said no, or something else is in the way. */
  readonly cause: 'broken_off' | 'refused' | 'other';
}

/** @throws UserError when it cannot be kept on this side. */
async function kept(
  context: StepContext,
  command: ExportCommand,
  content: BackupContent,
  at: number,
): Promise<KeptBackup | NotKept> {
  const save = (): Promise<KeptBackup | NotKept> => exported(context, command, content, at);
  context.live(null, command.name);
  for (const pause of PAUSES_BEFORE_NEXT_MS) {
    const outcome = await save();
    if (!('why' in outcome) || outcome.cause !== 'broken_off') return outcome;
    await context.clock.sleep(pause, context.stop);
  }
  return save();
}

async function exported(
  context: StepContext,
  command: ExportCommand,
  content: BackupContent,
  at: number,
): Promise<KeptBackup | NotKept> {
  const { client, backups, job, stop } = context;
  const { serial } = context.step();
  try {
    const backup = await backups.save({ serial, at, job, content }, async (write) => {
      await client.export(command, write, { signal: stop, attempts: 1 });
    });
    return backup ?? { why: 'it stops in the middle.', cause: 'broken_off' };
  } catch (error) {
    stop.throwIfAborted();
    if (!isDeviceError(error)) throw error;
    // Whether the request arrived is of no interest: an export changes nothing.
    const why = `${error.what}.`;
    if (isDeviceError(error, 'device_refused', 'not_authorized')) return { why, cause: 'refused' };
    const mayPass = isDeviceError(error, 'unreachable', 'no_answer', 'not_an_answer', 'http_status');
    return { why, cause: mayPass ? 'broken_off' : 'other' };
  }
}

function notBackedUp(
  { hostname }: StepContext,
  what: string,
  { why, cause }: NotKept,
  partly = '',
): StepResult {
  const advice =
    cause === 'refused'
      ? ' Its administrator role needs the XML API permission Export. To upgrade without backups, switch panosUpgrade.backup.enabled off.'
      : '';
  return failed(
    `${hostname}: the ${what} was not backed up: ${why}${partly} Nothing was changed on the device.${advice}`,
  );
}

function size(bytes: number): string {
  return bytes < 1e6 ? `${Math.ceil(bytes / 1e3)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}
