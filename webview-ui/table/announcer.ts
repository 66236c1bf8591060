/**
 * What a screen reader is told while the page changes by itself: seldom enough to be listened to, and in the end
 * always how things stand.
 */
export interface Announcer {
  /**
   * Something has changed by itself: said now, or when the last announcement is long enough ago.
   * @param text empty: there is nothing to say, and whatever comes next is new.
   */
  announce(text: string): void;
  /** The answer to what the user just did: said at once. */
  answer(text: string): void;
}

/** In milliseconds. */
export const ANNOUNCEMENT_INTERVAL = 10_000;

export interface AnnouncerParts {
  readonly say: (text: string) => void;
  /** Runs something so many milliseconds later. */
  readonly later: (run: () => void, ms: number) => void;
  readonly now: () => number;
}

export function createAnnouncer({ say, later, now }: AnnouncerParts): Announcer {
  let newest = '';
  let said = '';
  let nextAt = 0;
  let isWaiting = false;

  const sayNewest = (): void => {
    isWaiting = false;
    if (newest === '' || newest === said) return;
    said = newest;
    nextAt = now() + ANNOUNCEMENT_INTERVAL;
    say(newest);
  };

  return {
    announce(text) {
      newest = text;
      if (text === '') said = '';
      if (text === said || isWaiting) return;
      const wait = nextAt - now();
      if (wait <= 0) {
        sayNewest();
        return;
      }
      isWaiting = true;
      later(sayNewest, wait);
    },
    answer: say,
  };
}
