/** What can be made to go wrong on one device or on Panorama: part of a fleet file, or set while the fleet runs. */
import * as z from 'zod';
import { callFaultSchema, concerns, type CallFault } from './callFaults.ts';

const times = z.int().min(1).default(1);
/** Which of the effects the device is sent from now on; 1 is the next one. */
const nth = z.int().min(1).default(1);
const seconds = z.number().positive();

const KINDS = [
  callFaultSchema,
  /** From now on another certificate than the pinned one is presented. */
  z.strictObject({ kind: z.literal('certificate_changed') }),
  /** From now on somebody else listens at the address, and speaks HTTP without TLS. */
  z.strictObject({ kind: z.literal('plain_http') }),
  /** Every API key that was made up to now has ended. */
  z.strictObject({ kind: z.literal('keys_expire') }),
  /**
   * From now on another device stands in its place, with the configuration, certificate and keys of the old one: a
   * replacement (RMA). It has its own serial, and perhaps another version; all else is as it was.
   */
  z.strictObject({ kind: z.literal('exchanged'), serial: z.string().min(1), version: z.string().optional() }),
  /** The next boot brings up this version instead of the installed one. */
  z.strictObject({ kind: z.literal('wrong_version_after_boot'), version: z.string() }),
  /** The next restart takes the device down for good. */
  z.strictObject({ kind: z.literal('never_back') }),
  /** After the next restart the device stays down so much longer. */
  z.strictObject({ kind: z.literal('back_late'), minutes: z.number().positive() }),
  z.strictObject({ kind: z.literal('install_fails'), text: z.string().optional(), times }),
  z.strictObject({ kind: z.literal('download_fails'), text: z.string().optional(), times }),
  /** The next job of this type stops in the middle and never ends. */
  z.strictObject({ kind: z.literal('job_stalls'), type: z.enum(['Downld', 'SWInstall']) }),
  /** From now on there is no more room for images than this. */
  z.strictObject({ kind: z.literal('disk_full'), freeMb: z.int().default(0) }),
  /** From now on the software manager refuses installs for so long. */
  z.strictObject({ kind: z.literal('software_manager_busy'), minutes: z.number().positive() }),
  /** The effect is carried out, the answer is lost. */
  z.strictObject({ kind: z.literal('drop_after_acceptance'), nth }),
  /** The connection breaks after the request was sent; nothing is carried out. */
  z.strictObject({ kind: z.literal('drop_before'), nth }),
  /** Somebody else's job runs from now on. */
  z.strictObject({
    kind: z.literal('foreign_job'),
    type: z.string(),
    user: z.string(),
    seconds: seconds.default(300),
  }),
  /** The next restart is accepted, and the device goes on answering for so long. */
  z.strictObject({ kind: z.literal('slow_to_go_down'), seconds }),
  /** The next restart is accepted, and nothing happens. */
  z.strictObject({ kind: z.literal('restart_ignored') }),
  /** The next suspension is accepted, and nothing happens. */
  z.strictObject({ kind: z.literal('suspend_ignored') }),
  /** The next request to become functional is accepted, and nothing happens. */
  z.strictObject({ kind: z.literal('functional_ignored'), times }),
  /** The next time its peer leaves the pair, this member does not take over: it stays what it is, or cannot work itself. */
  z.strictObject({
    kind: z.literal('no_takeover'),
    state: z.enum(['passive', 'non-functional', 'suspended']).default('passive'),
  }),
  /** The next time its peer's configuration is copied to this member, the job for it fails. */
  z.strictObject({ kind: z.literal('config_sync_fails'), text: z.string().optional() }),
  /** After the next restart a link has failed: the member comes back non-functional, in an active/active pair tentative, and stays so. */
  z.strictObject({ kind: z.literal('link_fails_at_boot') }),
  /** Its links fail at this moment: it is non-functional, in an active/active pair tentative, and stays so. */
  z.strictObject({ kind: z.literal('links_fail') }),
  /** Somebody switches HA off on it at this moment: it says so, forwards nothing, and stays so. */
  z.strictObject({ kind: z.literal('ha_switched_off') }),
  /** It goes down at this moment, asked by nobody of us: for good, or for as long as a boot takes. */
  z.strictObject({ kind: z.literal('power_lost'), comesBack: z.boolean().default(false) }),
] as const;

export const faultSchema = z.discriminatedUnion('kind', KINDS);
export type Fault = z.output<typeof faultSchema>;
/** A fault as a fleet file or a test writes it: defaults may be left out. */
export type FaultInput = z.input<typeof faultSchema>;

/** Panorama has no boot and no jobs: what can go wrong is a call, who listens at its address, or its keys. */
export const panoramaFaultSchema = z.discriminatedUnion('kind', [KINDS[0], KINDS[1], KINDS[2], KINDS[3]]);

type FaultOf<K extends Fault['kind']> = Extract<Fault, { kind: K }>;

/** The faults that one device still has before it. */
export class Faults {
  #waiting: Fault[] = [];

  add(fault: Fault): void {
    this.#waiting.push({ ...fault });
  }

  /** Takes one fault of a kind, as far as `fits`; undefined when there is none (any more). */
  take<K extends Fault['kind']>(
    kind: K,
    fits: (fault: FaultOf<K>) => boolean = () => true,
  ): FaultOf<K> | undefined {
    const found = this.#waiting.find(
      (fault): fault is FaultOf<K> => fault.kind === kind && fits(fault as FaultOf<K>),
    );
    if (found === undefined) return undefined;
    this.#use(found);
    return found;
  }

  /** Called for every call a working device gets: what happens to this one. */
  ofThisCall(command: string): CallFault['what'] | undefined {
    let due: CallFault | undefined;
    for (const fault of this.#waiting) {
      if (fault.kind !== 'call' || !concerns(fault, command)) continue;
      if (fault.nth > 1) fault.nth -= 1;
      else due ??= fault;
    }
    if (due !== undefined) this.#use(due);
    return due?.what;
  }

  /** Called for every effect request: does its connection break, and before or after it is carried out? */
  dropOfThisEffect(): 'before' | 'after' | null {
    const drops = this.#waiting.filter(
      (fault) => fault.kind === 'drop_before' || fault.kind === 'drop_after_acceptance',
    );
    const due = drops.find((fault) => fault.nth === 1);
    for (const fault of drops) fault.nth -= 1;
    this.#waiting = this.#waiting.filter((fault) => fault !== due);
    if (due === undefined) return null;
    return due.kind === 'drop_before' ? 'before' : 'after';
  }

  /** A fault that is to happen several times stays until it did. */
  #use(fault: Fault): void {
    if ('times' in fault && (fault.times === 'always' || fault.times > 1)) {
      if (fault.times !== 'always') fault.times -= 1;
    } else {
      this.#waiting = this.#waiting.filter((other) => other !== fault);
    }
  }
}
