/** The management interface of one firewall: which commands it knows, and what it says in which phase. */
import type { Clock } from '../ports/clock.ts';
import { commandName, counted, hasValidKey, keygen, type SimRequest } from './access.ts';
import { diskSpace } from './answers/diskSpace.ts';
import { haState } from './answers/haState.ts';
import { allJobs, jobById } from './answers/jobs.ts';
import { softwareCheck, softwareInfo } from './answers/software.ts';
import { systemInfo, typeVersion } from './answers/systemInfo.ts';
import { advancedRoutes, arpTable, legacyRoutes, sessionInfo } from './answers/tables.ts';
import { restart } from './boot.ts';
import { commandWords } from './commandWords.ts';
import { timing, varied, type Firewall } from './firewall.ts';
import { makeFunctional, suspend } from './ha.ts';
import {
  badRequest,
  HANG,
  html,
  invalidCredential,
  malformedCommand,
  REFUSED,
  RESET,
  success,
  successText,
  unexpectedCommand,
  type SimReply,
} from './replies.ts';
import { download, install } from './software.ts';

interface Command {
  /** Matches the whole command; its group is the argument. */
  readonly words: RegExp;
  readonly answer: (firewall: Firewall, argument: string, user: string) => SimReply;
  /** Changes the device. */
  readonly effect?: true;
  /** Waits for the update server. */
  readonly slow?: true;
}

const COMMANDS: readonly Command[] = [
  { words: /^show system info$/, answer: systemInfo },
  { words: /^show system disk-space$/, answer: diskSpace },
  { words: /^show jobs id (\d+)$/, answer: jobById },
  { words: /^show jobs all$/, answer: allJobs },
  { words: /^show high-availability state$/, answer: haState },
  { words: /^show chassis-ready$/, answer: (firewall) => successText(firewall.chassisReady ? 'yes' : 'no') },
  { words: /^show session info$/, answer: sessionInfo },
  { words: /^show routing route$/, answer: legacyRoutes },
  { words: /^show advanced-routing route$/, answer: advancedRoutes },
  { words: /^show arp all$/, answer: arpTable },
  {
    words: /^check pending-changes$/,
    answer: (firewall) => success(firewall.spec.pendingChanges ? 'yes' : 'no'),
  },
  { words: /^request system software check$/, answer: softwareCheck, slow: true },
  { words: /^request system software info$/, answer: softwareInfo },
  { words: /^request system software download version (\S+)$/, answer: download, effect: true },
  { words: /^request system software install version (\S+)$/, answer: install, effect: true },
  { words: /^request restart system$/, answer: restart, effect: true },
  { words: /^request high-availability state suspend$/, answer: suspend, effect: true },
  { words: /^request high-availability state functional$/, answer: makeFunctional, effect: true },
];

/** One HTTP exchange with a firewall. Takes simulated time: the network's, and for a software check the update server's. */
export async function callFirewall(firewall: Firewall, clock: Clock, request: SimRequest): Promise<SimReply> {
  const { agenda } = firewall.world;
  const words = request.form['type'] === 'op' ? commandWords(request.form['cmd'] ?? '') : [];
  return counted(firewall.calls, clock.now(), commandName(request, words), async () => {
    await clock.sleep(timing(firewall).latencyMs);
    agenda.advanceTo(clock.now());
    const closed = answerWhileNotWorking(firewall);
    if (closed !== null) return closed;

    const { credentials } = firewall.world.fleet;
    const { serial } = firewall.spec;
    if (request.form['type'] === 'keygen') return keygen(serial, credentials, request);
    if (!hasValidKey(serial, credentials, request)) return invalidCredential();
    if (request.form['type'] === 'version') return typeVersion(firewall);
    if (request.form['type'] !== 'op') {
      return badRequest(`Illegal value for parameter "type" [${request.form['type'] ?? ''}].`);
    }
    if (words === null) return malformedCommand();

    const text = words.join(' ');
    const command = COMMANDS.find((known) => known.words.test(text));
    if (command === undefined) return unexpectedCommand(words);
    if (command.slow === true) {
      const boot = firewall.boots;
      await clock.sleep(varied(firewall, timing(firewall).softwareCheckSeconds));
      agenda.advanceTo(clock.now());
      if (firewall.boots !== boot) return RESET;
    }
    return carryOut(firewall, command, command.words.exec(text)?.[1] ?? '');
  });
}

function answerWhileNotWorking(firewall: Firewall): SimReply | null {
  switch (firewall.phase) {
    case 'working':
      return null;
    case 'down':
      return firewall.spec.whileDown === 'silent' ? HANG : REFUSED;
    case 'web_only':
      // Both occur: an error status, and a page that looks like a success.
      return html(firewall.family === 'vm' ? 200 : 503);
    case 'no_authentication':
      return invalidCredential();
  }
}

function carryOut(firewall: Firewall, command: Command, argument: string): SimReply {
  const user = firewall.world.fleet.credentials.username;
  const drop = command.effect === true ? firewall.faults.dropOfThisEffect() : null;
  if (drop === 'before') return RESET;
  const reply = command.answer(firewall, argument, user);
  return drop === 'after' ? RESET : reply;
}
