/**
 * What can go wrong with one call, on a firewall or on Panorama, and what then comes back. An answer that is spoilt
 * belongs to a request that was carried out; a refusal to one that was not.
 */
import * as z from 'zod';
import type { Clock } from '../../ports/clock.ts';
import {
  failure,
  html,
  HANG,
  keyExpired,
  RESET,
  roleDenied,
  sessionTimedOut,
  type SimAnswer,
  type SimReply,
} from '../server/replies.ts';

const EVERY = '*';

/** Whether the device did what it was asked before this came back. */
const carriedOut = z.boolean().default(false);

const WHAT = [
  /** The connection breaks; nothing is carried out. */
  z.strictObject({ how: z.literal('drop_before') }),
  /** It is carried out, the answer is lost. */
  z.strictObject({ how: z.literal('drop_after') }),
  /** It is carried out at once, the answer comes so much later. */
  z.strictObject({ how: z.literal('delay'), seconds: z.number().positive() }),
  z.strictObject({ how: z.literal('http_status'), status: z.int().min(300).max(599), carriedOut }),
  /** It is carried out, and this part of the answer comes; HTTP ends as if it were whole. */
  z.strictObject({ how: z.literal('truncated'), fraction: z.number().min(0).max(1).default(0.5) }),
  z.strictObject({ how: z.literal('html'), carriedOut }),
  z.strictObject({ how: z.literal('empty'), carriedOut }),
  /** It is carried out, and the answer begins with a DOCTYPE that defines an entity. */
  z.strictObject({ how: z.literal('doctype') }),
  /** Nothing is carried out: one is sent to `location`. */
  z.strictObject({ how: z.literal('redirect'), location: z.url() }),
  /** It is carried out, and the answer trickles and never ends. */
  z.strictObject({ how: z.literal('slow_loris') }),
  /** Nothing ever comes back, and it is carried out so long after it arrived, if the device is still on the same boot then. */
  z.strictObject({ how: z.literal('late'), seconds: z.number().positive() }),
  /** A good key or password is refused, as while a device boots. */
  z.strictObject({ how: z.literal('unauthorised') }),
  z.strictObject({ how: z.literal('role_denied') }),
  /** A good key is refused as one that has ended. */
  z.strictObject({ how: z.literal('key_expired') }),
  z.strictObject({
    how: z.literal('session_timed_out'),
    /** The status it comes with. */
    form: z.enum(['error', 'unauth']).default('error'),
  }),
  /** An error in these words, without a code. */
  z.strictObject({ how: z.literal('error'), text: z.string() }),
  /** It is carried out and answered well, under a wrong Content-Type. */
  z.strictObject({ how: z.literal('content_type'), contentType: z.string().default('text/html') }),
] as const;

export const callFaultSchema = z.strictObject({
  kind: z.literal('call'),
  /**
   * The first words of a command, as a regular expression: `show jobs` is also `show jobs id 7`; `*` is every call.
   * Calls that are no commands have the names of the call log: `keygen`, `version`, `config get`, `export device-state`.
   */
  command: z
    .string()
    .refine((text) => text === EVERY || isRegularExpression(text), 'is not a regular expression'),
  /** Which of these calls is the first one hit; 1 is the next. */
  nth: z.int().min(1).default(1),
  /** How many in a row are hit. */
  times: z.union([z.int().min(1), z.literal('always')]).default(1),
  what: z.discriminatedUnion('how', WHAT),
});

export type CallFault = z.output<typeof callFaultSchema>;
type What = CallFault['what'];

/** What a device does with one call. */
export interface CallWork {
  readonly clock: Clock;
  /** Gives the true answer; not called where nothing is done. */
  carryOut(): Promise<SimReply>;
  /** Refuses whoever asks. */
  refuse(): SimReply;
  /** Plans something on this boot of the device. */
  later(ms: number, run: () => void): void;
}

/** Answers a call as the fault wants it. */
export async function spoilt(what: What | undefined, work: CallWork): Promise<SimReply> {
  const { clock } = work;
  const carryOut = (): Promise<SimReply> => work.carryOut();
  if (what === undefined) return carryOut();
  switch (what.how) {
    case 'drop_before':
      return RESET;
    case 'drop_after':
      await carryOut();
      return RESET;
    case 'delay': {
      const reply = await carryOut();
      await clock.sleep(what.seconds * 1000);
      return reply;
    }
    case 'late':
      work.later(what.seconds * 1000, () => void work.carryOut());
      return HANG;
    case 'http_status':
      if (what.carriedOut) await carryOut();
      return html(what.status);
    case 'html':
      if (what.carriedOut) await carryOut();
      return html(200);
    case 'empty':
      if (what.carriedOut) await carryOut();
      return { ...html(200), body: '' };
    case 'redirect':
      return { ...html(302), headers: { Location: what.location } };
    case 'unauthorised':
      return work.refuse();
    case 'key_expired':
      return keyExpired();
    case 'role_denied':
      return roleDenied();
    case 'session_timed_out':
      return sessionTimedOut(what.form);
    case 'error':
      return failure(what.text);
    case 'truncated':
      return changed(carryOut, (answer) => ({
        ...answer,
        body: answer.body.slice(0, Math.floor(answer.body.length * what.fraction)),
      }));
    case 'doctype':
      return changed(carryOut, (answer) => ({ ...answer, body: `${DOCTYPE}${String(answer.body)}` }));
    case 'slow_loris':
      return changed(carryOut, (answer) => ({ kind: 'trickle', answer }));
    case 'content_type':
      return changed(carryOut, (answer) => ({ ...answer, contentType: what.contentType }));
  }
}

const DOCTYPE = '<!DOCTYPE response [<!ENTITY version "11.1.0">]>\n';

/** What is spoilt is an answer; where none came there is nothing to spoil. */
async function changed(
  carryOut: () => Promise<SimReply>,
  change: (answer: SimAnswer) => SimReply,
): Promise<SimReply> {
  const reply = await carryOut();
  return reply.kind === 'answer' ? change(reply) : reply;
}

/** Whether a fault is meant for a call of this name. */
export function concerns(fault: CallFault, command: string): boolean {
  return fault.command === EVERY || new RegExp(`^(?:${fault.command})(?: |$)`).test(command);
}

function isRegularExpression(text: string): boolean {
  try {
    return new RegExp(text) instanceof RegExp;
  } catch {
    return false;
  }
}
