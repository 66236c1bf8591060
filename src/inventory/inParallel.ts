/** Many firewalls at once, but not all of them: a fixed number of workers who take the next one when they are done. */

/**
 * @param workers how many items are worked on at a time, 1 or more.
 * @param work must not throw for anything that concerns one item only: the first error ends the whole.
 */
export async function inParallel<T>(
  items: readonly T[],
  workers: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  // One iterator for all workers: each takes what is next.
  const waiting = items.values();
  const worker = async (): Promise<void> => {
    for (const item of waiting) await work(item);
  };
  await Promise.all(Array.from({ length: workers }, worker));
}
