/**
 * The network between the tool and the fleet: away for a while, for all or for some, while every device goes on as
 * before. What a caller then sees is made of it by whoever carries its calls.
 */
import type { Clock } from '../ports/clock.ts';
import { Emitter } from '../ports/events.ts';
import type { Away } from './spec/networkSpec.ts';
import type { Agenda } from './time/agenda.ts';

export interface NetworkOutage {
  readonly how: Away;
  readonly seconds: number;
  /** Serials, or 'panorama'; left out: all. */
  readonly targets?: readonly string[] | undefined;
}

interface PlannedOutage extends Omit<NetworkOutage, 'seconds'> {
  readonly from: number;
  readonly to: number;
}

export class Network {
  readonly #agenda: Agenda;
  readonly #clock: Clock;
  /** Past, present and to come. */
  readonly #outages: PlannedOutage[] = [];
  readonly #changed = new Emitter<void>();

  /** Fires when an outage begins or ends. */
  readonly onChange = this.#changed.event;

  constructor(agenda: Agenda, clock: Clock) {
    this.#agenda = agenda;
    this.#clock = clock;
  }

  /** It is away from now on, or after `afterSeconds`, and comes back by itself. */
  away({ how, seconds, targets }: NetworkOutage, afterSeconds = 0): void {
    const from = this.#catchUp() + afterSeconds * 1000;
    const to = from + seconds * 1000;
    this.#outages.push({ how, from, to, targets });
    if (afterSeconds === 0) this.#changed.fire();
    else this.#agenda.in(from - this.#agenda.now, () => this.#changed.fire());
    this.#agenda.in(to - this.#agenda.now, () => this.#changed.fire());
  }

  /** How a target cannot be reached now; null when it can. @param target 'panorama' or a serial. */
  isAway(target: string): Away | null {
    const now = this.#catchUp();
    return this.#outagesOf(target).find(({ from, to }) => from <= now && now < to)?.how ?? null;
  }

  /** Whether packets were dropped at any moment from `since` on: an answer that was on its way then is lost. */
  hasDropped(target: string, since: number): boolean {
    const now = this.#catchUp();
    return this.#outagesOf(target).some(
      ({ how, from, to }) => how === 'dropped' && from <= now && since < to,
    );
  }

  #outagesOf(target: string): PlannedOutage[] {
    return this.#outages.filter(({ targets }) => targets === undefined || targets.includes(target));
  }

  #catchUp(): number {
    this.#agenda.advanceTo(this.#clock.now());
    return this.#agenda.now;
  }
}
