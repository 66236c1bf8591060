/**
 * A boot has phases, and the limit of waiting for it follows what is seen: each phase that was not seen before, and an
 * auto-commit that runs, gives new time, up to a hard limit. "No answer" never does. docs/PANOS.md "Restart and readiness".
 */
import type { DeviceError } from '../../panos/errors.ts';
import type { StepContext } from '../context.ts';
import type { BootPhase, BootSeen } from '../notBack.ts';
import { startStopwatch } from '../stopwatch.ts';
import { BOOT_HARD_LIMIT_MS, rebootPollMs } from '../timeLimits.ts';

/** What a call without a sound answer shows of the device; no error is no answer. */
export function phaseOf(error: DeviceError | null): BootPhase {
  switch (error?.kind) {
    case 'not_an_answer':
    case 'http_status':
    case 'answer_too_large':
      return 'web_server';
    case 'authentication':
      return 'authentication';
    case 'device_refused':
      // A login that is refused because the box still boots, in whatever words.
      return error.nextLoginAt === undefined ? 'errors' : 'authentication';
    case 'session_ended':
    case 'not_authorized':
      return 'errors';
    default:
      return 'silent';
  }
}

export interface BootWatch {
  /** @param moves what moves within the phase: new time each time it is another one. `always`: each time it is seen. */
  saw(phase: BootPhase, moves?: string): void;
  /** The boot began so long before this wait: its hard limit is nearer by that. */
  isOldBy(ms: number): void;
  isOver(): boolean;
  waitedMs(): number;
  seen(): BootSeen;
  /** Until the next look; that at the limit is not missed. @throws the signal's reason when it is aborted. */
  pause(): Promise<void>;
}

/** Marks a phase in which every look is news: work that is seen to run. */
export const RUNS = 'always';

/** @param firstLimitMs for as long as nothing new is seen. */
export function startBootWatch(
  context: Pick<StepContext, 'clock' | 'time' | 'stop' | 'limits'>,
  firstLimitMs: number,
): BootWatch {
  const { limits } = context;
  const watch = startStopwatch(context);
  const known = new Set<string>(['old_boot']);
  let phase: BootPhase | null = null;
  let since = 0;
  let limit = firstLimitMs;
  let hardLimit = Math.max(BOOT_HARD_LIMIT_MS, firstLimitMs);
  let gaveTime = false;

  return {
    saw(now, moves = '') {
      const elapsed = watch.elapsedMs();
      // What it answered while it went down belongs to the boot before.
      if (now === 'silent' && !known.has('silent')) known.clear();
      if (now !== phase) since = elapsed;
      phase = now;
      const mark = `${now} ${moves}`;
      const isNew = moves === RUNS || !known.has(mark);
      known.add(mark).add(now);
      if (!isNew || now === 'silent' || now === 'old_boot') return;
      const moved = Math.min(elapsed + limits.rebootReadyTimeoutMs, hardLimit);
      gaveTime ||= moved > limit;
      limit = Math.max(limit, moved);
    },
    isOldBy(ms) {
      // A device that restarts by itself again and again is young each time: that gives no more time.
      hardLimit = Math.min(hardLimit, Math.max(BOOT_HARD_LIMIT_MS - ms, firstLimitMs));
      limit = Math.min(limit, hardLimit);
    },
    isOver: () => watch.elapsedMs() >= limit,
    waitedMs: () => watch.elapsedMs(),
    seen: () => ({
      phase: phase ?? 'silent',
      phaseMinutes: Math.round((watch.elapsedMs() - since) / 60_000),
      gaveTime,
    }),
    pause() {
      const waited = watch.elapsedMs();
      const next = rebootPollMs(waited, limits);
      return watch.sleep(waited < limit ? Math.min(next, limit - waited) : next);
    },
  };
}
