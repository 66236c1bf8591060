import assert from 'node:assert/strict';
import { AnswerShapeError } from '../../../../src/panos/calls/elementReaders.ts';
import { readWhole } from '../../../../src/panos/calls/answerReader.ts';
import { devicesReader } from '../../../../src/panos/answers/panorama/devices.ts';
import type { XmlElement } from '../../../../src/panos/xml/xml.ts';
import { result } from '../sampleXml.ts';

const readDevices = (answer: XmlElement) => readWhole(devicesReader, answer);

const entry = (serial: string, rest: string): string =>
  `<entry name="${serial}"><serial>${serial}</serial><connected>yes</connected><hostname>h-${serial}</hostname>${rest}</entry>`;

describe('the devices of a Panorama', () => {
  it('reads a member of a pair, and keeps the cluster out of it', () => {
    const devices = readDevices(
      result(
        `<devices>${entry(
          '007900000000011',
          `<ip-address>10.0.0.11</ip-address><ipv6-address>unknown</ipv6-address><family>vm</family><model>PA-VM</model>
         <sw-version>10.1.4</sw-version><ha-cluster><state>cluster-unknown</state></ha-cluster>
         <ha><state>Active</state><peer><serial>007900000000012</serial></peer></ha><multi-vsys>no</multi-vsys>
         <vsys><entry name="vsys1"><display-name>vsys1</display-name></entry></vsys>`,
        )}</devices>`,
      ),
    );
    assert.deepEqual(devices, [
      {
        serial: '007900000000011',
        connected: true,
        hostname: 'h-007900000000011',
        ipAddress: '10.0.0.11',
        ipv6Address: null,
        model: 'PA-VM',
        family: 'vm',
        swVersion: '10.1.4',
        haState: 'active',
        haPeerSerial: '007900000000012',
        multiVsys: false,
      },
    ]);
  });

  it('reads no HA from a missing ha, from the word no, and beside a cluster', () => {
    const devices = readDevices(
      result(`<devices>
        ${entry('1', '')}
        ${entry('2', '<ha><state>no</state></ha>')}
        ${entry('3', '<ha-cluster><state>cluster-unknown</state></ha-cluster>')}</devices>`),
    );
    assert.deepEqual(
      devices.map((device) => [device.haState, device.haPeerSerial]),
      [
        [null, null],
        [null, null],
        [null, null],
      ],
    );
  });

  it('takes the serial from the name, and skips an entry without any', () => {
    const devices = readDevices(
      result(
        '<devices><entry name="0018"><connected>no</connected></entry><entry><hostname>x</hostname></entry></devices>',
      ),
    );
    assert.deepEqual(
      devices.map((device) => [device.serial, device.connected]),
      [['0018', false]],
    );
  });

  it('gives an empty list for an empty answer and refuses another answer', () => {
    assert.deepEqual(readDevices(result('')), []);
    assert.deepEqual(readDevices(result('<devices/>')), []);
    assert.throws(() => readDevices(result('<system/>')), AnswerShapeError);
    assert.throws(() => readDevices(result('some text')), AnswerShapeError);
  });
});
