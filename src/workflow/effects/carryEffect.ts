/**
 * The law of this tool: observe, record the intent, act once, record, prove. carryEffect takes one effect from
 * wherever the journal says it is to its end. It is the only caller of DeviceClient.effect, so a download, an
 * install or a restart cannot be sent without its intent being durable first, and never twice on a guess.
 */
import { showSystemInfo } from '../../panos/commands/device.ts';
import { DeviceError, type DeviceErrorKind, mayPass } from '../../panos/errors.ts';
import { createBootPoll } from '../proof/bootPoll.ts';
import type { StepContext } from '../context.ts';
import { done, failed, failedBy, needsOperator, type StepResult } from '../stepResult.ts';
import { noSoundAnswer } from '../noSoundAnswer.ts';
import { type Endurance, endure } from '../patience.ts';
import { startStopwatch, type Stopwatch } from '../stopwatch.ts';
import { bootLimitMs, resendPauseMs } from '../timeLimits.ts';
import type { DeviceEffect, Observation, Probe } from '../effect.ts';
import type { Evidence } from '../journalRecord.ts';
import type { EffectState, StepState } from '../stepState.ts';
import { deviceTrouble, type WorkflowTrouble } from '../workflowTroubles.ts';
import { requireFresh } from '../freshUntil.ts';
import { untilStopped } from '../untilStopped.ts';

/**
 * @returns how the step ends.
 * @throws EngineClosing, CancelRequested, StorageLostError: stop without an ending. DeviceError when the device
 *   cannot be looked at before anything is sent.
 */
export async function carryEffect(context: StepContext, effect: DeviceEffect): Promise<StepResult> {
  let unsent: Endurance | null = null;
  const carry: Carry = {
    isResend: () => unsent === null,
    // Counted from the first time, so that a call that never leaves comes to an end.
    bear: (error) => (unsent ??= endure(context)).bear(error),
  };
  for (;;) {
    const known = context.step().effect;
    switch (known?.phase) {
      case undefined:
      case 'not_happened': {
        const ending = await begin(context, effect, known, carry);
        if (ending !== null) return ending;
        break;
      }
      case 'intended': {
        const ending = await resolve(context, effect, known);
        if (ending !== null) return ending;
        break;
      }
      case 'issued':
      case 'adopted': {
        const ending =
          known.phase === 'issued' && !known.answered
            ? await resolve(context, effect, known)
            : await follow(context, effect, known);
        if (ending !== null) return ending;
        break;
      }
      case 'done':
        return done(`${effect.name}: done.`);
      case 'failed':
        return failedBefore(context.step()) ?? failed({ code: 'effect_failed', effect: effect.name });
    }
  }
}

/** What the tries of one effect share. */
interface Carry {
  /** False while the device was not reached with it at all. */
  isResend(): boolean;
  /** Waits before what did not leave is tried again. @throws the error when it has been borne for long enough. */
  bear(error: DeviceError): Promise<void>;
}

/** Nothing is under way: look, write the intent down, send once. Null: go on by the new state. */
async function begin(
  context: StepContext,
  effect: DeviceEffect,
  known: EffectState | null,
  carry: Carry,
): Promise<StepResult | null> {
  const attempts = known?.attempts ?? 0;
  if (attempts >= effect.sends(context)) {
    return failed({ code: 'given_up', effect: effect.name, attempts, why: known?.whyNot ?? null });
  }
  await context.safePoint();
  if (attempts > 0 && carry.isResend()) {
    const pauseMs = resendPauseMs(attempts);
    context.live(null, `${effect.name}: the device did nothing, trying again in ${pauseMs / 60_000} min`);
    await context.clock.sleep(pauseMs, context.stop);
  }
  const seen = await observeFreshly(context, effect);
  switch (seen.kind) {
    case 'blocked':
      return failed({ code: 'not_sent', effect: effect.name, because: seen.by });
    case 'already':
      context.record({ kind: 'DONE', data: { adopted: seen.why } });
      return done(seen.why);
    case 'under_way':
      context.record({ kind: 'ADOPTED', data: { deviceJob: seen.deviceJob, why: seen.why } });
      return null;
    case 'needed':
      // Looking can take long; what was cancelled or paused meanwhile is not sent, and is looked at again.
      if (!context.mayGoOn()) return null;
      context.record({ kind: 'INTENT', data: { effect: effect.name, evidence: seen.evidence } });
      return send(context, effect, seen.until, carry);
  }
}

const LOOKS = 5;

/** Looks again where a device took so long to answer that what was seen is old already. */
async function observeFreshly(context: StepContext, effect: DeviceEffect): Promise<Observation> {
  for (let look = 1; look <= LOOKS; look += 1) {
    const seen = await effect.observe(context);
    if (seen.kind !== 'needed' || seen.until === undefined || context.clock.now() < seen.until) return seen;
  }
  return { kind: 'blocked', by: { code: 'pair_changed', what: 'answers_slowly' } };
}

const REFUSALS: ReadonlySet<DeviceErrorKind> = new Set([
  'device_refused',
  'not_authorized',
  'authentication',
]);

/**
 * A refusal in PAN-OS's own words: nothing was done, and asking again does not help. A proxy's 403 or 502 is none,
 * nor is "timed out": the management server gave up waiting for the daemon that does the work, which may go on.
 */
