/** Moments for people, in their language and time zone. */
import type { EngineHolder } from './engineHolder.ts';

/** Puts a moment of the engine's clock into words. */
export type TimeWords = (at: number) => string;

/** With a simulated fleet that clock runs ahead of the one on the wall, so it is said. */
export function timeWords(holder: Pick<EngineHolder, 'opened'>): TimeWords {
  return (at) => {
    const words = new Date(at).toLocaleString();
    return (holder.opened?.simulation ?? null) === null ? words : `${words} (simulated time)`;
  };
}
