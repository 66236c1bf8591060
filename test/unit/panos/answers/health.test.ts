import assert from 'node:assert/strict';
import { AnswerShapeError } from '../../../../src/panos/calls/elementReaders.ts';
import { readEnvironmentals } from '../../../../src/panos/answers/health/environmentals.ts';
import {
  readDataplaneLoad,
  readManagementCpu,
  readManagementMemory,
} from '../../../../src/panos/answers/health/load.ts';
import { readProcesses } from '../../../../src/panos/answers/health/processes.ts';
import { result } from '../sampleXml.ts';

describe('readEnvironmentals', () => {
  it('reads the alarms of every kind of sensor on every slot', () => {
    const sensors = readEnvironmentals(
      result(
        '<thermal><Slot1><entry><description>Temperature near CPU</description><alarm>False</alarm></entry></Slot1></thermal>' +
          '<power-supply><Slot1><entry><description>Power Supply #1</description><alarm>True</alarm></entry></Slot1>' +
          '<Slot2><entry><description>Power Supply #2</description><alarm>maybe</alarm></entry></Slot2></power-supply>',
      ),
    );
    assert.deepEqual(
      sensors.map(({ kind, description, alarm }) => [kind, description, alarm]),
      [
        ['thermal', 'Temperature near CPU', false],
        ['power-supply', 'Power Supply #1', true],
        ['power-supply', 'Power Supply #2', null],
      ],
    );
  });

  it('reads sensors without slots around them', () => {
    const sensors = readEnvironmentals(
      result(
        '<thermal><entry><slot>1</slot><description>Near fan</description><alarm>False</alarm></entry><entry><slot>1</slot><description>Near CPU</description><alarm>True</alarm></entry></thermal>',
      ),
    );
    assert.deepEqual(
      sensors.map(({ description, alarm }) => [description, alarm]),
      [
        ['Near fan', false],
        ['Near CPU', true],
      ],
    );
  });

  it('refuses a kind of sensor of which it understands none, whatever it understands of others', () => {
    const good =
      '<fan><Slot1><entry><description>Fan 1</description><alarm>False</alarm></entry></Slot1></fan>';
    assert.throws(
      () => readEnvironmentals(result(`${good}<thermal><row><alarm>True</alarm></row></thermal>`)),
      AnswerShapeError,
    );
    assert.equal(readEnvironmentals(result(`${good}<thermal/>`)).length, 1);
  });

  it('gives none on a virtual firewall, and refuses text', () => {
    assert.deepEqual(readEnvironmentals(result('')), []);
    assert.throws(() => readEnvironmentals(result('not supported')), AnswerShapeError);
  });
});

describe('readDataplaneLoad', () => {
  const plane = (name: string, ...cores: string[]): string =>
    `<${name}><minute><cpu-load-average>${cores.map((value, id) => `<entry><coreid>${id}</coreid><value>${value}</value></entry>`).join('')}</cpu-load-average></minute></${name}>`;
  const load = (planes: string) =>
    readDataplaneLoad(
      result(`<resource-monitor><data-processors>${planes}</data-processors></resource-monitor>`),
    );

  it('gives the mean over working cores and minutes for each dataplane', () => {
    const planes =
      plane('s1dp0', '0,0', '40, 80', '0,20') + plane('s1dp1', '10') + plane('s1dp2', '0,0', '0,0');
    assert.deepEqual(load(planes), [
      { plane: 's1dp0', cpuPercent: 35 },
      { plane: 's1dp1', cpuPercent: 10 },
      { plane: 's1dp2', cpuPercent: 0 },
    ]);
  });

  it('leaves out what is no number, and gives null when none is left', () => {
    assert.deepEqual(load(plane('dp0', '*,50', '')), [{ plane: 'dp0', cpuPercent: 50 }]);
    assert.deepEqual(load(plane('dp0', '*')), [{ plane: 'dp0', cpuPercent: null }]);
    assert.throws(() => readDataplaneLoad(result('none')), AnswerShapeError);
  });
});

describe('readManagementCpu', () => {
  it('finds the mean of the last minute in what is nearly JSON, of the busiest plane', () => {
    const exports = (cpu: number): string =>
      `sys.monitor.s${cpu}.mp.exports: { 'cpu': { '1minavg': ${cpu}, }, 'note': 'it"s, fine', }`;
    assert.equal(readManagementCpu(result(`<![CDATA[${exports(7)}\n${exports(31)}\n]]>`)), 31);
  });

  it('gives null for NO_MATCHES and any other text', () => {
    assert.equal(readManagementCpu(result("'sys.monitor.*.mp.exports': NO_MATCHES")), null);
    assert.equal(readManagementCpu(result('')), null);
  });
});

describe('readManagementMemory', () => {
  it('reads top in MiB and in KiB', () => {
    const top = (line: string): string =>
      `<![CDATA[top - 10:00:00 up 3 days\nTasks: 1 total\n${line}\nMiB Swap: 4.0 total, 4.0 free, 0.0 used. 9.0 avail Mem\n]]>`;
    assert.equal(
      readManagementMemory(
        result(top('MiB Mem :  16000.0 total,   400.0 free,  4000.0 used,  11600.0 buff/cache')),
      ),
      25,
    );
    assert.equal(
      readManagementMemory(
        result(top('KiB Mem : 16000000 total, 400000 free, 12000000 used, 3600000 buff/cache')),
      ),
      75,
    );
  });

  it('reads the older form, where what is kept for files counts as used', () => {
    const top = (memory: string, swap: string): string =>
      `<![CDATA[top - 10:29:54 up  1:14\nTasks: 132 total\n${memory}\n${swap}\n\n  PID USER\n]]>`;
    const memory = 'Mem:   4000000k total,  3600000k used,   400000k free,   100000k buffers';
    const swap = 'Swap:  2007992k total,        0k used,  2007992k free,  1900000k cached';
    assert.equal(readManagementMemory(result(top(memory, swap))), 40);
    assert.equal(readManagementMemory(result(top(memory, 'Swap: none'))), null);
    assert.equal(readManagementMemory(result(top('Mem: 4000000k total', swap))), null);
  });

  it('gives null for another form', () => {
    for (const text of ['Mem: 12 of 13', 'MiB Mem : total, used', 'MiB Mem : 0 total, 0 used', ''])
      assert.equal(readManagementMemory(result(text)), null, text);
  });
});

describe('readProcesses', () => {
  it('takes what does not say running for not running', () => {
    const processes = readProcesses(
      result(
        '<![CDATA[Slot 1, Role mp\n-----\nType     Name       State      Info\nGroup    all        running\nProcess  authd      running    (pid: 34)\nProcess  routed     starting   (pid: 35)\nProcess  snmpd      stopped    (pid: -1)\n]]>',
      ),
    );
    assert.deepEqual(
      processes.map(({ name, running }) => [name, running]),
      [
        ['all', true],
        ['authd', true],
        ['routed', false],
        ['snmpd', false],
      ],
    );
  });

  it('refuses an answer without a single line of that form', () => {
    assert.throws(() => readProcesses(result('everything is fine')), AnswerShapeError);
  });
});
