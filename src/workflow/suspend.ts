/** Takes the forwarding member out of its pair, so that its peer takes over before it restarts. docs/PANOS.md "High availability". */
import { showHaState, suspendHa } from '../panos/commands/highAvailability.ts';
import { stateOf } from '../validation/pairRoles.ts';
import { createBootPoll } from './bootPoll.ts';
import type { PairOfStep, StepContext } from './context.ts';
import type { DeviceEffect, Observation, Outcome, Probe } from './effect.ts';
import { readWhenIdle } from './foreignWork.ts';
import { HA_LIMIT_MS, HA_POLL_MS, HA_SETTLE_MS } from './patience.ts';
import { whyNotReplaceable } from './pairReading.ts';
import { startStopwatch } from './stopwatch.ts';

export function suspendEffect(hostname: string, pair: PairOfStep): DeviceEffect {
  return {
    name: `suspend ${hostname}`,
    command: suspendHa,
    isRepeatable: false,
    sends: () => 2,
    observe: (context) => observe(context, pair),
    follow: (context) => followSuspension(context),
    probe,
  };
}

async function observe(context: StepContext, pair: PairOfStep): Promise<Observation> {
  const idle = await readWhenIdle(context);
  if ('blockedBy' in idle) return { kind: 'blocked', message: idle.blockedBy };
  const why = await whyNotReplaceable(context, pair);
  return why === null ? { kind: 'needed', evidence: idle.evidence } : { kind: 'blocked', message: why };
}

async function followSuspension(context: StepContext): Promise<Outcome> {
  const device = createBootPoll(context);
  const watch = startStopwatch(context.clock, context.stop);
  for (;;) {
    const ha = await device.ask(showHaState);
    if (ha !== null && stateOf(ha) === 'suspended') return { kind: 'done', message: 'It is suspended.' };
    if (watch.elapsedMs() >= HA_LIMIT_MS) {
      const seen = ha === null ? device.lastWords() : `It is ${stateOf(ha)}.`;
      const message = `It accepted the suspension and was not suspended ${HA_LIMIT_MS / 1000} seconds later. ${seen}`;
      return { kind: 'failed', message };
    }
    await watch.sleep(HA_POLL_MS);
  }
}

/** Its state tells whether it happened; only after a while does its absence tell anything. */
async function probe(context: StepContext): Promise<Probe> {
  for (const look of ['first', 'second'] as const) {
    const ha = await context.client.read(showHaState, { signal: context.stop });
    if (stateOf(ha) === 'suspended')
      return { kind: 'happened', deviceJob: null, why: 'The device is suspended.' };
    if (!ha.enabled) return { kind: 'cannot_tell', known: 'It says that HA is not enabled.' };
    if (look === 'first') await context.clock.sleep(HA_SETTLE_MS, context.stop);
  }
  return {
    kind: 'not_happened',
    why: `The device was not suspended ${HA_SETTLE_MS / 1000} seconds after it was asked.`,
  };
}
