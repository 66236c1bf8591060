/** A discovery in one sentence or two. */
import type { DiscoveryResult } from '../../../inventory/discovery.ts';
import type { MissedLogin } from '../../../inventory/sighting.ts';
import { type Button, buttons } from '../../actions/buttons.ts';

/** @param held why no login is sent for now, and when the next one is; empty while logins may be sent */
export function discoverySummary(
  { devices, summary, problems, untrusted, changed, cancelled }: DiscoveryResult,
  held: string,
): string {
  const missed = (why: MissedLogin): number => problems.filter(({ login }) => login === why).length;
  const [refused, notAsked, notStored] = [missed('refused'), missed('held'), missed('not_stored')];
  const stopped = untrusted.length + changed.length + refused + notAsked + notStored;
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
    [refused, 'refused the credentials'],
    [notAsked, 'not asked, so that no account is locked'],
    [notStored, 'without credentials'],
    [summary.unreachable - stopped, 'unreachable'],
    [summary.disconnected, 'disconnected'],
    [summary.vanished, 'no longer on Panorama'],
  ]);
  const details = [news, troubles].filter((part) => part !== '').join('; ');
  const begin = cancelled ? `Discovery was cancelled. Known so far: ${found}` : `Discovered ${found}`;
  const end = problems.length === 0 ? '' : ` ${count(problems.length, 'device')} could not be asked in full.`;
  return [`${begin}${details === '' ? '' : ` (${details})`}.${end}`, held]
    .filter((part) => part !== '')
    .join(' ');
}

/** What helps with what could not be asked. */
export function discoveryActions({ problems }: Pick<DiscoveryResult, 'problems'>): readonly Button[] {
  const { setFirewallCredentials, showLog } = buttons;
  if (problems.length === 0) return [];
  return problems.some(({ login }) => login !== null) ? [setFirewallCredentials, showLog] : [showLog];
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
