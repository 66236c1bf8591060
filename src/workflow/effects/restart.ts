/** Restart the device into the installed version. docs/PANOS.md "Restart and readiness". */
import type { SystemInfo } from '../../panos/answers/systemInfo.ts';
import { restartSystem, showSystemInfo } from '../../panos/commands/device.ts';
import { compareBoots, type BootVerdict } from '../proof/bootComparison.ts';
import { type BootPoll, createBootPoll } from '../proof/bootPoll.ts';
import { type BootWatch, phaseOf, startBootWatch } from '../proof/bootWatch.ts';
import { type BootPhase, phaseWords } from '../notBack.ts';
import type { StepContext } from '../context.ts';
import type { DeviceEffect, Observation, Outcome, Probe } from '../effect.ts';
import { bootReading } from '../proof/evidence.ts';
import { createIntentAge, uptimeGrowthMs } from '../proof/intentAge.ts';
import { readBeforeHop } from '../proof/hopVersion.ts';
import { neededWhileIdle } from '../pair/pairReading.ts';
import { bootLimitMs, RESTART_SETTLE_MS } from '../timeLimits.ts';
import type { Evidence } from '../journalRecord.ts';
import type { EffectState } from '../stepState.ts';

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
  const watch = startBootWatch(context, bootLimitMs(limits));
  context.live(null, 'restarting');
  await clock.sleep(limits.rebootInitialDelayMs, context.stop);
  for (;;) {
    const info = await device.ask(showSystemInfo);
    const boot = info === null ? null : compareBoots(evidence, bootReading(info, clock.now()));
    if (boot === 'rebooted') return restarted();
    if (boot === 'same_boot' && outlived(evidence, info)) {
      const minutes = RESTART_SETTLE_MS / 60_000;
      return { kind: 'unclear', trouble: { code: 'cannot_tell', how: 'no_restart', minutes } };
    }
    watch.saw(phaseSeen(boot, device));
    // One that is still up does not boot too slowly: what ends that wait is its own uptime, above, unless it stands still.
    if (watch.isOver() && (boot !== 'same_boot' || watch.waitedMs() >= 2 * RESTART_SETTLE_MS)) {
      return boot === null ? neverBack(watch, device.lastWords()) : notSeen(boot);
    }
    context.live(
      null,
      boot === null ? `restarting: ${phaseWords[watch.seen().phase]}` : 'restart accepted, still going down',
    );
    await watch.pause();
  }
}

function phaseSeen(boot: BootVerdict | null, device: BootPoll): BootPhase {
  if (boot === null) return phaseOf(device.lastError());
  return boot === 'same_boot' ? 'old_boot' : 'system';
}

/**
 * "Not happened" needs the same boot, longer after the intent than a box takes to carry a restart out late and to go down:
 * with less, one that was still answering would be restarted a second time. The time is the device's own uptime where it
 * says it, which no jump of a clock can make longer.
 */
async function probeRestart(context: StepContext, evidence: Evidence): Promise<Probe> {
  const { clock, limits } = context;
  const device = createBootPoll(context);
  const age = createIntentAge(context, evidence);
  const watch = startBootWatch(context, RESTART_SETTLE_MS + bootLimitMs(limits));
  let answered: string | null = null;
  for (;;) {
    const info = await device.ask(showSystemInfo);
    const boot = info === null ? null : compareBoots(evidence, bootReading(info, clock.now()));
    if (boot === 'rebooted')
      return { kind: 'happened', deviceJob: null, why: 'The device is on a new boot.' };
    if (boot === 'same_boot') {
      answered = 'It last answered from the old boot.';
      if (info !== null && age.atLeastMs(info) >= RESTART_SETTLE_MS) {
        const why = `Still on the same boot more than ${RESTART_SETTLE_MS / 60_000} minutes after it was asked.`;
        return { kind: 'not_happened', why };
      }
    }
    // No answer after an answer from the old boot is what going down looks like: only a new boot or time tells.
    if (boot === 'cannot_tell') answered = 'It answers, but it cannot be seen whether it restarted.';
    watch.saw(phaseSeen(boot, device));
    if (watch.isOver()) {
      const known = [answered, info === null ? device.lastWords() : null].filter((part) => part !== null);
      return { kind: 'cannot_tell', known: known.join(' ') };
    }
    context.live(null, 'finding out whether the device restarted');
    await watch.pause();
  }
}

/** By the device's uptime: has it stayed up for longer than a box takes to go down? */
function outlived(before: Evidence, now: SystemInfo | null): boolean {
  return now !== null && (uptimeGrowthMs(before, now) ?? 0) >= RESTART_SETTLE_MS;
}

function neverBack(watch: BootWatch, lastWords: string): Outcome {
  const minutes = Math.round(watch.waitedMs() / 60_000);
  return {
    kind: 'failed',
    trouble: { code: 'not_back', how: 'silent', minutes, ...watch.seen(), lastWords },
  };
}

function notSeen(boot: BootVerdict): Outcome {
  const isOldBoot = boot === 'same_boot';
  return { kind: 'unclear', trouble: { code: 'cannot_tell', how: 'restart_unseen', isOldBoot } };
}

const restarted = (): Outcome => ({ kind: 'done', message: 'The device restarted.' });
