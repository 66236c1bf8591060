/** The state of the pretend Panorama. What it says is in panoramaApi.ts. */
import { ApiKeys } from '../server/apiKeys.ts';
import { CallLog } from '../server/callLog.ts';
import { Faults } from '../faults/faults.ts';
import type { World } from '../device/firewall.ts';

const UP_SINCE_DAYS = 63;

export interface Panorama {
  readonly world: World;
  readonly address: string;
  readonly calls: CallLog;
  readonly faults: Faults;
  readonly keys: ApiKeys;
  readonly bootedAt: number;
}

export function createPanorama(world: World, address: string): Panorama {
  const bootedAt = world.agenda.now - UP_SINCE_DAYS * 86_400_000;
  const { panorama, credentials } = world.fleet;
  const keys = new ApiKeys(panorama.serial, credentials);
  return { world, address, calls: new CallLog(), faults: new Faults(), keys, bootedAt };
}
