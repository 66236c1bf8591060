/** Environment, load and processes of a device. docs/PANOS.md "Environment", "Load", "Processes". */
import { timeText, uptimeText } from '../time/deviceTime.ts';
import { localTime, type Firewall } from '../device/firewall.ts';
import { dataplanes, isVirtual } from '../device/hardware.ts';
import { element, fields, success, successText, type SimReply } from '../server/replies.ts';
import { compareVersions } from '../../panos/version.ts';

const CORES = 4;

/** `show system environmentals`: empty on a virtual firewall. Some devices put no slots around the sensors. */
export function environmentals(firewall: Firewall): SimReply {
  if (isVirtual(firewall)) return success('');
  const missing = firewall.spec.condition.alarm;
  const sensor = (
    kind: string,
    slot: number,
    description: string,
    alarm: boolean,
    more: Record<string, string>,
  ): string => {
    const entry = element('entry', fields({ slot, description, alarm: alarm ? 'True' : 'False', ...more }));
    const isFlat = firewall.spec.answers.environment === 'flat';
    return element(kind, isFlat ? entry : element(`Slot${slot}`, entry));
  };
  return success(
    sensor('thermal', 0, 'Temperature: MP Core', false, { DegreesC: '41.5', min: '-5.0', max: '70.0' }) +
      sensor('fantray', 1, 'Fan Tray', false, { Inserted: 'True', min: '1' }) +
      sensor('fan', 1, 'Fan #1 RPM', false, { RPMs: '4120', min: '1000' }) +
      sensor('power', 1, 'Power: DP Core', false, { Volts: '1.008', min: '0.9', max: '1.1' }) +
      sensor('power-supply', 1, 'Power Supply #1 (left)', missing, {
        Inserted: missing ? 'False' : 'True',
        min: 'True',
      }),
  );
}

/** `show running resource-monitor minute last N`: averages of every core, newest minute first. */
export function dataplaneLoad(firewall: Firewall, minutes: string): SimReply {
  const value = Math.round(firewall.spec.condition.dataplaneCpu);
  const values = Array.from({ length: Number(minutes) }, () => value).join(',');
  const cores = Array.from({ length: CORES }, (_, coreid) =>
    // The first core manages the others and is idle.
    element('entry', fields({ coreid, value: coreid === 0 ? values.replaceAll(/\d+/g, '0') : values })),
  ).join('');
  const load = element('minute', element('cpu-load-average', cores) + element('cpu-load-maximum', cores));
  const processors = dataplanes(firewall).map((name) => element(name, load));
  return success(element('resource-monitor', element('data-processors', processors.join(''))));
}

/** `show system state filter sys.monitor.*.mp.exports`: nearly JSON. */
export function managementLoad(firewall: Firewall): SimReply {
  const { managementCpu, systemState } = firewall.spec.condition;
  if (!systemState) return successText("'sys.monitor.*.mp.exports': NO_MATCHES");
  const disks =
    "[ { 'Drive': sda, 'Mount': None, 'Rd ms': 5102, 'Wr ms': 88213, }, { 'Drive': sda6, 'Mount': /opt/panrepo, 'Rd ms': 796, 'Wr ms': 1316, }, ]";
  const cpu = `{ '1minavg': ${Math.round(managementCpu)}, }`;
  return successText(`sys.monitor.s0.mp.exports: { 'cpu': ${cpu}, 'disks': ${disks}, 'slot': 0, }`);
}

/** `show system resources`: the text of top, in MiB from 10.1 on, in KiB before, and up to 8.1 in the form of an older one. */
export function systemResources(firewall: Firewall): SimReply {
  const { now } = firewall.world.agenda;
  const inMib = compareVersions(firewall.version, '10.1.0') >= 0;
  const total = 16_384;
  const used = (total * firewall.spec.condition.memoryUsed) / 100;
  const amount = (mib: number): string => (inMib ? mib.toFixed(1) : String(Math.round(mib * 1024)));
  const memory = `${amount(total)} total, ${amount((total - used) / 2)} free, ${amount(used)} used, ${amount((total - used) / 2)} buff/cache`;
  const unit = inMib ? 'MiB' : 'KiB';
  const isOld = compareVersions(firewall.version, '9.0.0') < 0;
  const lines = [
    `top - ${timeText(localTime(firewall))} up ${uptimeText(now - firewall.bootedAt)},  0 users,  load average: 0.42, 0.38, 0.35`,
    'Tasks: 214 total,   1 running, 213 sleeping,   0 stopped,   0 zombie',
    `%Cpu(s): ${firewall.spec.condition.managementCpu.toFixed(1)} us,  2.1 sy,  0.0 ni, 88.0 id,  0.3 wa,  0.0 hi,  0.1 si,  0.0 st`,
    ...(isOld
      ? oldMemory(total, used)
      : [
          `${unit} Mem : ${memory}`,
          `${unit} Swap: ${amount(4096)} total, ${amount(4096)} free, ${amount(0)} used, ${amount(total - used)} avail Mem`,
        ]),
    '',
    '  PID USER      PR  NI    VIRT    RES    SHR S  %CPU  %MEM     TIME+ COMMAND',
    ' 3402            20   0 1803284 412120  61220 S   6.2   2.5 190:14.11 mgmtsrvr',
  ];
  return successText(lines.join('\n'));
}

/** What is kept for files counts as used, and the larger part of it stands beside the swap. In MiB. */
function oldMemory(total: number, used: number): string[] {
  const amount = (mib: number): string => `${Math.round(mib * 1024)}k`.padStart(9);
  const [buffers, cached] = [(total - used) * 0.05, (total - used) * 0.6];
  const free = total - used - buffers - cached;
  return [
    `Mem:  ${amount(total)} total, ${amount(total - free)} used, ${amount(free)} free, ${amount(buffers)} buffers`,
    `Swap: ${amount(4096)} total, ${amount(0)} used, ${amount(4096)} free, ${amount(cached)} cached`,
  ];
}

const GROUPS = ['all', 'base', 'batch', 'chassis', 'control'];
const PROCESSES = ['authd', 'configd', 'devsrvr', 'ha_agent', 'mgmtsrvr', 'routed', 'snmpd', 'web_backend'];

/** `show system software status`: processes, not software. Some still start while the data plane comes up. */
export function processes(firewall: Firewall): SimReply {
  const { stoppedProcess } = firewall.spec.condition;
  const state = (name: string): string => {
    if (name === stoppedProcess) return 'stopped';
    return firewall.chassisReady || !['devsrvr', 'routed'].includes(name) ? 'running' : 'starting';
  };
  const lines = [
    'Slot 1, Role mp',
    '-'.repeat(80),
    'Type     Name                 State      Info',
    ...GROUPS.map((name) => `Group    ${name.padEnd(20)} running`),
    ...PROCESSES.map(
      (name, index) =>
        `Process  ${name.padEnd(20)} ${state(name).padEnd(10)} (pid: ${state(name) === 'stopped' ? -1 : 3400 + index})`,
    ),
  ];
  return successText(lines.join('\n'));
}
