/** Are the planes busy? A busy management plane makes installs slow or fail, a busy dataplane feels every failover. docs/PANOS.md "Load". */
import type { DataplaneLoad } from '../../panos/answers/health/load.ts';
import { showDataplaneLoad, showManagementCpu } from '../../panos/commands/readiness.ts';
import type { Finding } from '../checkResult.ts';
import { fail, pass, unknown, type Check } from '../check.ts';
import { namesOf } from '../namesOf.ts';

const BUSY_PERCENT = 80;

export const managementCpu: Check = {
  id: 'management_cpu',
  defaultPolicy: 'warn',
  run: async ({ ask }) => judgeManagementCpu(await ask(showManagementCpu)),
};

export const dataplaneCpu: Check = {
  id: 'dataplane_cpu',
  defaultPolicy: 'warn',
  run: async ({ ask }) => judgeDataplanes(await ask(showDataplaneLoad)),
};

function judgeManagementCpu(percent: number | null): Finding {
  if (percent === null) return unknown('The device does not say how busy its management plane is.');
  const load = `The management plane was ${Math.floor(percent)} % busy in the last minute`;
  return percent < BUSY_PERCENT
    ? pass(`${load}.`)
    : fail(
        `${load}; below ${BUSY_PERCENT} % is fine. Wait until it is calmer, or find out what keeps it busy.`,
      );
}

function judgeDataplanes(planes: readonly DataplaneLoad[]): Finding {
  const loads = planes.map(({ plane, cpuPercent }) => ({
    name: cpuPercent === null ? plane : `${plane} ${Math.floor(cpuPercent)} %`,
    percent: cpuPercent,
  }));
  const busy = loads.filter(({ percent }) => percent !== null && percent >= BUSY_PERCENT);
  if (busy.length > 0) {
    return fail(
      `Busy in the last five minutes: ${namesOf(busy.map(({ name }) => name))}; below ${BUSY_PERCENT} % is fine. Wait for a calmer hour.`,
    );
  }
  const silent = loads.filter(({ percent }) => percent === null);
  if (loads.length === 0 || silent.length > 0) {
    return unknown(
      `The device does not say how busy ${namesOf(silent.map(({ name }) => name)) || 'its dataplane'} is.`,
    );
  }
  return pass(`Load in the last five minutes: ${namesOf(loads.map(({ name }) => name))}.`);
}
