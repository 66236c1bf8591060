/** A lookout with a clock and a book, and what it looked at. */
import assert from 'node:assert/strict';
import { createAwakeTime } from '../../../../src/jobs/work/awakeTime.ts';
import type { JobTime } from '../../../../src/jobs/work/jobTime.ts';
import { createLookout, type Blindness, type WatchedJob } from '../../../../src/jobs/work/lookout.ts';
import { ContactBook } from '../../../../src/panos/transport/contactBook.ts';
import { VirtualClock } from '../../../../src/simulator/time/virtualClock.ts';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;

/** What is at an address when it is looked at. */
type Presence = 'answers' | 'silent' | 'hangs';

export class Scene {
  readonly clock = new VirtualClock();
  /** By which the engine's clock is ahead. */
  ahead = 0;
  readonly presence = new Map<string, Presence>();
  readonly looks: string[] = [];
  readonly changes: (Blindness | null)[] = [];
  readonly #engineClock = {
    now: () => this.clock.now() + this.ahead,
    sleep: (ms: number, signal?: AbortSignal) => this.clock.sleep(ms, signal),
  };
  readonly #awake = createAwakeTime(this.#engineClock);
  readonly book = new ContactBook(() => this.#awake.ms());
  readonly lookout = createLookout({
    clock: this.#engineClock,
    awake: this.#awake,
    book: this.book,
    meet: (address) => this.#meet(address),
    onChange: () => this.changes.push(this.lookout.blindness()),
  });
  readonly begun = this.clock.now();
  isCancelled = false;

  set(presence: Presence, ...addresses: string[]): void {
    for (const address of addresses) this.presence.set(address, presence);
  }

  /** As every call over the watched transport does. */
  async #meet(address: string): Promise<void> {
    this.looks.push(address);
    const begunAt = this.book.now();
    switch (this.presence.get(address) ?? 'answers') {
      case 'answers':
        this.book.answered(address);
        return;
      case 'silent':
        this.book.missed(address, begunAt);
        throw new Error('the connection was refused');
      case 'hangs':
        await this.clock.sleep(HOUR);
        this.book.missed(address, begunAt);
        throw new Error('no connection');
    }
  }

  /** What the job itself asks, which falls silent now and is asked by nobody else. */
  fallSilent(...addresses: string[]): void {
    this.set('silent', ...addresses);
    for (const address of addresses) this.book.missed(address, this.book.now());
  }

  /** A job at work until it is ended. */
  work(job: WatchedJob): { time: JobTime; end: () => Promise<void> } {
    let done = (): void => undefined;
    let time: JobTime | undefined;
    const working = this.lookout.during(
      job,
      () => this.isCancelled,
      (counted) => {
        time = counted;
        return new Promise<void>((resolve) => (done = resolve));
      },
    );
    assert.ok(time !== undefined);
    return {
      time,
      end: () => {
        done();
        return working;
      },
    };
  }
}

export function alone(...witnesses: string[]): WatchedJob {
  return { id: 'job-1', hostnames: ['fw-1'], addresses: ['fw-1'], witnesses: () => [witnesses] };
}

export function ofPair(...witnesses: string[]): WatchedJob {
  return {
    id: 'job-2',
    hostnames: ['fw-a', 'fw-b'],
    addresses: ['fw-a', 'fw-b'],
    witnesses: () => [witnesses],
  };
}
