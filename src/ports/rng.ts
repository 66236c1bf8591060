/** Chance as the engines see it: jitter and ids. Seeded in tests, so that a failing run can be repeated. */
export interface Rng {
  /** A number in [0, 1). */
  next(): number;
}

/** Unpredictable enough for jitter and job ids; never used for secrets. */
export const systemRng: Rng = { next: () => Math.random() };

/** mulberry32: the same seed gives the same sequence on every platform. */
export function seededRng(seed: number): Rng {
  let state = seed >>> 0;
  return {
    next() {
      state = (state + 0x6d2b79f5) >>> 0;
      let mixed = Math.imul(state ^ (state >>> 15), state | 1);
      mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
      return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
    },
  };
}

/** `length` characters of [0-9a-z], for ids people may read aloud. */
export function randomToken(rng: Rng, length: number): string {
  return Array.from({ length }, () => Math.floor(rng.next() * 36).toString(36)).join('');
}
