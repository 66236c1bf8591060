/**
 * Is it really back? "It answers" is not enough: the version must be the expected one and the boot must be
 * finished. docs/PANOS.md "Restart and readiness".
 */
import { showChassisReady, showJobs, showSystemInfo } from '../../panos/commands/device.ts';
import type { DeviceJob } from '../../panos/answers/jobs.ts';
import { createBootPoll, type BootPoll } from './bootPoll.ts';
import type { StepContext } from '../context.ts';
import { done, failed, type StepResult } from '../stepResult.ts';
import { rebootPollMs } from '../timeLimits.ts';
import type { StepState } from '../stepState.ts';
import type { WorkflowTrouble } from '../workflowTroubles.ts';
import { startStopwatch } from '../stopwatch.ts';

type Readiness =
  | { readonly kind: 'ready'; readonly proof: string }
  | { readonly kind: 'not_yet'; readonly why: string }
  | { readonly kind: 'wrong'; readonly trouble: WorkflowTrouble };

/** Waits until the step's device is ready on the step's version, then for the settle delay. */
export async function proveBack(context: StepContext): Promise<StepResult> {
  const { clock, limits } = context;
  const { version } = context.step();
  const device = createBootPoll(context);
  const watch = startStopwatch(context);
  for (;;) {
    const seen = await look(device, context.step());
    switch (seen.kind) {
      case 'wrong':
        return failed(seen.trouble);
      case 'ready':
        context.live(null, `back on ${version}, settling`);
        await clock.sleep(limits.rebootStabilizationDelayMs, context.stop);
        return done(`Back on ${version}: ${seen.proof}.`, { swVersion: version });
      case 'not_yet':
        break;
    }
    const waited = watch.elapsedMs();
    if (waited >= limits.rebootReadyTimeoutMs) {
      const minutes = Math.round(limits.rebootReadyTimeoutMs / 60_000);
      return failed({ code: 'not_back', how: 'not_ready', minutes, why: seen.why });
    }
    context.live(null, `booting: ${seen.why}`);
    await watch.sleep(Math.min(rebootPollMs(waited, limits), limits.rebootReadyTimeoutMs - waited));
  }
}

async function look(device: BootPoll, { serial, version }: StepState): Promise<Readiness> {
  const info = await device.ask(showSystemInfo);
  if (info === null) return { kind: 'not_yet', why: device.lastWords() };
  if (info.serial !== serial) {
    return { kind: 'wrong', trouble: { code: 'other_device', found: info.serial, at: serial } };
  }
  if (info.swVersion !== version) {
    const runs = info.swVersion;
    return { kind: 'wrong', trouble: { code: 'wrong_version', runs, expected: version } };
  }
  const jobs = await device.ask(showJobs);
  if (jobs === null) return { kind: 'not_yet', why: device.lastWords() };
  const autoCommit = newestAutoCommit(jobs);
  if (autoCommit === undefined) {
    const ready = await device.ask(showChassisReady);
    return ready === 'yes'
      ? { kind: 'ready', proof: 'the chassis is ready' }
      : { kind: 'not_yet', why: ready === null ? device.lastWords() : 'the chassis is not ready.' };
  }
  if (autoCommit.status !== 'finished') return { kind: 'not_yet', why: 'the auto-commit is still running.' };
  if (autoCommit.result === 'ok') return { kind: 'ready', proof: 'the auto-commit ended well' };
  // A first AutoCom may fail and be followed by one that works.
  return { kind: 'not_yet', why: `the auto-commit failed: ${autoCommit.details.join(' ')}` };
}

function newestAutoCommit(jobs: readonly DeviceJob[]): DeviceJob | undefined {
  return jobs.filter((job) => job.type === 'AutoCom').sort((a, b) => b.id - a.id)[0];
}
