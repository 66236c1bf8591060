/**
 * Lets a member that this job suspended take part in its pair again. Every way out of a job goes through here, so it
 * bears a device that is booting, and never asks a member that is out of the pair for a reason of its own.
 */
import type { HaState } from '../panos/answers/haState.ts';
import { makeHaFunctional, showHaState } from '../panos/commands/highAvailability.ts';
import { isFunctional, stateOf } from '../validation/pairRoles.ts';
import { createBootPoll, type BootPoll } from './bootPoll.ts';
import type { StepContext } from './context.ts';
import type { DeviceEffect, Observation, Outcome, Probe } from './effect.ts';
import { readDeviceNow } from './evidence.ts';
import { rebootPollMs } from './patience.ts';
import { startStopwatch } from './stopwatch.ts';

export function functionalEffect(hostname: string): DeviceEffect {
  return {
    name: `make ${hostname} functional`,
    command: makeHaFunctional,
    isRepeatable: true,
    sends: () => 3,
    observe,
    follow: (context) => followToTheEnd(context),
    probe,
  };
}

async function observe(context: StepContext): Promise<Observation> {
  const { ha, device } = await settledState(context, (state) => state === 'suspended');
  if (ha === null) return { kind: 'blocked', message: device.lastWords() };
  if (isFunctional(ha)) return { kind: 'already', why: `It is ${stateOf(ha)}.` };
  if (stateOf(ha) !== 'suspended') return { kind: 'blocked', message: `it is ${stateOf(ha)}.` };
  const { evidence } = await readDeviceNow(context);
  return { kind: 'needed', evidence };
}

async function followToTheEnd(context: StepContext): Promise<Outcome> {
  const { ha, device } = await settledState(context, () => false);
  if (ha !== null && isFunctional(ha)) return { kind: 'done', message: `It is ${stateOf(ha)}.` };
  const seen = ha === null ? device.lastWords() : `It is ${stateOf(ha)}.`;
  return { kind: 'failed', message: `It was told to become functional and did not. ${seen}` };
}

/** Asking again does no harm, so one look is enough. */
async function probe(context: StepContext): Promise<Probe> {
  const ha = await context.client.read(showHaState, { signal: context.stop });
  return stateOf(ha) === 'suspended'
    ? { kind: 'not_happened', why: 'The device is still suspended.' }
    : { kind: 'happened', deviceJob: null, why: `The device is ${stateOf(ha)}.` };
}

/**
 * Waits while the member finds its role or is still booting.
 * @param isEnough ends the wait at a state that is not functional.
 * @returns its last state; null when it gave no answer in time.
 */
async function settledState(
  context: StepContext,
  isEnough: (state: string) => boolean,
): Promise<{ readonly ha: HaState | null; readonly device: BootPoll }> {
  const { clock, limits, stop } = context;
  const device = createBootPoll(context);
  const watch = startStopwatch(clock, stop);
  for (;;) {
    const ha = await device.ask(showHaState);
    if (ha !== null && (isFunctional(ha) || isEnough(stateOf(ha)))) return { ha, device };
    const waited = watch.elapsedMs();
    if (waited >= limits.rebootReadyTimeoutMs) return { ha, device };
    context.live(null, ha === null ? 'no answer for now' : `it is ${stateOf(ha)}`);
    await watch.sleep(Math.min(rebootPollMs(waited, limits), limits.rebootReadyTimeoutMs - waited));
  }
}
