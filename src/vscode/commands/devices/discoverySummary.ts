/** A discovery in one sentence or two. */
import type { DiscoveryResult } from '../../../inventory/discovery.ts';

export function discoverySummary({
  devices,
  summary,
  problems,
  untrusted,
  changed,
  cancelled,
}: DiscoveryResult): string {
  const found = `${count(summary.total, 'device')} and ${count(summary.pairs, 'HA pair')}`;
  // What is not there is of unknown type as a rule; it is counted once, by why it is not there.
  const unknown = devices.filter(
    ({ deviceType, presence }) => deviceType === 'unknown' && presence === 'reachable',
  ).length;
  const news = counts([
    [summary.new, 'new'],
    [summary.updated, 'changed'],
  ]);
  const troubles = counts([
    [unknown, 'of unknown type'],
    [untrusted.length, 'not trusted yet'],
    [changed.length, 'stopped by another certificate'],
    [summary.unreachable - untrusted.length - changed.length, 'unreachable'],
    [summary.disconnected, 'disconnected'],
    [summary.vanished, 'no longer on Panorama'],
  ]);
  const details = [news, troubles].filter((part) => part !== '').join('; ');
  const begin = cancelled ? `Discovery was cancelled. Known so far: ${found}` : `Discovered ${found}`;
  const end = problems.length === 0 ? '' : ` ${count(problems.length, 'device')} could not be asked in full.`;
  return `${begin}${details === '' ? '' : ` (${details})`}.${end}`;
}

/** Those that are not zero. */
function counts(all: readonly (readonly [number: number, what: string])[]): string {
  return all
    .filter(([number]) => number !== 0)
    .map(([number, what]) => `${number} ${what}`)
    .join(', ');
}

function count(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? '' : 's'}`;
}
