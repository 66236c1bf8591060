/** Are the sessions there that the user wants to see? Heavy on a busy device, so nothing is asked unless some are listed. docs/PANOS.md "Sessions". */
import type { Session } from '../../panos/answers/forwarding/sessionList.ts';
import { findSessions } from '../../panos/commands/forwarding.ts';
import { pass, type Check } from '../check.ts';
import { judgeRequired } from '../judgeRequired.ts';
import type { RequiredSession } from '../mustExist.ts';

export const sessions: Check = {
  id: 'sessions',
  defaultPolicy: 'warn',
  isHeavy: true,
  async run({ ask, mustExist }) {
    const required = mustExist.sessions;
    if (required.length === 0) return pass('No session is required.');
    const wanted = new Set(required.map(nameOf));
    const found = new Set((await ask(findSessions((session) => wanted.has(nameOf(session))))).map(nameOf));
    return judgeRequired('sessions', required.map(nameOf), found);
  },
};

function nameOf({ source, destination, destinationPort }: Session | RequiredSession): string {
  return `${source} to ${destination} port ${destinationPort}`;
}
