/** The management interface of Panorama: it knows the fleet's firewalls, and passes requests on to them. docs/PANOS.md "Panorama inventory". */
import type { Clock } from '../../ports/clock.ts';
import {
  commandName,
  counted,
  isLogin,
  login,
  refusedAtTheDoor,
  refusedLogin,
  type Door,
  type SimRequest,
} from '../server/access.ts';
import { batchSoftware } from './batchSoftware.ts';
import { deviceGroups, devices, isConnected } from './managedDevices.ts';
import { panoramaObject, shownPanoramaObject } from './panoramaConfig.ts';
import { panoramaHaState, panoramaInfo, panoramaJobs, panoramaVersion } from './panoramaSelf.ts';
import { spoilt } from '../faults/callFaults.ts';
import { commandWords } from '../server/commandWords.ts';
import { answerKnown } from '../api/firewallApi.ts';
import type { Panorama } from './panorama.ts';
import {
  badRequest,
  failure,
  invalidCredential,
  malformedCommand,
  unexpectedCommand,
  type SimReply,
} from '../server/replies.ts';

/** One HTTP exchange with Panorama. */
export async function callPanorama(panorama: Panorama, clock: Clock, request: SimRequest): Promise<SimReply> {
  const { fleet, agenda, account } = panorama.world;
  const words = request.form['type'] === 'op' ? commandWords(request.form['cmd'] ?? '') : [];
  const name = commandName(request, words);
  const { credentials } = fleet;
  return counted(panorama.calls, clock.now(), name, async () => {
    await clock.sleep(fleet.timing.latencyMs);
    agenda.advanceTo(clock.now());
    if (isLogin(request)) account.logins += 1;
    const door: Door = {
      agenda,
      credentials,
      account,
      keys: panorama.keys,
      role: credentials.roles.panorama,
    };
    return spoilt(panorama.faults.ofThisCall(name), {
      clock,
      carryOut: async () => {
        if (isLogin(request)) return login(door, clock, request);
        const refusal = refusedAtTheDoor(door, request, words ?? []);
        return refusal ?? letIn(panorama, clock, request, words);
      },
      refuse: () => (isLogin(request) ? refusedLogin(account, credentials, request) : invalidCredential()),
      later: (ms, run) => agenda.in(ms, run),
    });
  });
}

async function letIn(
  panorama: Panorama,
  clock: Clock,
  request: SimRequest,
  words: readonly string[] | null,
): Promise<SimReply> {
  const { target } = request.form;
  if (target !== undefined) return passedOn(panorama, clock, request, words, target);
  if (request.form['type'] === 'version') return panoramaVersion(panorama);
  if (request.form['type'] === 'config') return configured(panorama, request);
  if (request.form['type'] !== 'op') {
    return badRequest(`Illegal value for parameter "type" [${request.form['type'] ?? ''}].`);
  }
  return words === null ? malformedCommand() : answerCommand(panorama, words);
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

function configured(panorama: Panorama, { form }: SimRequest): SimReply {
  const xpath = form['xpath'] ?? '';
  switch (form['action']) {
    case 'get':
      return panoramaObject(panorama, xpath);
    case 'show':
      return shownPanoramaObject(panorama, xpath);
    default:
      return badRequest('Illegal value for parameter "action".');
  }
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
