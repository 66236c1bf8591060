/** The management interface of one firewall: what it says in which phase, and the commands that change it. */
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
import { saveConfig } from '../answers/changes.ts';
import { configObject, exportedConfig, exportedDeviceState, shownObject } from '../answers/configuration.ts';
import { typeVersion } from '../answers/systemInfo.ts';
import { restart } from '../boot/boot.ts';
import { spoilt } from '../faults/callFaults.ts';
import type { Command } from './command.ts';
import { commandWords } from '../server/commandWords.ts';
import { downloadContent, installContent, installPreviousContent } from '../software/contentUpdate.ts';
import { later, timing, varied, type Firewall } from '../device/firewall.ts';
import { makeFunctional, suspend, syncToRemote } from '../ha/haRequests.ts';
import { downloadForBoth } from '../ha/imageSync.ts';
import { READ_COMMANDS } from './readCommands.ts';
import {
  badRequest,
  HANG,
  html,
  invalidCredential,
  malformedCommand,
  notConnected,
  REFUSED,
  RESET,
  unexpectedCommand,
  type SimReply,
} from '../server/replies.ts';
import { deleteImage } from '../software/deviceImages.ts';
import { download } from '../software/softwareDownload.ts';
import { install } from '../software/softwareInstall.ts';

const COMMANDS: readonly Command[] = [
  ...READ_COMMANDS,
  {
    words: /^request system software download (?:sync-to-peer no )?version (\S+)(?: sync-to-peer no)?$/,
    answer: download,
    effect: true,
  },
  {
    words:
      /^request system software download (?=.*sync-to-peer yes)(?:sync-to-peer yes )?version (\S+)(?: sync-to-peer yes)?$/,
    answer: downloadForBoth,
    effect: true,
  },
  {
    words: /^request system software install (?:load-config \S+ )?version (\S+)(?: load-config \S+)?$/,
    answer: install,
    effect: true,
  },
  { words: /^delete software version (\S+)$/, answer: deleteImage, effect: true },
  {
    words: /^request content upgrade download latest(?: sync-to-peer \w+)?$/,
    answer: downloadContent,
    effect: true,
  },
  {
    words: /^request content upgrade install (?:(?:commit|sync-to-peer) \w+ )*version (\S+)(?: .*)?$/,
    answer: installContent,
    effect: true,
  },
  { words: /^request content downgrade install previous$/, answer: installPreviousContent, effect: true },
  { words: /^request restart system$/, answer: restart, effect: true },
  { words: /^request high-availability state suspend$/, answer: suspend, effect: true },
  { words: /^request high-availability state functional$/, answer: makeFunctional, effect: true },
  { words: /^request high-availability sync-to-remote running-config$/, answer: syncToRemote, effect: true },
  { words: /^save config to (\S+)$/, answer: saveConfig, effect: true },
];

/** One HTTP exchange with a firewall. Takes simulated time: the network's, and for a software check the update server's. */
export async function callFirewall(firewall: Firewall, clock: Clock, request: SimRequest): Promise<SimReply> {
  const words = request.form['type'] === 'op' ? commandWords(request.form['cmd'] ?? '') : [];
  const name = commandName(request, words);
  return counted(firewall.calls, clock.now(), name, async () => {
    await clock.sleep(timing(firewall).latencyMs);
    firewall.world.agenda.advanceTo(clock.now());
    if (isLogin(request) && firewall.phase !== 'down') firewall.world.account.logins += 1;
    const closed = answerWhileNotWorking(firewall, request);
    if (closed !== null) return closed;
    return spoilt(firewall.faults.ofThisCall(name), {
      clock,
      carryOut: async () => {
        const door = doorOf(firewall);
        if (isLogin(request)) return untilItGoesDown(firewall, () => login(door, clock, request));
        const refusal = refusedAtTheDoor(door, request, words ?? []);
        return refusal ?? answerKnown(firewall, clock, request, words);
      },
      refuse: () => refused(firewall, request),
      later: (ms, run) => later(firewall, ms, run),
    });
  });
}

