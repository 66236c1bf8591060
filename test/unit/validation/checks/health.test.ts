import { dataplaneCpu, managementCpu } from '../../../../src/validation/checks/cpu.ts';
import { environment } from '../../../../src/validation/checks/environment.ts';
import { memory } from '../../../../src/validation/checks/memory.ts';
import { assertFinding, judged } from './scriptedDevice.ts';

describe('the check of the environment', () => {
  const sensor = (kind: string, description: string, alarm: string): string =>
    `<${kind}><Slot1><entry><description>${description}</description><alarm>${alarm}</alarm></entry></Slot1></${kind}>`;
  const finding = (sensors: string) => judged(environment, { 'show system environmentals': sensors });
  const calm = sensor('fan', 'Fan #1', 'False');

  it('fails for every alarm', async () => {
    const alarms = calm + sensor('power-supply', 'Power Supply #2', 'True');
    assertFinding(await finding(alarms), 'fail', /Alarm: Power Supply #2 \(power-supply\)\./);
    assertFinding(await finding(calm), 'pass', /None of 1 sensors/);
  });

  it('passes a device without sensors, and does not know what one does not say', async () => {
    assertFinding(await finding(''), 'pass', /no sensors/);
    assertFinding(
      await finding(calm + sensor('thermal', 'CPU', 'hot')),
      'unknown',
      /whether .* alarm: CPU\./,
    );
  });
});

describe('the checks of load', () => {
  const management = (text: string) =>
    judged(managementCpu, { 'show system state filter sys.monitor.*.mp.exports': text });
  const dataplane = (planes: string) =>
    judged(dataplaneCpu, {
      'show running resource-monitor minute last 5': `<resource-monitor><data-processors>${planes}</data-processors></resource-monitor>`,
    });
  const plane = (name: string, values: string): string =>
    `<${name}><minute><cpu-load-average><entry><coreid>1</coreid><value>${values}</value></entry></cpu-load-average></minute></${name}>`;
  const top = (text: string) => judged(memory, { 'show system resources': text });

  it('find a busy management plane from 80 % on', async () => {
    assertFinding(await management("sys.x: { 'cpu': { '1minavg': 79, }, }"), 'pass', /79 % busy/);
    assertFinding(await management("sys.x: { 'cpu': { '1minavg': 80, }, }"), 'fail', /80 % busy/);
    assertFinding(await management("'sys.x': NO_MATCHES"), 'unknown', /does not say/);
  });

  it('find busy dataplanes among others', async () => {
    const calm = plane('s1dp0', '10,20');
    assertFinding(await dataplane(calm), 'pass', /five minutes: s1dp0 15 %\./);
    assertFinding(await dataplane(calm + plane('s2dp0', '79,81')), 'fail', /: s2dp0 80 %;/);
    assertFinding(await dataplane(calm + plane('s2dp0', '*')), 'unknown', /how busy s2dp0 is/);
    assertFinding(await dataplane(''), 'unknown', /how busy its dataplane is/);
  });

  it('find a full memory from 90 % on', async () => {
    assertFinding(await top('MiB Mem : 1000.0 total, 101.0 free, 899.0 used'), 'pass', /89 %/);
    assertFinding(
      await top('KiB Mem : 1000 total, 100 free, 900 used'),
      'fail',
      /90 % .* below 90 % is fine/,
    );
    assertFinding(await top('Mem: plenty'), 'unknown', /does not say/);
  });
});
