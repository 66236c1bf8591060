import assert from 'node:assert/strict';
import { readDeviceList, type DeviceList } from '../../../src/inventory/deviceList.ts';
import type { Device } from '../../../src/inventory/device.ts';
import { device, memberDevice } from './sampleDevices.ts';
import { sn } from '../../support/serials.ts';

/** The inventory: four firewalls of 12 digits, of which the last two are a pair, and one of 15. */
const A = sn('001701000101');
const B = sn('001701000102');
const C = sn('001701000103');
const D = sn('001701000104');
const LONG = sn('007054000543212');
const known = new Map<string, Device>(
  [
    device(1, { serial: A }),
    device(2, { serial: B }),
    { ...memberDevice(3, 4, 'active'), serial: C, peerSerial: D },
    { ...memberDevice(4, 3, 'passive'), serial: D, peerSerial: C },
    device(5, { serial: LONG }),
  ].map((one) => [one.serial, one]),
);

let pauses = 0;
const read = (text: string): Promise<DeviceList> =>
  readDeviceList(
    text,
    (serial) => known.get(serial),
    async () => void (pauses += 1),
  );
const serials = ({ entries }: DeviceList): string[] => entries.map(({ serial }) => serial);
/** Each problem with the text it underlines. */
const problems = (text: string, { problems: found }: DeviceList): string[] =>
  found.map(({ message, start, end }) => `${message} <${text.replace(/^\uFEFF/, '').slice(start, end)}>`);

