/**
 * Tells our own blindness from the silence of a device. While a device that is worked on is silent, others are looked at:
 * when none of them answers either, it is we who see nothing, and no time counts for the jobs concerned. A pair of which
 * neither member answers is not seen, whoever else is. A job that is cancelled waits for that only so long.
 */
import type { ContactBook } from '../../panos/transport/contactBook.ts';
import type { Clock } from '../../ports/clock.ts';
import type { AwakeTime } from './awakeTime.ts';
import { createJobTime, type JobTime } from './jobTime.ts';

/** What a job works on. Addresses are spelled as formatAddress does. */
export interface WatchedJob {
  readonly id: string;
  readonly hostnames: readonly string[];
  readonly addresses: readonly string[];
  /** Addresses that may be asked when its own are silent, best first: those of the first list, or of the second where none is left. */
  witnesses(): readonly (readonly string[])[];
}

/** What cannot be seen now. */
export interface Blindness {
  /** By the clock. */
  readonly since: number;
  readonly jobs: readonly string[];
  readonly hostnames: readonly string[];
  /** False where nothing but the devices of pairs is known to be silent. */
  readonly isEverything: boolean;
}

export interface LookoutParts {
  readonly clock: Clock;
  readonly awake: AwakeTime;
  readonly book: ContactBook;
  /** Looks whether anything answers there. @throws when nothing does. */
  readonly meet: (address: string) => Promise<unknown>;
  /** Called when what `blindness` gives has changed. */
  readonly onChange: () => void;
}

export interface Lookout {
  /**
   * Watches the job's devices while `work` goes on, and counts its time.
   * @param isCancelled true once somebody waits for its end.
   */
  during<T>(job: WatchedJob, isCancelled: () => boolean, work: (time: JobTime) => Promise<T>): Promise<T>;
  /** Null while every job sees its devices. */
  blindness(): Blindness | null;
}

interface Watch {
  readonly job: WatchedJob;
  readonly isCancelled: () => boolean;
  /** Found once they are needed: there may be thousands of devices to choose from. */
  witnesses: readonly string[] | null;
  readonly time: JobTime;
  /** By the clock; null while it sees. */
  blindSince: number | null;
}

/** Enough that they are hardly all away for reasons of their own. */
const MOST_WITNESSES = 3;
/** For so long a pair may be silent while others answer before limits run again. */
const LONGEST_UNSEEN_MS = 4 * 3_600_000;
/** And so long may be silent what a cancelled job works on: steps that listen to no cancel end by their limits alone. */
const LONGEST_UNSEEN_CANCELLED_MS = 30 * 60_000;
/** So often are silent devices and their witnesses looked at. */
const LOOK_MS = 10_000;

