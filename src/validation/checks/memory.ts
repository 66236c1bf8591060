/** Has the management plane memory left? An install needs some of it. docs/PANOS.md "Load". */
import { showManagementMemory } from '../../panos/commands/readiness.ts';
import type { Finding } from '../checkResult.ts';
import { fail, pass, unknown, type Check } from '../check.ts';

const FULL_PERCENT = 90;

export const memory: Check = {
  id: 'memory',
  defaultPolicy: 'warn',
  run: async ({ ask }) => judgeMemory(await ask(showManagementMemory)),
};

function judgeMemory(percent: number | null): Finding {
  if (percent === null) return unknown('The device does not say how much of its memory is in use.');
  const use = `${Math.floor(percent)} % of the management plane's memory is in use`;
  return percent < FULL_PERCENT
    ? pass(`${use}.`)
    : fail(
        `${use}; below ${FULL_PERCENT} % is fine. Find out what uses it; a restart of the management server may help.`,
      );
}
