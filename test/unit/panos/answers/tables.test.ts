import assert from 'node:assert/strict';
import { AnswerShapeError } from '../../../../src/panos/calls/elementReaders.ts';
import { readWhole } from '../../../../src/panos/calls/answerReader.ts';
import { advancedRoutesReader } from '../../../../src/panos/answers/forwarding/advancedRoutes.ts';
import { arpReader, UNRESOLVED } from '../../../../src/panos/answers/forwarding/arp.ts';
import { legacyRoutesReader } from '../../../../src/panos/answers/forwarding/routes.ts';
import { escapeXml, type XmlElement } from '../../../../src/panos/xml/xml.ts';
import { result } from '../sampleXml.ts';

const readArp = (answer: XmlElement) =>
  readWhole(
    arpReader(() => true),
    answer,
  );
const readLegacyRoutes = (answer: XmlElement) => readWhole(legacyRoutesReader, answer);
const readAdvancedRoutes = (answer: XmlElement) => readWhole(advancedRoutesReader, answer);

describe('routes of the legacy engine', () => {
  it('reads routes, next hops that are router names, and empty interfaces', () => {
    const routes = readLegacyRoutes(
      result(`<flags>flags: A:active, S:static</flags>
        <entry><virtual-router>default</virtual-router><destination>0.0.0.0/0</destination><nexthop>10.0.0.1</nexthop>
          <metric>10</metric><flags>A S
          </flags><age/><interface>ethernet1/1</interface></entry>
        <entry><virtual-router>vr 2</virtual-router><destination>10.2.0.0/16</destination><nexthop>vr default</nexthop>
          <flags>A?B  E </flags><interface/></entry>`),
    );
    assert.deepEqual(routes, [
      {
        virtualRouter: 'default',
        destination: '0.0.0.0/0',
        nexthop: '10.0.0.1',
        interface: 'ethernet1/1',
        flags: 'A S',
      },
      {
        virtualRouter: 'vr 2',
        destination: '10.2.0.0/16',
        nexthop: 'vr default',
        interface: '',
        flags: 'A?B E',
      },
    ]);
  });

  it('gives an empty table for none and refuses text', () => {
    assert.deepEqual(readLegacyRoutes(result('')), []);
    assert.deepEqual(readLegacyRoutes(result('<flags>flags: A:active</flags>')), []);
    assert.throws(() => readLegacyRoutes(result('not here')), AnswerShapeError);
  });
});

describe('routes of the advanced engine', () => {
  const read = (tables: unknown) =>
    readAdvancedRoutes(result(`<json>${escapeXml(JSON.stringify(tables))}</json>`));

  it('gives one route for each next hop', () => {
    const routes = read({
      main: {
        '0.0.0.0/0': [
          {
            protocol: 'static',
            selected: true,
            nexthops: [
              { ip: '10.0.0.1', interfaceName: 'ethernet1/1', active: true },
              { ip: '10.0.0.2', interfaceName: 'ethernet1/2', active: false },
            ],
          },
        ],
        '10.1.0.0/24': [
          { protocol: 'connected', selected: true, nexthops: [{ interfaceName: 'ethernet1/3' }] },
        ],
        '192.0.2.0/24': [{ protocol: 'bgp', selected: false, nexthops: [] }],
        '198.51.100.0/24': [{ protocol: 'static', nexthops: [{ ip: '10.0.0.1', active: true }] }],
      },
      empty: {},
    });
    assert.deepEqual(
      routes.map((route) => [
        route.virtualRouter,
        route.destination,
        route.nexthop,
        route.interface,
        route.flags,
      ]),
      [
        ['main', '0.0.0.0/0', '10.0.0.1', 'ethernet1/1', 'A static'],
        ['main', '0.0.0.0/0', '10.0.0.2', 'ethernet1/2', 'static'],
        ['main', '10.1.0.0/24', '', 'ethernet1/3', 'A connected'],
        ['main', '192.0.2.0/24', '', '', 'bgp'],
        ['main', '198.51.100.0/24', '10.0.0.1', '', 'static'],
      ],
    );
  });

  it('refuses what has another form, and what is no JSON', () => {
    assert.deepEqual(read([]), []);
    const good = [{ protocol: 'static', selected: true, nexthops: [] }];
    assert.equal(read({ main: null, other: { '10.1.0.0/16': good } }).length, 1);
    for (const odd of ['x', [], [7], [...good, null]])
      assert.throws(() => read({ main: { '10.0.0.0/8': odd, '10.1.0.0/16': good } }), AnswerShapeError);
    assert.deepEqual(readAdvancedRoutes(result('')), []);
    assert.deepEqual(readAdvancedRoutes(result('<json/>')), []);
    assert.throws(() => readAdvancedRoutes(result('<json>{</json>')), AnswerShapeError);
    assert.throws(() => readAdvancedRoutes(result('nothing of the kind')), AnswerShapeError);
  });
});

describe('the ARP table', () => {
  it('keeps two entries for one address', () => {
    const entry = (ip: string, mac: string): string =>
      `<entry><status>  c  </status><ip>${ip}</ip><mac>${mac}</mac><ttl>1778</ttl><interface>ethernet1/1</interface><port>ethernet1/1</port></entry>`;
    const entries = readArp(
      result(`<max>1500</max><total>3</total><dp>dp0</dp><entries>
        ${entry('192.0.2.1', '02:00:00:00:00:01')}${entry('192.0.2.1', '02:00:00:00:00:02')}</entries>`),
    );
    assert.deepEqual(entries, [
      { ip: '192.0.2.1', mac: '02:00:00:00:00:01', interface: 'ethernet1/1' },
      { ip: '192.0.2.1', mac: '02:00:00:00:00:02', interface: 'ethernet1/1' },
    ]);
  });

  it('keeps those entries alone that are wanted', () => {
    const entry = (ip: string): string => `<entry><ip>${ip}</ip></entry>`;
    const wanted = arpReader(({ ip }) => ip === '192.0.2.2');
    const found = readWhole(wanted, result(`<entries>${entry('192.0.2.1')}${entry('192.0.2.2')}</entries>`));
    assert.deepEqual(
      found.map(({ ip }) => ip),
      ['192.0.2.2'],
    );
  });

  it('tells neighbours that did not answer', () => {
    const mac = (status: string, text: string) =>
      readArp(
        result(
          `<entries><entry><status>${status}</status><ip>192.0.2.7</ip><mac>${text}</mac><interface>vlan.7</interface></entry></entries>`,
        ),
      )[0]?.mac;
    assert.equal(mac('  c  ', '02:00:00:00:00:07'), '02:00:00:00:00:07');
    for (const [status = '', text = ''] of [
      ['  i  ', '(incomplete)'],
      ['  i  ', '02:00:00:00:00:07'],
      ['  c  ', ''],
      ['', '00:00:00:00:00:00'],
    ])
      assert.equal(mac(status, text), UNRESOLVED, `${status} ${text}`);
  });

  it('gives an empty table for none', () => {
    assert.deepEqual(readArp(result('<max>1500</max><total>0</total><entries/>')), []);
  });
});
