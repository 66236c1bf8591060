/** Is the device connected to its Panorama? What is not connected now is not helped by an upgrade. docs/PANOS.md "Panorama status". */
import type { PanoramaServer } from '../../panos/answers/panoramaStatus.ts';
import { showPanoramaStatus } from '../../panos/commands/readiness.ts';
import type { Finding } from '../checkResult.ts';
import { fail, pass, unknown, type Check } from '../check.ts';
import { namesOf } from '../namesOf.ts';

export const panoramaConnection: Check = {
  id: 'panorama_connection',
  defaultPolicy: 'warn',
  run: async ({ ask }) => judgeServers((await ask(showPanoramaStatus)).servers),
};

/** One of a pair of Panoramas is enough. */
function judgeServers(servers: readonly PanoramaServer[]): Finding {
  if (servers.length === 0) return pass('No Panorama is configured on the device.');
  const connected = servers.filter((server) => server.connected === 'yes');
  if (connected.length > 0) return pass(`Connected to ${namesOf(connected.map(({ address }) => address))}.`);
  const all = namesOf(servers.map(({ address }) => address));
  return servers.every((server) => server.connected === 'no')
    ? fail(
        `The device is not connected to Panorama (${all}). Look at Device > Setup > Management and at the network between them.`,
      )
    : unknown(`The device does not say clearly whether it is connected to Panorama (${all}).`);
}
