/** Lists of devices as people and other tools have them: with comments, columns of their own, and rows of virtual systems. */
import assert from 'node:assert/strict';
import { readDeviceList, type DeviceList } from '../../../src/inventory/deviceList.ts';
import type { Device } from '../../../src/inventory/device.ts';
import { readSiteList } from '../../../src/inventory/siteList.ts';
import { device, memberDevice } from './sampleDevices.ts';
import { sn } from '../../support/serials.ts';

/** The inventory: two firewalls that stand alone, and the members of two pairs. */
const A = sn('001701000101');
const B = sn('001701000102');
const [C, D] = [sn('001701000103'), sn('001701000104')];
const [E, F] = [sn('007054000000105'), sn('007054000000106')];
const known = new Map<string, Device>(
  [
    device(1, { serial: A }),
    device(2, { serial: B }),
    { ...memberDevice(3, 4, 'active'), serial: C, peerSerial: D },
    { ...memberDevice(4, 3, 'passive'), serial: D, peerSerial: C },
    { ...memberDevice(5, 6, 'active'), serial: E, peerSerial: F },
    { ...memberDevice(6, 5, 'passive'), serial: F, peerSerial: E },
  ].map((one) => [one.serial, one]),
);
const get = (serial: string): Device | undefined => known.get(serial);
const read = (text: string): Promise<DeviceList> => readDeviceList(text, get, async () => undefined);
const serials = ({ entries }: DeviceList): string[] => entries.map(({ serial }) => serial);

/** The list is whole: these devices, each once, and nothing to say. */
async function assertWhole(
  text: string,
  kind: DeviceList['kind'],
  expected: readonly string[],
): Promise<void> {
  const list = await read(text);
  assert.deepEqual([list.kind, serials(list), list.problems], [kind, expected, []], text);
}

describe('comments in a list of devices', () => {
  const COMMENTS = [
    '# Branches, north',
    '#',
    '// see CHG-4711; "urgent',
    '"# by a spreadsheet, quoted",,',
    '  # x',
  ];

  it('may stand above the header, whatever is in them', async () => {
    for (const comment of COMMENTS) {
      await assertWhole(`${comment}\nserial,hostname\n${A},fw-1\n${B},fw-2\n`, 'devices', [A, B]);
      await assertWhole(`\uFEFF${comment}\r\n\r\n${comment}\r\nhostname;serial\r\nfw-1;${A}\r\n`, 'devices', [
        A,
      ]);
    }
  });

  it('may stand between the rows, also before one that is left out by it', async () => {
    await assertWhole(
      `serial,hostname\n${A},fw-1\n# the others tomorrow\n#${C},fw-3\n// ${D}\n${B},fw-2\n# end`,
      'devices',
      [A, B],
    );
  });

  it('leave rows and places as the editor counts them', async () => {
    const text = `# one, "two\n// three\nserial;site\r\n${A};x\n# four\n1701000102;y\n`;
    const { problems } = await read(text);
    assert.deepEqual(
      problems.map(({ message, start, end }) => [message.split(':')[0], text.slice(start, end)]),
      [['Row 6, column serial', '1701000102']],
    );
  });

  it('never swallow the rows after them without a word', async () => {
    const { problems, entries } = await read(`serial,note\n#,"${A}\n${B},x\n`);
    assert.equal(entries.length, 0);
    assert.match(problems[0]?.message ?? '', /^Row 2: a quotation mark is missing/);
  });

  it('are not the heading of a column of numbers, and not a heading that is marked', async () => {
    await assertWhole(`#,serial\n1,${A}\n#2,${B}\n`, 'devices', [A, B]);
    await assertWhole(`"#";"Serial Number"\n1;${A}\n`, 'devices', [A]);
    await assertWhole(`#serial,hostname\n${A},fw-1\n#${B},fw-2\n`, 'devices', [A]);
    await assertWhole(`# our pairs\n# Serial 1,Serial 2\n${C},${D}\n`, 'pairs', [C, D]);
  });

  it('alone are an empty file', async () => {
    assert.match((await read('# nothing\n// yet\n')).problems[0]?.message ?? '', /the file is empty/);
  });

  it('are none in a list of sites either', async () => {
    const list = await readSiteList(
      `# sites\nserial,site\n${A},Ulm\n# ${B},Bonn\n`,
      get,
      async () => undefined,
    );
    assert.deepEqual([[...list.sites], list.problems], [[[A, 'Ulm']], []]);
  });
});

