/** How an HA pair looks in the HA Pairs view. */
import type { HaPair } from '../../inventory/device.ts';
import { deviceName } from './deviceLook.ts';
import type { Look } from './look.ts';

export function pairLook(pair: HaPair): Look {
  const [first, second] = pair.members;
  const label = `${deviceName(first)} + ${deviceName(second)}`;
  const versions =
    first.swVersion === second.swVersion ? first.swVersion : `${first.swVersion} / ${second.swVersion}`;
  const roles = `${first.haState ?? 'unknown'} / ${second.haState ?? 'unknown'}`;
  const description = `${roles} · ${versions}`;
  return {
    label,
    description,
    ...(isWhole(pair)
      ? { icon: 'arrow-swap', color: 'charts.green' }
      : { icon: 'warning', color: 'list.warningForeground' }),
    spoken: `HA pair ${label}, ${isWhole(pair) ? '' : 'not exactly one active and one passive, '}${description}`,
    contextValue: 'pair downloadable bulkUpgradable',
  };
}

/** Exactly one member forwards and the other waits, on the same version. */
function isWhole({ members: [first, second] }: HaPair): boolean {
  const roles = [first.haState, second.haState].sort().join('+');
  return roles === 'active+passive' || roles === 'active-primary+active-secondary';
}
