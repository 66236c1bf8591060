/** Does a sensor give alarm? A box that runs hot or on one power supply may not survive a restart. docs/PANOS.md "Environment". */
import type { Sensor } from '../../panos/answers/health/environmentals.ts';
import { showEnvironmentals } from '../../panos/commands/readiness.ts';
import type { Finding } from '../checkResult.ts';
import { fail, pass, unknown, type Check } from '../check.ts';
import { namesOf } from '../namesOf.ts';

export const environment: Check = {
  id: 'environment',
  defaultPolicy: 'warn',
  run: async ({ ask }) => judgeSensors(await ask(showEnvironmentals)),
};

function judgeSensors(sensors: readonly Sensor[]): Finding {
  if (sensors.length === 0) return pass('The device has no sensors, as virtual firewalls have none.');
  const alarms = sensors.filter(({ alarm }) => alarm === true);
  if (alarms.length > 0) {
    const names = alarms.map(({ kind, description }) => `${description} (${kind})`);
    return fail(`Alarm: ${namesOf(names)}. Look at the hardware before it is restarted.`);
  }
  const silent = sensors.filter(({ alarm }) => alarm === null);
  return silent.length === 0
    ? pass(`None of ${sensors.length} sensors gives alarm.`)
    : unknown(
        `The device does not say whether these give alarm: ${namesOf(silent.map((it) => it.description))}.`,
      );
}
