/** A discovery in one sentence or two. */
import type { DiscoveryResult } from '../../inventory/discovery.ts';

export function discoverySummary({ summary, problems, cancelled }: DiscoveryResult): string {
  const found = `${count(summary.total, 'device')} and ${count(summary.pairs, 'HA pair')}`;
  const details = [
    [summary.new, 'new'],
    [summary.updated, 'changed'],
    [summary.unknown, 'of unknown type'],
    [summary.unreachable, 'unreachable'],
    [summary.disconnected, 'disconnected'],
    [summary.vanished, 'no longer on Panorama'],
  ]
    .filter(([number]) => number !== 0)
    .map(([number, what]) => `${number} ${what}`)
    .join(', ');
  const begin = cancelled ? `Discovery was cancelled. Known so far: ${found}` : `Discovered ${found}`;
  const end = problems.length === 0 ? '' : ` ${count(problems.length, 'device')} could not be asked in full.`;
  return `${begin}${details === '' ? '' : ` (${details})`}.${end}`;
}

function count(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? '' : 's'}`;
}
