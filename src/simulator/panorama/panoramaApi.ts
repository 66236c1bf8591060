/** The management interface of Panorama: it knows the fleet's firewalls, and passes requests on to them. docs/PANOS.md "Panorama inventory". */
import type { Clock } from '../../ports/clock.ts';
import { atTheDoor, commandName, counted, type SimRequest } from '../server/access.ts';
import { batchSoftware } from './batchSoftware.ts';
import { deviceGroups, devices, isConnected } from './managedDevices.ts';
import { panoramaHaState, panoramaInfo, panoramaJobs, panoramaVersion } from './panoramaSelf.ts';
import { spoilt } from '../faults/callFaults.ts';
import { commandWords } from '../server/commandWords.ts';
import { answerKnown } from '../api/firewallApi.ts';
import type { Panorama } from './panorama.ts';
import {
  badRequest,
  failure,
  malformedCommand,
  unexpectedCommand,
  type SimReply,
} from '../server/replies.ts';

/** One HTTP exchange with Panorama. */
export async function callPanorama(panorama: Panorama, clock: Clock, request: SimRequest): Promise<SimReply> {
  const { fleet, agenda } = panorama.world;
  const words = request.form['type'] === 'op' ? commandWords(request.form['cmd'] ?? '') : [];
  const name = commandName(request, words);
  return counted(panorama.calls, clock.now(), name, async () => {
    await clock.sleep(fleet.timing.latencyMs);
    agenda.advanceTo(clock.now());
    return spoilt(panorama.faults.ofThisCall(name), clock, async () => {
      const { credentials } = fleet;
      const account = { owner: fleet.panorama.serial, credentials, role: credentials.roles.panorama };
      const answered = atTheDoor(account, request, words ?? []);
      if (answered !== null) return answered;
      const { target } = request.form;
      if (target !== undefined) return passedOn(panorama, clock, request, words, target);
      if (request.form['type'] === 'version') return panoramaVersion(panorama);
      if (request.form['type'] !== 'op') {
        return badRequest(`Illegal value for parameter "type" [${request.form['type'] ?? ''}].`);
      }
      return words === null ? malformedCommand() : answerCommand(panorama, words);
    });
  });
}

/** `target=SERIAL`: the firewall answers, through its own connection to Panorama. */
async function passedOn(
  panorama: Panorama,
  clock: Clock,
  request: SimRequest,
  words: readonly string[] | null,
  target: string,
): Promise<SimReply> {
  const { type = '' } = request.form as { type?: string };
  if (type !== 'op' && type !== 'config') return badRequest('Illegal parameter [target].');
  const firewall = panorama.world.firewalls.get(target);
  if (firewall === undefined || !isConnected(firewall)) return failure(`${target} not connected`);
  return answerKnown(firewall, clock, request, words);
}

function answerCommand(panorama: Panorama, words: readonly string[]): SimReply {
  const firewalls = [...panorama.world.firewalls.values()];
  switch (words.join(' ')) {
    case 'show system info':
      return panoramaInfo(panorama);
    case 'show devices all':
      return devices(firewalls);
    case 'show devices connected':
      return devices(firewalls.filter(isConnected));
    case 'show devicegroups':
      return deviceGroups(firewalls);
    case 'show high-availability state':
      return panoramaHaState(panorama);
    case 'show jobs all':
      return panoramaJobs(panorama);
    case 'request batch software check':
      return batchSoftware(panorama);
    default:
      return unexpectedCommand(words);
  }
}
