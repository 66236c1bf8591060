/**
 * What an effect is: how it is asked for, observed before, followed after, and looked up on the device when nobody
 * knows whether it arrived. effects/carryEffect.ts carries each of them in the same way.
 */
import type { DeviceClient } from '../panos/client/client.ts';
import type { EffectCommand } from '../panos/calls/command.ts';
import type { StepContext } from './context.ts';
import type { Evidence } from './journalRecord.ts';
import type { Obstacle } from './obstacles.ts';
import type { EffectState } from './stepState.ts';
import type { WorkflowTrouble } from './workflowTroubles.ts';

/** What the device shows before anything is sent. */
export type Observation =
  | {
      readonly kind: 'needed';
      readonly evidence: Evidence;
      /** By our clock: until then what was seen is worth something, and later nothing is sent upon it. */
      readonly until?: number | undefined;
    }
  | { readonly kind: 'already'; readonly why: string }
  /** A request of ours does it already: an earlier job's, or one of this step whose answer was lost. */
  | { readonly kind: 'under_way'; readonly deviceJob: number; readonly why: string }
  | { readonly kind: 'blocked'; readonly by: Obstacle };

/** How what was sent (or adopted) came out. */
export type Outcome =
  | { readonly kind: 'done'; readonly message: string }
  | { readonly kind: 'failed'; readonly trouble: WorkflowTrouble }
  /** The device did nothing and says that it may be asked again later. */
  | { readonly kind: 'not_now'; readonly why: string }
  | { readonly kind: 'unclear'; readonly trouble: WorkflowTrouble };

/** What the device shows about a request of which we do not know whether it arrived. */
export type Probe =
  | { readonly kind: 'happened'; readonly deviceJob: number | null; readonly why: string }
  | { readonly kind: 'not_happened'; readonly why: string }
  | { readonly kind: 'cannot_tell'; readonly known: string };

export interface DeviceEffect {
  /** In words, for the journal and for people: "install 11.1.4". */
  readonly name: string;
  /** Gives the device's job id, where there is one. */
  readonly command: EffectCommand<number | null>;
  /** Who is asked, where that is not the device of the step, which shows what came of it. */
  readonly askedOf?: DeviceClient;
  /** May be asked for again without harm, even if nobody can say whether it was carried out. */
  readonly isRepeatable: boolean;
  /** How many times it may be sent in all, counting only times after which it was proven not to have happened. */
  sends(context: StepContext): number;
  /** Whether what the device refused may be asked for again, by its words; left out: a refusal is final. */
  bearsRefusal?(context: StepContext, words: string): boolean;
  observe(context: StepContext): Promise<Observation>;
  /** Follows what was sent or found to its end. */
  follow(context: StepContext, sent: EffectState): Promise<Outcome>;
  /** Asks the device, not our memory, whether an intent without an ending was carried out. */
  probe(context: StepContext, evidence: Evidence): Promise<Probe>;
}