/** What takes time gets no answer once the device has gone down. */
async function untilItGoesDown(firewall: Firewall, work: () => Promise<SimReply>): Promise<SimReply> {
  const boot = firewall.boots;
  const reply = await work();
  return firewall.boots === boot ? reply : RESET;
}

function doorOf({ world, keys }: Firewall): Door {
  const { agenda, account, fleet } = world;
  return { agenda, credentials: fleet.credentials, account, keys, role: fleet.credentials.roles.firewall };
}

/** Refuses whoever asks, with good credentials or without. */
function refused({ world }: Firewall, request: SimRequest): SimReply {
  return isLogin(request)
    ? refusedLogin(world.account, world.fleet.credentials, request)
    : invalidCredential();
}

/**
 * What a working firewall says to somebody whose key was found good, by itself or by its Panorama.
 * @param words those of a command; null when it is not well-formed, none for other requests.
 */
export async function answerKnown(
  firewall: Firewall,
  clock: Clock,
  request: SimRequest,
  words: readonly string[] | null,
): Promise<SimReply> {
  switch (request.form['type']) {
    case 'op':
      return words === null ? malformedCommand() : commanded(firewall, clock, words);
    case 'version':
      return typeVersion(firewall);
    case 'config':
      return configured(firewall, request.form['action'], request.form['xpath'] ?? '');
    case 'export':
      return exported(firewall, request.form['category']);
    default:
      return badRequest(`Illegal value for parameter "type" [${request.form['type'] ?? ''}].`);
  }
}

async function commanded(firewall: Firewall, clock: Clock, words: readonly string[]): Promise<SimReply> {
  const text = words.join(' ');
  const command = COMMANDS.find((known) => known.words.test(text));
  if (command === undefined) return unexpectedCommand(words);
  if (command.slow === true) {
    const boot = firewall.boots;
    await clock.sleep(varied(firewall, timing(firewall).softwareCheckSeconds));
    firewall.world.agenda.advanceTo(clock.now());
    if (firewall.boots !== boot) return RESET;
  }
  return carryOut(firewall, command, command.words.exec(text)?.[1] ?? '');
}

function configured(firewall: Firewall, action: string | undefined, xpath: string): SimReply {
  switch (action) {
    case 'get':
      return configObject(firewall, xpath);
    case 'show':
      return shownObject(firewall, xpath);
    default:
      return badRequest('Illegal value for parameter "action".');
  }
}

function exported(firewall: Firewall, category: string | undefined): SimReply {
  switch (category) {
    case 'configuration':
      return exportedConfig(firewall);
    case 'device-state':
      return exportedDeviceState(firewall);
    default:
      return badRequest(`Illegal value for parameter "category" [${category ?? ''}].`);
  }
}

function answerWhileNotWorking(firewall: Firewall, request: SimRequest): SimReply | null {
  switch (firewall.phase) {
    case 'working':
      return null;
    case 'down':
      return firewall.spec.whileDown === 'silent' ? HANG : REFUSED;
    case 'web_only':
      return html(statusWhileStarting(firewall));
    case 'no_authentication':
      if (isLogin(request) && firewall.spec.boot.loginWhileBooting === 'not_connected') return notConnected();
      return refused(firewall, request);
  }
}

function statusWhileStarting({ spec, family }: Firewall): number {
  switch (spec.boot.whileStarting) {
    case 'html':
      return 200;
    case 'http_503':
      return 503;
    case 'http_403':
      return 403;
    case undefined:
      // Both occur: an error status, and a page that looks like a success.
      return family === 'vm' ? 200 : 503;
  }
}

function carryOut(firewall: Firewall, command: Command, argument: string): SimReply {
  const user = firewall.world.fleet.credentials.username;
  const drop = command.effect === true ? firewall.faults.dropOfThisEffect() : null;
  if (drop === 'before') return RESET;
  const reply = command.answer(firewall, argument, user);
  return drop === 'after' ? RESET : reply;
}
