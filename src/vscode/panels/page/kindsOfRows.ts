/** The rows of a table are of several kinds: each has one look, in its counter and in its rows. */
import type { CounterView, Status } from '../../../../webview-ui/protocol.ts';

export interface KindLook {
  readonly label: string;
  readonly status: Status;
}

/** @param kinds of all rows. @returns how many rows are of a kind */
export function countKinds<K extends string>(kinds: Iterable<K>): (kind: K) => number {
  const counts = new Map<K, number>();
  for (const kind of kinds) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return (kind) => counts.get(kind) ?? 0;
}

/** @param looks in the order of the counters */
export function countersOf<K extends string>(
  looks: Readonly<Record<K, KindLook>>,
  count: (kind: K) => number,
): CounterView[] {
  return (Object.keys(looks) as K[]).map((id) => ({ id, ...looks[id], count: count(id) }));
}
