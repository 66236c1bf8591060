/**
 * How long it is borne that a device cannot be asked: the one place where that is decided, by the state of the job and
 * in time that counts, never by a number of tries.
 */
import type { ReadCommand } from '../panos/calls/command.ts';
import type { DeviceClient, ReadOptions } from '../panos/client/client.ts';
import { type DeviceError, isDeviceError, mayPass } from '../panos/errors.ts';
import type { Clock } from '../ports/clock.ts';
import { isNotUnderstood } from '../validation/oneQuestion.ts';
import type { CountedTime } from './countedTime.ts';
import { startStopwatch } from './stopwatch.ts';

const MINUTE_MS = 60_000;

/** A management plane is away for minutes after a commit, or when its processes restart. */
const PATIENCE_MS = 10 * MINUTE_MS;
/** A pair that does without a member because of us is better made whole than waited with. */
const PATIENCE_WHILE_SUSPENDED_MS = 2 * MINUTE_MS;
/** A form that nobody knows does not become another by asking again; a table that is just being built may. */
const NOT_UNDERSTOOD_MS = MINUTE_MS;
/** How much longer a login is waited for that we hold back ourselves. */
const LONGEST_HELD_MS = 60 * MINUTE_MS;

/** So that one call does not use that up. */
const TIMEOUT_WHILE_SUSPENDED_MS = 60_000;

const POLL_WHILE_HELD_MS = 30_000;
/** A phase of a boot in which good keys are refused, and the login after it: that is the device's time. */
const SHORT_HOLD_MS = 5 * MINUTE_MS;

const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 15_000;

export interface Patience {
  readonly clock: Clock;
  readonly time: CountedTime;
  readonly stop: AbortSignal;
  /** True while the pair has to do without a member because of us: no time to wait for anybody. */
  isMemberOut(): boolean;
}

export interface Endurance {
  /**
   * Waits a while before the next try.
   * @throws `error` where it will not pass, or has been borne for long enough; what aborts the signal.
   */
  bear(error: DeviceError): Promise<void>;
  /** The same; @returns false where `bear` throws `error`. @throws what aborts the signal. */
  bears(error: DeviceError): Promise<boolean>;
}

/** One thing that is tried again and again, from now on. @param signal ends the pauses; `stop` where left out. */
export function endure(parts: Patience, signal: AbortSignal = parts.stop): Endurance {
  const watch = startStopwatch({ ...parts, stop: signal });
  const logins = holdLogins({ ...parts, stop: signal });
  let pauseMs = FIRST_PAUSE_MS;
  /** By the watch: since when every answer was one that is not understood. */
  let oddSince: number | null = null;
  const bears = async (error: DeviceError): Promise<boolean> => {
    if (!mayPass(error)) return false;
    if (await logins.hold(error)) return true;
    if (watch.elapsedMs() >= patienceMs(parts.isMemberOut())) return false;
    oddSince = isNotUnderstood(error) ? (oddSince ?? watch.elapsedMs()) : null;
    if (oddSince !== null && watch.elapsedMs() - oddSince >= NOT_UNDERSTOOD_MS) return false;
    await watch.sleep(pauseMs);
    pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS);
    return true;
  };
  return {
    bears,
    async bear(error) {
      if (!(await bears(error))) throw error;
    },
  };
}

/** @param isMemberOut true while the pair has to do without a member because of us. */
export function patienceMs(isMemberOut: boolean): number {
  return isMemberOut ? PATIENCE_WHILE_SUSPENDED_MS : PATIENCE_MS;
}

/**
 * @returns for how long nobody is asked because we ourselves hold a login back, in pieces: the user may set the credentials
 *   meanwhile; null where it is not that.
 */
function heldForMs({ kind, delivery, nextLoginAt }: DeviceError, clock: Clock): number | null {
  if (kind !== 'authentication' || nextLoginAt === undefined) return null;
  const left = nextLoginAt - clock.now();
  if (delivery === 'not_sent') return Math.min(Math.max(1_000, left), POLL_WHILE_HELD_MS);
  // One whose old key is refused is asked again with it meanwhile: it may be good once the device has started.
  return left > SHORT_HOLD_MS ? POLL_WHILE_HELD_MS : null;
}

export interface LoginHold {
  /**
   * While we ourselves hold a login back, no limit runs.
   * @returns true after a while, if it is that: to be asked again at once. @throws what aborts `stop`.
   */
  hold(error: DeviceError): Promise<boolean>;
}

/** For one thing that is polled, which has a rhythm of its own. */
export function holdLogins({ clock, time, stop }: Omit<Patience, 'isMemberOut'>): LoginHold {
  let heldMs = 0;
  return {
    async hold(error) {
      const ms = heldForMs(error, clock);
      if (ms === null || heldMs >= LONGEST_HELD_MS) return false;
      heldMs += ms;
      await time.uncounted(() => clock.sleep(ms, stop));
      return true;
    },
  };
}

/** @returns undefined where the command's own limit holds. */
function timeoutFor(
  { patience }: Pick<ReadCommand<unknown>, 'patience'>,
  isMemberOut: boolean,
): number | undefined {
  return patience === 'normal' && isMemberOut ? TIMEOUT_WHILE_SUSPENDED_MS : undefined;
}

function onceWithin(timeoutMs: number | undefined): Pick<ReadOptions, 'attempts' | 'timeoutMs'> {
  return timeoutMs === undefined ? { attempts: 1 } : { attempts: 1, timeoutMs };
}

/** The client of a step: whatever is read without a number of attempts of its own is read patiently. */
export function patientClient(client: DeviceClient, parts: () => Patience): DeviceClient {
  return {
    ...client,
    async read(command, options: ReadOptions = {}) {
      if (options.attempts !== undefined) return client.read(command, options);
      const endurance = endure(parts(), options.signal);
      for (;;) {
        try {
          return await client.read(command, {
            ...options,
            ...onceWithin(options.timeoutMs ?? timeoutFor(command, parts().isMemberOut())),
          });
        } catch (error) {
          if (!isDeviceError(error) || options.signal?.aborted === true) throw error;
          await endurance.bear(error);
        }
      }
    },
  };
}
