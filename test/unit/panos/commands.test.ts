import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { readWhole } from '../../../src/panos/calls/answerReader.ts';
import { showJob } from '../../../src/panos/commands/device.ts';
import { installSoftware } from '../../../src/panos/commands/software.ts';
import { parseXml } from '../../../src/panos/xml/xml.ts';
import { EVERY_COMMAND, EVERY_EXPORT } from './everyCommand.ts';
import { result } from './sampleXml.ts';

describe('commands', () => {
  it('spell their name in XML, word by word', () => {
    for (const { name, form } of EVERY_COMMAND.filter((command) => command.form['type'] === 'op')) {
      const xml = form['cmd'] ?? '';
      const root = /^<([a-z]+)>/.exec(xml)?.[1] ?? '';
      assert.ok(parseXml(xml, root) !== null, xml);
      const tokens = [...xml.matchAll(/<([a-z-]+)|>([^<]+)<|name='([^']+)'/g)];
      const words = tokens.flatMap(([, element = '', text = '', value = '']) => element + text + value);
      const spoken = words.filter((word) => word !== 'entry').join(' ');
      assert.equal(spoken, name);
    }
  });

  it('are all in this test', async () => {
    const folder = new URL('../../../src/panos/commands/', import.meta.url);
    let exported = 0;
    for (const file of readdirSync(folder).filter((name) => name !== 'command.ts')) {
      const module = (await import(new URL(file, folder).href)) as Record<string, unknown>;
      exported += Object.keys(module).length;
    }
    // Routes, forwarding table and BGP peers have a command for each engine.
    assert.equal(EVERY_COMMAND.length + EVERY_EXPORT.length, exported + 3);
  });

  it('are effects only where they change the device', () => {
    assert.deepEqual(
      EVERY_COMMAND.filter((command) => command.kind === 'effect').map((command) => command.name),
      [
        'save config to pre-upgrade.xml',
        'request content upgrade download latest',
        'request content upgrade install version latest',
        'request restart system',
        'request high-availability state suspend',
        'request high-availability state functional',
        'request high-availability sync-to-remote running-config',
        'request system software download version 11.1.4-h7',
        'request system software install version 11.1.4-h7',
        'delete software version 11.1.4-h7',
      ],
    );
  });

  it('cannot be given more than a version', () => {
    const { cmd: xml = '' } = installSoftware('1</version></install><x/>').form;
    assert.ok(xml.includes('<version>1&lt;/version&gt;&lt;/install&gt;&lt;x/&gt;</version>'));
  });

  it('find the job that was asked for, or none', () => {
    const jobs = '<job><id>41</id><type>Commit</type></job><job><id>42</id><type>Downld</type></job>';
    assert.equal(readWhole(showJob(42).reader, result(jobs))?.type, 'Downld');
    assert.equal(readWhole(showJob(43).reader, result(jobs)), null);
    assert.equal(readWhole(showJob(43).reader, result('')), null);
  });
});
