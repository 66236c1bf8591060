import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type CsvFile, formatDeviceExport } from '../../../src/exchange/deviceExport.ts';
import { readDeviceList } from '../../../src/inventory/deviceList.ts';
import type { Device } from '../../../src/inventory/device.ts';
import { pairsOf } from '../../../src/inventory/pairs.ts';
import { device, memberDevice, serialOf } from '../inventory/sampleDevices.ts';

const noSites = (): null => null;
const noPause = async (): Promise<void> => undefined;
const run = (devices: readonly Device[], siteOf: (serial: string) => string | null = noSites) =>
  formatDeviceExport(devices, pairsOf(devices), siteOf, noPause);
const textOf = (file: CsvFile | null): string => new TextDecoder().decode(file?.bytes);

describe('formatDeviceExport', () => {
  it('writes the columns of the original tool, with the active member first', async () => {
    const devices = [memberDevice(1, 2, 'passive'), memberDevice(2, 1, 'active'), device(3)];
    const { standalone, pairs, unassigned } = await run(devices, () => 'Ulm');
    assert.equal(
      textOf(standalone),
      'serial,hostname,mgmt_ip,current_version,model,device_group,site\r\n' +
        `${serialOf(3)},fw-3,10.20.0.3,10.1.14,PA-440,,Ulm\r\n`,
    );
    assert.match(
      textOf(pairs),
      /^serial_1,serial_2,hostname_1,hostname_2,mgmt_ip_1,mgmt_ip_2,current_version_1,current_version_2,model,/,
    );
    assert.match(textOf(pairs), new RegExp(`\\r\\n${serialOf(2)},${serialOf(1)},fw-2,fw-1,`));
    assert.equal(unassigned, null);
  });

  it('keeps half pairs and unknown devices out of the first file, with the reason', async () => {
    const devices = [
      memberDevice(1, 9, 'active'),
      memberDevice(2, 3, 'active'),
      device(3),
      device(4, { deviceType: 'unknown', typeReason: 'It did not answer.' }),
    ];
    const { standalone, pairs, unassigned } = await run(devices);
    assert.deepEqual([standalone.rows, pairs.rows, unassigned?.rows], [1, 0, 3]);
    assert.match(
      textOf(unassigned),
      new RegExp(`HA member whose peer ${serialOf(9)} is not in the inventory`),
    );
    assert.match(textOf(unassigned), /whose peer fw-3 .* does not name it/);
    assert.match(textOf(unassigned), /Type not known: It did not answer\./);
  });

  it('is read back as it was written, whatever devices call themselves', async () => {
    const name = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 20 }),
      fc.constantFrom('=1+1', '@cmd', 'a,b;c\t"d"\r\ne', 'Düsseldorf', '+49', "'=x"),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(name, { minLength: 1, maxLength: 20 }), async (names) => {
        const devices = names.map((hostname, n) => device(n, { hostname, deviceGroup: hostname }));
        const { standalone } = await run(devices, (serial) => names[Number(serial.slice(-4))] ?? null);
        const bySerial = new Map<string, Device>(devices.map((one) => [one.serial, one]));
        const list = await readDeviceList(
          textOf(standalone),
          (serial) => bySerial.get(serial),
          async () => undefined,
        );
        assert.deepEqual(list.problems, []);
        assert.deepEqual(
          list.entries.map(({ serial }) => serial).toSorted(),
          devices.map(({ serial }) => serial),
        );
      }),
      { numRuns: 200 },
    );
  });

  it('puts thousands of devices in the order of their names, with pauses', async () => {
    const devices = Array.from({ length: 3_500 }, (_, index) => device((index * 1_013) % 3_500));
    let pauses = 0;
    const pause = async (): Promise<void> => void (pauses += 1);
    const { standalone } = await formatDeviceExport(devices, [], noSites, pause);
    const names = textOf(standalone)
      .trimEnd()
      .split('\r\n')
      .slice(1)
      .map((line) => line.split(',')[1]);
    assert.deepEqual(
      names,
      Array.from({ length: 3_500 }, (_, index) => `fw-${index}`),
    );
    assert.ok(pauses > 10, `${pauses}`);
  });

  it('lets no cell begin like a formula', async () => {
    const { standalone } = await run([device(1, { hostname: '=cmd|calc' }), device(2, { hostname: ' @x' })]);
    assert.match(textOf(standalone), /,"'=cmd\|calc",/);
    assert.match(textOf(standalone), /,"' @x",/);
  });
});