describe('readDeviceList', () => {
  it('reads serials as spreadsheets and people write them', async () => {
    const forms = [
      `serial\n${A}\n${B}\n`,
      `\uFEFFSerial;Site\r\n${A};Berlin\r\n\r\n${B};"Ulm; Donau"\r\n`,
      `hostname\t SERIAL \nfw,1\t${A}\nfw-2\t"${B}"\n`,
      `"serial","note"\n"${A}","says ""hi"""\n ${B} ,x,one cell too many`,
      `serial\n'${A}\n"=""${B}"""\n`,
    ];
    for (const text of forms) {
      const list = await read(text);
      assert.deepEqual([list.kind, serials(list), list.problems], ['devices', [A, B], []], text);
    }
  });

  it('knows the column of serials by the headings of other tools', async () => {
    for (const heading of ['Serial Number', 'serial_number', 'Serial No.', 'S/N', 'Device Serial', '"SN"']) {
      const list = await read(`Hostname,${heading}\nfw-1,${A}\n`);
      assert.deepEqual([list.kind, serials(list), list.problems], ['devices', [A], []], heading);
    }
    assert.deepEqual(serials(await read(`Serial No,Serial\n000,${A}\n`)), [A], 'our own heading goes first');
    const pairs = await read(`Serial 1;Serial 2\n${C};${D}\n`);
    assert.deepEqual([pairs.kind, serials(pairs)], ['pairs', [C, D]]);
  });

  it('calls columns what the file calls them', async () => {
    assert.deepEqual(
      (await read(`Serial Number\n${A}\n${A}\n1701000101\n,\n`)).problems.map(
        ({ message }) => message.split(':')[0],
      ),
      [3, 4].map((row) => `Row ${row}, column Serial Number`),
    );
    assert.match(
      (await read('Host Name,Address\nfw,10.0.0.1')).problems[0]?.message ?? '',
      /Found: "Host Name", "Address"\.$/,
    );
  });

  it('reads pairs by their two columns, in the order of the file', async () => {
    const list = await read(`pair_name,serial_2,serial_1\nhq,${D},${C}\n`);
    assert.deepEqual([list.kind, serials(list), list.problems], ['pairs', [C, D], []]);
  });

  it('never corrects a serial silently, and offers the one that fits', async () => {
    const text = `serial\n${A.slice(2)}\n${LONG.slice(2)}\n1701000999\n`;
    const list = await read(text);
    assert.deepEqual(serials(list), ['1701000999']);
    assert.deepEqual(
      list.problems.map(({ fix }) => fix),
      [A, LONG, null],
    );
    assert.match(
      problems(text, list)[0] ?? '',
      /^Row 2, column serial: 1701000101 .* Did you mean 001701000101\?.*<1701000101>$/,
    );
  });

  it('offers the digits for which letters were taken, and only where one device fits', async () => {
    const list = await read(
      `serial\nOO17O1OOO1O1\n0070540O0543212\n00I70l000102\nO1701000101\nO99999999999\n`,
    );
    assert.deepEqual(
      list.problems.map(({ fix }) => fix),
      [A, LONG, B, A, null],
    );
    assert.equal(
      list.problems[2]?.message,
      `Row 4, column serial: 00I70l000102 is not in the inventory. Did you mean ${B}? It has letters that look like digits.`,
    );
    assert.deepEqual(serials(list), ['O99999999999'], 'never corrected without being asked');
    // One of 12 digits and one of 15 whose zeros were eaten.
    const two = new Map(
      ['001701000101', '000001701000101'].map((serial) => [serial, device(1, { serial: sn(serial) })]),
    );
    const either = await readDeviceList(
      'serial\n1701000101\n',
      (serial) => two.get(serial),
      async () => undefined,
    );
    assert.deepEqual(
      either.problems.map(({ fix }) => fix),
      [null],
    );
  });

  it('names each bad row at its place and takes the others', async () => {
    const text = [
      'serial,hostname',
      `${A},fw-1`,
      ',fw-2',
      '1.70101E+11,fw-3',
      `${A},fw-1 again`,
      '009999999999,fw-9',
      `${B} ${C},fw-4`,
      `${B},"fw`,
    ].join('\n');
    const list = await read(text);
    assert.deepEqual(
      list.entries.map(({ serial, outcome }) => [serial, outcome]),
      [
        [A, 'ok'],
        [A, 'duplicate'],
        ['009999999999', 'not_in_inventory'],
      ],
    );
    const found = problems(text, list);
    assert.match(found[0] ?? '', /^Row 3, column serial: the serial number is missing\. <,fw-2>$/);
    assert.match(found[1] ?? '', /^Row 4, .* thrown digits away.*<1\.70101E\+11>$/);
    assert.match(found[2] ?? '', /^Row 5, .* stands in row 2 already\. <001701000101>$/);
    assert.match(
      found[3] ?? '',
      /^Row 6, .* is not in the inventory\. Run Discover Devices first\. <009999999999>$/,
    );
    assert.match(found[4] ?? '', /^Row 7, .* is not one serial number\./);
    assert.match(found[5] ?? '', /^Row 8: a quotation mark is missing/);
    assert.equal(found.length, 6);
  });

  it('refuses half a pair, one that is twice the same, and devices that are no pair as far as is known', async () => {
    const stranger = '009999999999';
    const text = `serial_1,serial_2\n${C},\n${C},${C}\n${A},${B}\n${A},${stranger}\n${stranger},${D}\n`;
    const list = await read(text);
    assert.deepEqual(serials(list), []);
    const noPair = (row: number, one: string, other: string): [string, string] => [
      `Row ${row}, column serial_2: ${one} and ${other} are not known as members of one HA pair. Correct the row, or discover the devices anew.`,
      'error',
    ];
    assert.deepEqual(
      list.problems.map(({ message, severity }) => [message, severity]),
      [
        ['Row 2, column serial_2: the serial number is missing.', 'error'],
        [`Row 3, column serial_2: ${C} stands in both columns. A pair has two members.`, 'error'],
        noPair(4, A, B),
        noPair(5, A, stranger),
        noPair(6, stranger, D),
      ],
    );
  });

  it('takes a pair of which both members are strangers, to be named by the page', async () => {
    const list = await read('serial_1,serial_2\n009999999998,009999999999\n');
    assert.deepEqual(
      list.entries.map(({ outcome }) => outcome),
      ['not_in_inventory', 'not_in_inventory'],
    );
  });

  it('says plainly what is no list of devices', async () => {
    const whys: readonly [string, RegExp][] = [
      ['', /the file is empty/],
      ['\n\n', /the file is empty/],
      ['{"a": 1}', /looks like JSON/],
      ['<html>', /looks like XML or HTML/],
      ['PK\u0003\u0004...', /spreadsheet file/],
      ['a\0b', /no text file/],
      [
        'hostname,address\nfw,10.0.0.1',
        /no column serial, or serial_1 and serial_2.*Found: "hostname", "address"/,
      ],
      [`${A}\n${B}`, /the first row must name the columns/],
      ['serial\n', /no serial numbers were found/],
    ];
    for (const [text, why] of whys) {
      const { kind, entries, problems: found } = await read(text);
      assert.deepEqual([kind, entries, found.length], [null, [], 1], text);
      assert.match(found[0]?.message ?? '', why);
    }
  });

  it('lets others work while it reads a long file', async () => {
    pauses = 0;
    const rows = Array.from({ length: 5000 }, (_, index) => `x${index},${A}`);
    const list = await read(`name,serial\n${rows.join('\n')}\n`);
    assert.equal(list.entries.length, 5000);
    assert.equal(list.entries.at(-1)?.row, 5001);
    assert.ok(pauses >= 5, `${pauses}`);
  });
});

describe('readDeviceList, with rows that end in different ways', () => {
  it('loses none of them', async () => {
    const rows = [`${A},a`, `${B},b`, `${C},c`];
    for (const [first, others] of [
      ['\r\n', '\n'],
      ['\n', '\r\n'],
      ['\r', '\r'],
      ['\n', '\n'],
      ['\r\n', '\r\n'],
    ] as const) {
      const list = await read(`serial,site${first}${rows.join(others)}${others}`);
      assert.deepEqual([serials(list), list.problems], [[A, B, C], []], JSON.stringify([first, others]));
    }
  });

  it('underlines the right cell beside one with a quotation mark in its middle', async () => {
    const text = `place,serial\nrack 19",${A.slice(2)}\n`;
    const list = await read(text);
    assert.match(problems(text, list)[0] ?? '', /Did you mean 001701000101\?.*<1701000101>$/);
  });

  it('does not repeat a cell of five megabytes', async () => {
    const list = await read(`serial\n${'7'.repeat(5_000_000)}\n${A}\n`);
    assert.deepEqual(serials(list), [A]);
    assert.ok((list.problems[0]?.message.length ?? 0) < 200);
  });
});