export function createLookout({ clock, awake, book, meet, onChange }: LookoutParts): Lookout {
  const watches = new Set<Watch>();
  let looking: AbortController | null = null;

  book.onDidChange((address) => {
    for (const watch of watches) {
      const isConcerned =
        watch.job.addresses.includes(address) || watch.witnesses?.includes(address) === true;
      if (isConcerned) update(watch);
    }
    lookWhereNeeded();
  });

  function lookWhereNeeded(): void {
    if (looking === null && someSilent()) void look();
  }

  /** Since when nothing of these answers; null where something does, or was not asked yet. */
  function silentSince(addresses: readonly string[]): number | null {
    let since: number | null = null;
    for (const address of addresses) {
      const silent = book.of(address)?.silentSince ?? null;
      if (silent === null) return null;
      since = Math.max(since ?? 0, silent);
    }
    return since;
  }

  /** Not those that other jobs work on, which may be restarting because of them. */
  function witnessesOf(watch: Watch): readonly string[] {
    if (watch.witnesses === null) {
      const taken = new Set([...watches].flatMap(({ job }) => job.addresses));
      const free = watch.job.witnesses().map((list) => list.filter((address) => !taken.has(address)));
      watch.witnesses = (free.find((list) => list.length > 0) ?? []).slice(0, MOST_WITNESSES);
    }
    return watch.witnesses;
  }

  function blindSince(watch: Watch): number | null {
    const { addresses } = watch.job;
    const own = silentSince(addresses);
    if (own === null) return null;
    const others = silentSince(witnessesOf(watch));
    if (others === null && addresses.length === 1) return null;
    const since = Math.max(own, others ?? own);
    // Who answers beside a silent pair may be elsewhere: its site is cut off, or down. That is waited for, and not for ever.
    const longest = Math.min(
      others === null ? LONGEST_UNSEEN_MS : Infinity,
      watch.isCancelled() ? LONGEST_UNSEEN_CANCELLED_MS : Infinity,
    );
    return awake.ms() - since < longest ? since : null;
  }

  function update(watch: Watch): void {
    if (!watch.job.addresses.some(isSilent)) watch.witnesses = null;
    const since = blindSince(watch);
    if (since !== null && watch.blindSince === null) {
      watch.blindSince = clock.now() - (awake.ms() - since);
      watch.time.stopSince(since);
      onChange();
    } else if (since === null && watch.blindSince !== null) {
      watch.blindSince = null;
      watch.time.goOn();
      onChange();
    }
  }

  function someSilent(): boolean {
    return [...watches].some(({ job }) => job.addresses.some(isSilent));
  }

  function isSilent(address: string): boolean {
    return (book.of(address)?.silentSince ?? null) !== null;
  }

  async function look(): Promise<void> {
    const stop = new AbortController();
    looking = stop;
    try {
      while (someSilent()) {
        const due = [...watches]
          .filter(({ job }) => job.addresses.some(isSilent))
          // What is silent is asked by the job itself, unless it waits until something is seen again.
          .flatMap((watch) => [
            ...watch.job.addresses.filter((address) => watch.blindSince !== null || !isSilent(address)),
            ...witnessesOf(watch),
          ]);
        await Promise.all([...new Set(due)].filter(isStale).map(lookAt));
        // Time may have decided it, where nothing else has changed.
        for (const watch of watches) update(watch);
        await clock.sleep(LOOK_MS, stop.signal);
      }
    } catch {
      // Nobody is watched any more.
    } finally {
      if (looking === stop) looking = null;
    }
  }

  function isStale(address: string): boolean {
    const at = book.of(address)?.at;
    return at === undefined || awake.ms() - at >= LOOK_MS;
  }

  /** The book notes how it ended; one that hangs counts as silent before it ends. */
  async function lookAt(address: string): Promise<void> {
    const begunAt = book.now();
    const answered = new AbortController();
    const met = meet(address).then(
      () => undefined,
      () => undefined,
    );
    const tooLong = clock.sleep(LOOK_MS, answered.signal).then(
      () => book.missed(address, begunAt),
      () => undefined,
    );
    await Promise.race([met, tooLong]);
    answered.abort('answered');
  }

  return {
    async during(job, isCancelled, work) {
      const time = createJobTime(awake);
      const watch: Watch = { job, isCancelled, witnesses: null, time, blindSince: null };
      watches.add(watch);
      try {
        return await awake.during(() => {
          // Its devices may be known to be silent: then nothing changes that would be told.
          update(watch);
          lookWhereNeeded();
          return work(watch.time);
        });
      } finally {
        watches.delete(watch);
        if (watches.size === 0) {
          looking?.abort('nobody is watched');
          // It may end much later, and does not look for whoever comes next.
          looking = null;
        }
        if (watch.blindSince !== null) onChange();
      }
    },

    blindness() {
      const blind = [...watches].filter(({ blindSince: since }) => since !== null);
      if (blind.length === 0) return null;
      return {
        since: Math.min(...blind.map(({ blindSince: since }) => since ?? clock.now())),
        jobs: blind.map(({ job }) => job.id),
        hostnames: blind.flatMap(({ job }) => job.hostnames),
        isEverything: blind.some(({ witnesses }) => silentSince(witnesses ?? []) !== null),
      };
    },
  };
}