function isRefusal({ kind, deviceText }: DeviceError): boolean {
  return REFUSALS.has(kind) && deviceText !== undefined && !deviceText.toLowerCase().includes('timed out');
}

/** The connection, or the login before the effect, did not get through, or the key or its session was over: nothing happened. */
function hasNotArrived(error: DeviceError): boolean {
  // In PAN-OS's own words: a 403 of something in between says nothing about what the device did.
  const isSessionRefused =
    (error.kind === 'session_ended' || error.kind === 'authentication') && error.deviceText !== undefined;
  return (
    mayPass(error) && (error.delivery === 'not_sent' || (error.delivery === 'answered' && isSessionRefused))
  );
}

async function send(
  context: StepContext,
  effect: DeviceEffect,
  until: number | undefined,
  carry: Carry,
): Promise<StepResult | null> {
  const beforeSending = (): void => {
    context.stop.throwIfAborted();
    if (until !== undefined) requireFresh(context, effect.name, until);
  };
  try {
    // A closing engine does not wait for an answer that may take minutes: the intent stands, and the next one asks.
    const { askedOf = context.client, command } = effect;
    const deviceJob = await untilStopped(askedOf.effect(command, beforeSending), context.stop);
    context.record({ kind: 'ISSUED', data: { answered: true, deviceJob } });
    return null;
  } catch (error) {
    if (!(error instanceof DeviceError)) throw error;
    if (hasNotArrived(error)) {
      context.record({ kind: 'NOT_SENT', data: { why: error.message } });
      context.live(null, `${effect.name}: it did not reach the device, trying again`);
      await carry.bear(error);
      return null;
    }
    if (isRefusal(error) && effect.bearsRefusal?.(context, error.deviceText ?? '') === true) {
      context.record({ kind: 'NOT_HAPPENED', data: { why: `It was refused: ${error.what}.` } });
      return null;
    }
    if (error.delivery === 'not_sent' || isRefusal(error)) return fail(context, deviceTrouble(error), true);
    context.record({ kind: 'ISSUED', data: { answered: false, deviceJob: null } });
    return null;
  }
}

/** An intent without a known end: only the device can say. */
async function resolve(
  context: StepContext,
  effect: DeviceEffect,
  known: EffectState,
): Promise<StepResult | null> {
  if (known.evidence === null) {
    return needsOperator({ code: 'cannot_tell', how: 'no_evidence', effect: effect.name });
  }
  const found = await ask(context, effect, known.evidence);
  switch (found.kind) {
    case 'happened':
      context.record({ kind: 'ADOPTED', data: { deviceJob: found.deviceJob, why: found.why } });
      return null;
    case 'not_happened':
      context.record({ kind: 'NOT_HAPPENED', data: { why: found.why } });
      return null;
    case 'cannot_tell': {
      const mayRepeat = effect.isRepeatable;
      const trouble = {
        code: 'cannot_tell',
        how: 'asked',
        effect: effect.name,
        known: found.known,
        mayRepeat,
      } as const;
      return mayRepeat ? failed(trouble) : needsOperator(trouble);
    }
  }
}

async function ask(context: StepContext, effect: DeviceEffect, evidence: Evidence): Promise<Probe> {
  context.live(null, `${effect.name}: asking the device whether it happened`);
  const device = createBootPoll(context);
  let failing: Stopwatch | null = null;
  for (;;) {
    const info = await device.askPatiently(showSystemInfo);
    if (info === null) return { kind: 'cannot_tell', known: device.lastWords() };
    if (info.serial !== evidence.serial) {
      return { kind: 'cannot_tell', known: `Another device (${info.serial}) answers at its address.` };
    }
    try {
      return await effect.probe(context, evidence);
    } catch (error) {
      if (!(error instanceof DeviceError) || context.stop.aborted) throw error;
      // That it could not be asked says nothing about what it did.
      failing ??= startStopwatch(context);
      if (!mayPass(error) || failing.elapsedMs() >= bootLimitMs(context.limits))
        return { kind: 'cannot_tell', known: noSoundAnswer(error) };
    }
  }
}

async function follow(
  context: StepContext,
  effect: DeviceEffect,
  sent: EffectState,
): Promise<StepResult | null> {
  const outcome = await effect.follow(context, sent);
  switch (outcome.kind) {
    case 'done':
      context.record({ kind: 'DONE', data: { adopted: null } });
      return done(outcome.message);
    case 'failed':
      return fail(context, outcome.trouble);
    case 'not_now':
      context.record({ kind: 'NOT_HAPPENED', data: { why: outcome.why } });
      return null;
    case 'unclear':
      return needsOperator(outcome.trouble);
  }
}

/** @param refused the device did not do anything of it. */
function fail(context: StepContext, trouble: WorkflowTrouble, refused?: true): StepResult {
  const result = failed(trouble);
  const { message, brief } = result;
  context.record({ kind: 'FAILED', data: { message, brief, trouble, ...(refused ? { refused } : {}) } });
  return result;
}

/** The process died between the two records of a failure; null where the release that wrote the first kept no trouble. */
function failedBefore({ trouble, message, brief }: StepState): StepResult | null {
  if (message === null) return null;
  return failedBy({ trouble: trouble ?? { code: 'effect_failed' }, message, brief: brief ?? message });
}
