/** Restart the device into the installed version. docs/PANOS.md "Restart and readiness". */
import type { SystemInfo } from '../../panos/answers/systemInfo.ts';
import { restartSystem, showSystemInfo } from '../../panos/commands/device.ts';
import { compareBoots, type BootVerdict } from '../proof/bootComparison.ts';
import { createBootPoll } from '../proof/bootPoll.ts';
import type { StepContext } from '../context.ts';
import type { DeviceEffect, Observation, Outcome, Probe } from '../effect.ts';
import { bootReading } from '../proof/evidence.ts';
import { readBeforeHop } from '../proof/hopVersion.ts';
import { neededWhileIdle } from '../pair/pairReading.ts';
import { bootLimitMs, rebootPollMs, RESTART_SETTLE_MS, type WorkflowLimits } from '../timeLimits.ts';
import type { Evidence } from '../journalRecord.ts';
import type { EffectState } from '../stepState.ts';
import { startStopwatch } from '../stopwatch.ts';

export function restartEffect(fromVersion: string, version: string): DeviceEffect {
  return {
    name: `restart into ${version}`,
    command: restartSystem,
    isRepeatable: false,
    sends: () => 2,
    observe: (context) => observe(context, fromVersion, version),
    follow: (context, sent) => followRestart(context, sent),
    probe: probeRestart,
  };
}

async function observe(context: StepContext, fromVersion: string, version: string): Promise<Observation> {
  const now = await readBeforeHop(context, fromVersion, version);
  return 'kind' in now ? now : neededWhileIdle(context, now.evidence);
}

/** Waits until the device answers from a new boot. */
async function followRestart(context: StepContext, sent: EffectState): Promise<Outcome> {
  const { evidence } = sent;
  // Adopted: the probe has already seen the new boot.
  if (evidence === null || sent.phase === 'adopted') return restarted();
  const { clock, limits } = context;
  const device = createBootPoll(context);
  const watch = startStopwatch(context);
  context.live(null, 'restarting');
  await watch.sleep(limits.rebootInitialDelayMs);
  for (;;) {
    const info = await device.ask(showSystemInfo);
    const boot = info === null ? null : compareBoots(evidence, bootReading(info, clock.now()));
    if (boot === 'rebooted') return restarted();
    if (boot === 'same_boot' && outlived(evidence, info)) {
      const minutes = RESTART_SETTLE_MS / 60_000;
      return { kind: 'unclear', trouble: { code: 'cannot_tell', how: 'no_restart', minutes } };
    }
    const waited = watch.elapsedMs();
    if (waited >= bootLimitMs(limits))
      return boot === null ? neverBack(limits, device.lastWords()) : notSeen(boot);
    context.live(
      null,
      info === null ? 'restarting, no answer for now' : 'restart accepted, still going down',
    );
    await watch.sleep(Math.min(rebootPollMs(waited, limits), bootLimitMs(limits) - waited));
  }
}

/**
 * "Not happened" needs two readings of the same boot, further apart than a box takes to go down: with less, one
 * that was still answering would be restarted a second time. The time between is the device's own uptime, which
 * no jump of a clock can make longer.
 */
async function probeRestart(context: StepContext, evidence: Evidence): Promise<Probe> {
  const { clock, limits } = context;
  const device = createBootPoll(context);
  const watch = startStopwatch(context);
  let first: SystemInfo | null = null;
  let last = 'It has not answered since.';
  for (;;) {
    const info = await device.ask(showSystemInfo);
    const boot = info === null ? null : compareBoots(evidence, bootReading(info, clock.now()));
    if (boot === 'rebooted')
      return { kind: 'happened', deviceJob: null, why: 'The device is on a new boot.' };
    if (boot === 'same_boot') {
      last = 'It last answered from the old boot.';
      first ??= info;
      if (outlived(first, info)) {
        const why = `Still on the same boot ${RESTART_SETTLE_MS / 60_000} minutes after it was first asked.`;
        return { kind: 'not_happened', why };
      }
    }
    // No answer after an answer from the old boot is what going down looks like: only a new boot or time tells.
    if (boot === 'cannot_tell') last = 'It answers, but it cannot be seen whether it restarted.';
    const waited = watch.elapsedMs();
    if (waited >= RESTART_SETTLE_MS + bootLimitMs(limits)) return { kind: 'cannot_tell', known: last };
    context.live(null, 'finding out whether the device restarted');
    await watch.sleep(rebootPollMs(waited, limits));
  }
}

/** By the device's uptime: has it stayed up for longer than a box takes to go down? */
function outlived(before: Pick<SystemInfo, 'uptimeSeconds'> | null, now: SystemInfo | null): boolean {
  const [from, to] = [before?.uptimeSeconds ?? null, now?.uptimeSeconds ?? null];
  return from !== null && to !== null && (to - from) * 1000 >= RESTART_SETTLE_MS;
}

function neverBack(limits: WorkflowLimits, lastWords: string): Outcome {
  const minutes = Math.round(bootLimitMs(limits) / 60_000);
  return { kind: 'failed', trouble: { code: 'not_back', how: 'silent', minutes, lastWords } };
}

function notSeen(boot: BootVerdict): Outcome {
  const isOldBoot = boot === 'same_boot';
  return { kind: 'unclear', trouble: { code: 'cannot_tell', how: 'restart_unseen', isOldBoot } };
}

const restarted = (): Outcome => ({ kind: 'done', message: 'The device restarted.' });
