/** Restart the device into the installed version. docs/PANOS.md "Restart and readiness". */
import { restartSystem, showSystemInfo } from '../panos/commands.ts';
import { compareBoots } from './bootComparison.ts';
import { createBootPoll } from './bootPoll.ts';
import type { StepContext } from './context.ts';
import type { DeviceEffect, Observation, Outcome, Probe } from './effect.ts';
import { bootReading } from './evidence.ts';
import { readWhenIdle } from './foreignWork.ts';
import { rebootPollMs, RESTART_SETTLE_MS } from './patience.ts';
import type { Evidence } from './record.ts';
import type { EffectState } from './stepState.ts';

export function restartEffect(fromVersion: string, version: string): DeviceEffect {
  return {
    name: `restart into ${version}`,
    command: restartSystem,
    sends: 2,
    observe: (context) => observe(context, fromVersion, version),
    follow: (context, sent) => followRestart(context, sent),
    probe: probeRestart,
  };
}

async function observe(context: StepContext, fromVersion: string, version: string): Promise<Observation> {
  const idle = await readWhenIdle(context);
  if ('blockedBy' in idle) return { kind: 'blocked', message: idle.blockedBy };
  const running = idle.info.swVersion;
  if (running === version) {
    return { kind: 'already', why: `The device already runs ${version}.` };
  }
  if (running !== fromVersion) {
    return { kind: 'blocked', message: `the device runs ${running}, neither ${fromVersion} nor ${version}.` };
  }
  return { kind: 'needed', evidence: idle.evidence };
}

/** Waits until the device answers from a new boot. */
async function followRestart(context: StepContext, sent: EffectState): Promise<Outcome> {
  const { evidence } = sent;
  // Adopted: the probe has already seen the new boot.
  if (evidence === null || sent.phase === 'adopted') return restarted();
  const { clock, limits } = context;
  const device = createBootPoll(context);
  const began = clock.now();
  const deadline =
    began + Math.max(limits.rebootInitialDelayMs + limits.rebootReadyTimeoutMs, RESTART_SETTLE_MS);
  const minutes = Math.round((deadline - began) / 60_000);
  context.live(null, 'restarting');
  await clock.sleep(Math.min(limits.rebootInitialDelayMs, deadline - began), context.stop);
  for (;;) {
    const info = await device.ask(showSystemInfo);
    const boot = info === null ? null : compareBoots(evidence, bootReading(info, clock.now()));
    if (boot === 'rebooted') return restarted();
    const waited = clock.now() - began;
    if (boot === 'same_boot' && waited >= RESTART_SETTLE_MS) {
      const what = `The device accepted the restart but still runs on the same boot ${Math.round(waited / 60_000)} minutes later.`;
      return { kind: 'unclear', message: `${what} It was not asked again; look at the device.` };
    }
    if (clock.now() >= deadline) {
      if (boot === null) {
        const message = `The device did not come back within ${minutes} minutes of its restart. Check its console.`;
        return { kind: 'failed', message };
      }
      return { kind: 'unclear', message: 'The device answers, but it cannot be told whether it restarted.' };
    }
    context.live(
      null,
      info === null ? 'restarting, no answer for now' : 'restart accepted, still going down',
    );
    await clock.sleep(Math.min(rebootPollMs(waited, limits), deadline - clock.now()), context.stop);
  }
}

/**
 * "Not happened" needs two readings of the same boot, further apart than a box takes to go down: with less,
 * one that was still answering would be restarted a second time.
 */
async function probeRestart(context: StepContext, evidence: Evidence): Promise<Probe> {
  const { clock, limits } = context;
  const device = createBootPoll(context);
  const began = clock.now();
  const deadline = began + RESTART_SETTLE_MS + limits.rebootInitialDelayMs + limits.rebootReadyTimeoutMs;
  let firstSame: number | null = null;
  let last = 'It has not answered since.';
  for (;;) {
    const info = await device.ask(showSystemInfo);
    const boot = info === null ? null : compareBoots(evidence, bootReading(info, clock.now()));
    if (boot === 'rebooted')
      return { kind: 'happened', deviceJob: null, why: 'The device is on a new boot.' };
    if (boot === 'same_boot') {
      last = 'It last answered from the old boot.';
      firstSame ??= clock.now();
      if (clock.now() - firstSame >= RESTART_SETTLE_MS) {
        const why = `Still on the same boot ${RESTART_SETTLE_MS / 60_000} minutes after it was first asked.`;
        return { kind: 'not_happened', why };
      }
    }
    // No answer after an answer from the old boot is what going down looks like: only a new boot or time tells.
    if (boot === 'cannot_tell') last = 'It answers, but its uptime does not tell whether it restarted.';
    if (clock.now() >= deadline) return { kind: 'cannot_tell', known: last };
    context.live(null, 'finding out whether the device restarted');
    await clock.sleep(rebootPollMs(clock.now() - began, limits), context.stop);
  }
}

const restarted = (): Outcome => ({ kind: 'done', message: 'The device restarted.' });
