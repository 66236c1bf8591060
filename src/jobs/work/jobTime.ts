/** The time that counts for one job: see workflow/countedTime.ts. */
import type { CountedTime } from '../../workflow/countedTime.ts';

export interface JobTime extends CountedTime {
  /** Nothing is seen any more, in truth since a moment ago: what counted since then is taken back. */
  stopSince(ms: number): void;
  goOn(): void;
}

/** @param base what counts for everybody; its `ms` are those of `stopSince`. */
export function createJobTime(base: Pick<CountedTime, 'ms'>): JobTime {
  let counted = 0;
  /** From when on it counts; null while it does not. */
  let from: number | null = base.ms();
  let [held, isBlind] = [0, false];

  function settle(at: number = base.ms()): void {
    const shouldCount = held === 0 && !isBlind;
    if (from !== null && !shouldCount) {
      counted += Math.max(0, at - from);
      from = null;
    } else if (from === null && shouldCount) {
      from = base.ms();
    }
  }

  return {
    ms: () => counted + (from === null ? 0 : base.ms() - from),
    async uncounted(work) {
      held += 1;
      settle();
      try {
        return await work();
      } finally {
        held -= 1;
        settle();
      }
    },
    stopSince(ms) {
      isBlind = true;
      settle(ms);
    },
    goOn() {
      isBlind = false;
      settle();
    },
  };
}
