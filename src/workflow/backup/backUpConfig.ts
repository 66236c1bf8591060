/**
 * The step before the first effect: copies of what the device is configured to be, so that there is a way back that
 * does not depend on the device. docs/PANOS.md "Exports".
 */
import type { ExportCommand } from '../../panos/calls/command.ts';
import { exportConfiguration, exportDeviceState } from '../../panos/commands/configuration.ts';
import { type DeviceError, isDeviceError, mayPass } from '../../panos/errors.ts';
import { UserError } from '../../ports/userError.ts';
import type { BackupContent, KeptBackup } from '../backupStore.ts';
import type { StepContext } from '../context.ts';
import { done, failed, nothingChanged, type StepResult } from '../stepResult.ts';
import { isStorageFull } from '../storageFull.ts';
import { inWords } from '../workflowTroubles.ts';
import { endure } from '../patience.ts';
import { otherDevice } from '../proof/identity.ts';
import { StorageLostError } from '../journalRecord.ts';
import type { Facts } from '../stepFindings.ts';

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
    if (!(error instanceof UserError) || error instanceof StorageLostError || isStorageFull(error))
      throw error;
    return nothingChanged(error, 'device');
  }
}

async function backedUp(context: StepContext): Promise<StepResult> {
  const stranger = await otherDevice(context);
  if (stranger !== null) return nothingChanged(inWords(stranger), 'job');

  const at = context.clock.now();
  const configuration = await kept(context, exportConfiguration, 'running-config', at);
  if ('why' in configuration) return notBackedUp(context, 'running configuration', configuration, null);
  const state = await kept(context, exportDeviceState, 'device-state', at);
  if ('why' in state && state.cause !== 'refused') {
    return notBackedUp(context, 'device state', state, configuration.file);
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
  /** Where the device was not asked at all, or its session was over before it did anything. */
  readonly unasked?: DeviceError;
}

/** @throws UserError when it cannot be kept on this side. */
async function kept(
  context: StepContext,
  command: ExportCommand,
  content: BackupContent,
  at: number,
): Promise<KeptBackup | NotKept> {
  const endurance = endure(context);
  const save = async (): Promise<KeptBackup | NotKept> => {
    for (;;) {
      const outcome = await exported(context, command, content, at);
      if (!('why' in outcome) || outcome.unasked === undefined) return outcome;
      if (!(await endurance.bears(outcome.unasked))) return outcome;
    }
  };
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
    // Also a 403, which is given for a file that an account may not have: the key itself has been tried anew by then.
    const isRefused =
      error.kind === 'device_refused' ||
      error.kind === 'not_authorized' ||
      (error.kind === 'authentication' && error.delivery === 'answered');
    if (isRefused) return { why, cause: 'refused' };
    if (!mayPass(error)) return { why, cause: 'other' };
    const isUnasked = error.delivery === 'not_sent' || error.kind === 'session_ended';
    return { why, cause: 'broken_off', ...(isUnasked ? { unasked: error } : {}) };
  }
}

/** @param saved the file of the part that was kept; null where none was. */
function notBackedUp(
  { hostname }: StepContext,
  what: string,
  { why, cause }: NotKept,
  saved: string | null,
): StepResult {
  return failed({ code: 'not_backed_up', hostname, what, why, saved, isRefused: cause === 'refused' });
}

function size(bytes: number): string {
  return bytes < 1e6 ? `${Math.ceil(bytes / 1e3)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}