describe('the columns of pairs', () => {
  it('are known by the names that others give them', async () => {
    for (const header of [
      'Serial 1,Serial 2',
      'serial1,serial2',
      'Serial A,Serial B',
      'primary,secondary',
      'Primary Serial,Secondary Serial',
      'active,passive',
      'active_serial,passive_serial',
      'Active Serial Number,Passive Serial Number',
      'primary_serial,peer_serial',
      'active,standby',
    ])
      await assertWhole(`${header}\n${C},${D}\n${E},${F}\n`, 'pairs', [C, D, E, F]);
  });

  it('are the clearest where several could be meant', async () => {
    await assertWhole(`primary,secondary,primary_serial,secondary_serial\nfw-1,fw-2,${C},${D}\n`, 'pairs', [
      C,
      D,
    ]);
  });

  it('may be a device and its peer, with a row for each member or for one', async () => {
    for (const heading of ['peer_serial', 'HA Peer Serial', 'ha_peer', 'peer', 'secondary', 'passive']) {
      await assertWhole(`serial,${heading}\n${A},\n${C},${D}\n${D},${C}\n${E},${F}\n`, 'devices', [
        A,
        C,
        D,
        E,
        F,
      ]);
    }
  });

  it('that tell no serial of the peer leave the device as it is', async () => {
    for (const word of ['fw-2', '10.0.0.2', 'yes', '2001:db8::2', 'n/a'])
      await assertWhole(`serial,ha_peer,active\n${A},${word},no\n${C},${word},yes\n`, 'devices', [A, C]);
  });

  it('that name another peer than the known one are refused at their place', async () => {
    const text = `serial,peer_serial\n${C},${F}\n${E},70540000106\n${A},${B}\n`;
    const { entries, problems } = await read(text);
    assert.deepEqual(entries, []);
    assert.deepEqual(
      problems.map(({ trouble, start, end }) => [trouble.code, text.slice(start, end)]),
      [
        ['no_known_pair', F],
        ['no_known_pair', '70540000106'],
        ['no_known_pair', B],
      ],
    );
  });
});

describe('rows of virtual systems', () => {
  it('of one device are that device, once', async () => {
    for (const heading of ['vsys', 'Virtual System', 'vsys_name'])
      await assertWhole(`serial,${heading}\n${A},vsys1\n${A},vsys2\n${B},vsys1\n${A},vsys3\n`, 'devices', [
        A,
        B,
      ]);
  });

  it('of a pair are that pair, once', async () => {
    await assertWhole(`serial_1,serial_2,vsys\n${C},${D},vsys1\n${C},${D},vsys2\n`, 'pairs', [C, D]);
    await assertWhole(
      `serial,peer_serial,vsys\n${C},${D},vsys1\n${C},${D},vsys2\n${D},${C},vsys1\n${D},${C},vsys2\n`,
      'devices',
      [C, D],
    );
  });

  it('that repeat one are told as before', async () => {
    const { entries, problems } = await read(
      `serial,vsys\n${A},vsys1\n${A},vsys2\n${A},vsys1\n${A},\n${A},\n`,
    );
    assert.deepEqual(
      entries.map(({ row, outcome }) => [row, outcome]),
      [
        [2, 'ok'],
        [4, 'duplicate'],
        [6, 'duplicate'],
      ],
    );
    assert.deepEqual(
      problems.map(({ message }) => message),
      [4, 6].map((row) => `Row ${row}, column serial: ${A} stands in row 2 already.`),
    );
  });
});
