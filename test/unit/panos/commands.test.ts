import assert from 'node:assert/strict';
import * as commands from '../../../src/panos/commands.ts';
import { parseXml } from '../../../src/panos/xml.ts';
import { result } from './sampleXml.ts';

const ALL = [
  commands.showSystemInfo,
  commands.showDevicesAll,
  commands.showHaState,
  commands.checkSoftware,
  commands.showSoftware,
  commands.showJob(42),
  commands.showJobs,
  commands.showChassisReady,
  commands.showDiskSpace,
  commands.showSessionInfo,
  commands.showRoutes('legacy'),
  commands.showRoutes('advanced'),
  commands.showArp,
  commands.checkPendingChanges,
  commands.downloadSoftware('11.1.4-h7'),
  commands.installSoftware('11.1.4-h7'),
  commands.restartSystem,
];

describe('commands', () => {
  it('spell their name in XML, word by word', () => {
    for (const { name, xml } of ALL) {
      const root = /^<([a-z]+)>/.exec(xml)?.[1] ?? '';
      assert.ok(parseXml(xml, root) !== null, xml);
      const tokens = [...xml.matchAll(/<([a-z-]+)|>([^<]+)<|name='([^']+)'/g)];
      const words = tokens.flatMap(([, element = '', text = '', value = '']) => element + text + value);
      const spoken = words.filter((word) => word !== 'entry').join(' ');
      assert.equal(spoken, name);
    }
  });

  it('are effects only where they change the device', () => {
    assert.deepEqual(
      ALL.filter((command) => command.kind === 'effect').map((command) => command.name),
      [
        'request system software download version 11.1.4-h7',
        'request system software install version 11.1.4-h7',
        'request restart system',
      ],
    );
  });

  it('cannot be given more than a version', () => {
    const { xml } = commands.installSoftware('1</version></install><x/>');
    assert.ok(xml.includes('<version>1&lt;/version&gt;&lt;/install&gt;&lt;x/&gt;</version>'));
  });

  it('find the job that was asked for, or none', () => {
    const jobs = '<job><id>41</id><type>Commit</type></job><job><id>42</id><type>Downld</type></job>';
    assert.equal(commands.showJob(42).read(result(jobs))?.type, 'Downld');
    assert.equal(commands.showJob(43).read(result(jobs)), null);
    assert.equal(commands.showJob(43).read(result('')), null);
  });
});
