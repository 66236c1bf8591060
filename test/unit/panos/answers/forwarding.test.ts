import assert from 'node:assert/strict';
import { readWhole } from '../../../../src/panos/calls/answerReader.ts';
import { AnswerShapeError } from '../../../../src/panos/calls/elementReaders.ts';
import {
  readAdvancedBgpPeers,
  readLegacyBgpPeers,
} from '../../../../src/panos/answers/forwarding/bgpPeers.ts';
import { fibReader } from '../../../../src/panos/answers/forwarding/fib.ts';
import { readInterfaces } from '../../../../src/panos/answers/forwarding/interfaces.ts';
import { readRoutingSummary } from '../../../../src/panos/answers/forwarding/routingSummary.ts';
import { sessionsReader } from '../../../../src/panos/answers/forwarding/sessionList.ts';
import { readIpsecAssociations, readTunnelFlows } from '../../../../src/panos/answers/forwarding/tunnels.ts';
import { escapeXml } from '../../../../src/panos/xml/xml.ts';
import { result } from '../sampleXml.ts';

describe('fibReader', () => {
  const row = (dst: string): string =>
    `<entry><dst>${dst}</dst><interface>ethernet1/1</interface><nexthop>192.0.2.1</nexthop></entry>`;

  it('puts the router of the table to each entry, wherever in the table its name stands', () => {
    const fib = readWhole(
      fibReader,
      result(
        `<fibs><entry><vr>default</vr><entries>${row('10.0.0.0/8')}${row('0.0.0.0/0')}</entries></entry>` +
          `<entry><vr>default</vr><type>1</type><entries/></entry>` +
          `<entry><entries>${row('10.1.0.0/16')}</entries><vr>guest</vr></entry></fibs>`,
      ),
    );
    assert.deepEqual(
      fib.map(({ router, destination }) => [router, destination]),
      [
        ['default', '10.0.0.0/8'],
        ['default', '0.0.0.0/0'],
        ['guest', '10.1.0.0/16'],
      ],
    );
  });

  it('gives none for empty tables and for none, and refuses something else', () => {
    assert.deepEqual(readWhole(fibReader, result('<fibs/>')), []);
    assert.deepEqual(readWhole(fibReader, result('')), []);
    assert.throws(() => readWhole(fibReader, result('text')), AnswerShapeError);
  });
});

describe('readLegacyBgpPeers', () => {
  it('takes Active for not connected', () => {
    const peers = readLegacyBgpPeers(
      result(
        '<entry peer="isp-a" vr="default"><status>Active</status><peer-address>203.0.113.9</peer-address></entry>' +
          '<entry peer="isp-b" vr="default"><status>Established</status><peer-address>203.0.113.10:179</peer-address></entry>',
      ),
    );
    assert.deepEqual(peers, [
      {
        name: 'isp-a',
        virtualRouter: 'default',
        address: '203.0.113.9',
        established: false,
        state: 'Active',
      },
      {
        name: 'isp-b',
        virtualRouter: 'default',
        address: '203.0.113.10',
        established: true,
        state: 'Established',
      },
    ]);
  });

  it('takes the port off an address, and nothing off an IPv6 address', () => {
    const address = (text: string) =>
      readLegacyBgpPeers(result(`<entry peer="p"><peer-address>${text}</peer-address></entry>`))[0]?.address;
    assert.deepEqual(
      ['192.0.2.1:179', '192.0.2.1', '[2001:db8::1]:179', '[2001:db8::1]', '2001:db8::1', ''].map(address),
      ['192.0.2.1', '192.0.2.1', '2001:db8::1', '2001:db8::1', '2001:db8::1', null],
    );
  });

  it('gives none without BGP, and refuses text', () => {
    assert.deepEqual(readLegacyBgpPeers(result('')), []);
    assert.throws(() => readLegacyBgpPeers(result('text')), AnswerShapeError);
  });
});

describe('readAdvancedBgpPeers', () => {
  const peers = (json: string) => readAdvancedBgpPeers(result(`<json>${escapeXml(json)}</json>`));

  it('reads JSON inside the answer', () => {
    assert.deepEqual(
      peers(
        '{"edge":{"state":"Established","peer-ip":"203.0.113.1"},"core":{"detail":{"bgpState":"Connect"}}}',
      ),
      [
        {
          name: 'edge',
          virtualRouter: null,
          address: '203.0.113.1',
          established: true,
          state: 'Established',
        },
        { name: 'core', virtualRouter: null, address: null, established: false, state: 'Connect' },
      ],
    );
  });

  it('gives none without peers, and refuses what is no such JSON', () => {
    assert.deepEqual(readAdvancedBgpPeers(result('')), []);
    assert.deepEqual(readAdvancedBgpPeers(result('<json/>')), []);
    for (const json of ['{', '[]', '7']) assert.throws(() => peers(json), AnswerShapeError);
  });
});

describe('readTunnelFlows', () => {
  it('reads name and state, proxy ids being part of the name', () => {
    assert.deepEqual(
      readTunnelFlows(
        result(
          '<total>2</total><num_ipsec>2</num_ipsec><IPSec><entry><state>active</state><name>branch:net-a</name><peerip>198.51.100.7</peerip></entry><entry><name>hub</name><state>INIT</state></entry></IPSec><dp>dp0</dp>',
        ),
      ),
      [
        { name: 'branch:net-a', state: 'active', peerIp: '198.51.100.7' },
        { name: 'hub', state: 'init', peerIp: null },
      ],
    );
    assert.deepEqual(readTunnelFlows(result('<num_ipsec>0</num_ipsec><IPSec/>')), []);
  });
});

describe('readIpsecAssociations', () => {
  it('reads what is established', () => {
    assert.deepEqual(
      readIpsecAssociations(
        result(
          '<ntun>1</ntun><entries><entry><name>hub</name><remote>198.51.100.7</remote></entry></entries>',
        ),
      ),
      [{ name: 'hub', remote: '198.51.100.7' }],
    );
    assert.deepEqual(readIpsecAssociations(result('<ntun>0</ntun><entries/>')), []);
  });
});

describe('readInterfaces', () => {
  it('reads ports and logical interfaces', () => {
    const interfaces = readInterfaces(
      result(
        '<hw><entry><name>ethernet1/1</name><state>up</state><speed>1000</speed></entry><entry><name>ethernet1/2</name><state>down</state><speed>ukn</speed></entry><entry><name>ae1</name><state>flapping</state></entry></hw>' +
          '<ifnet><entry><name>ethernet1/1</name><zone>inside</zone><ip>10.0.0.1/24</ip></entry><entry><name>loopback.1</name><zone/><ip>N/A</ip></entry></ifnet>',
      ),
    );
    assert.deepEqual(
      interfaces.hardware.map(({ name, state, stateText, speed }) => [name, state, stateText, speed]),
      [
        ['ethernet1/1', 'up', 'up', '1000'],
        ['ethernet1/2', 'down', 'down', null],
        ['ae1', 'unknown', 'flapping', null],
      ],
    );
    assert.deepEqual(interfaces.logical, [
      { name: 'ethernet1/1', zone: 'inside', ip: '10.0.0.1/24', addresses: ['10.0.0.1/24'] },
      { name: 'loopback.1', zone: null, ip: null, addresses: [] },
    ]);
  });

  it('knows every address of an interface: further ones, IPv6, learned ones; not those of the link', () => {
    const addresses = (inside: string) =>
      readInterfaces(
        result(
          `<hw><entry><name>ethernet1/4</name><state>up</state></entry></hw><ifnet><entry><name>ethernet1/4</name>${inside}</entry></ifnet>`,
        ),
      ).logical[0]?.addresses;
    assert.deepEqual(
      addresses('<ip>198.51.100.1/28</ip><addr><member>198.51.100.17/28</member></addr><addr6/><dyn-addr/>'),
      ['198.51.100.1/28', '198.51.100.17/28'],
    );
    assert.deepEqual(
      addresses(
        '<ip>N/A</ip><addr/><addr6><member>fe80::9/64</member><member>2001:db8:7::1/64</member></addr6>',
      ),
      ['2001:db8:7::1/64'],
    );
    assert.deepEqual(
      addresses('<ip>N/A</ip><dyn-addr><member>198.51.100.65/27</member></dyn-addr><addr6/>'),
      ['198.51.100.65/27'],
    );
  });

  it('gives no speed for the words that devices write for none', () => {
    const port = (speed: string): string =>
      `<entry><name>loopback</name><state>up</state><speed>${speed}</speed></entry>`;
    const { hardware } = readInterfaces(result(`<hw>${port('[n/a]')}${port('ukn')}${port('10000')}</hw>`));
    assert.deepEqual(
      hardware.map(({ speed }) => speed),
      [null, null, '10000'],
    );
  });

  it('refuses the success that says an interface was not found', () => {
    assert.throws(
      () => readInterfaces(result("<error>Interface 'ethernet1/99' not found</error>")),
      AnswerShapeError,
    );
  });
});

describe('sessionsReader', () => {
  const every = sessionsReader(() => true);

  it('reads source, destination after translation, and port', () => {
    assert.deepEqual(
      readWhole(
        every,
        result(
          '<entry><source>10.0.0.9</source><dst>192.0.2.9</dst><xdst>198.51.100.1</xdst><dport>443</dport></entry><entry><source>10.0.0.8</source></entry>',
        ),
      ),
      [{ source: '10.0.0.9', destination: '198.51.100.1', destinationPort: '443' }],
    );
    assert.deepEqual(readWhole(every, result('')), []);
    assert.throws(() => readWhole(every, result('text')), AnswerShapeError);
  });

  it('keeps those alone that are wanted', () => {
    const entry = (source: string): string =>
      `<entry><source>${source}</source><dst>192.0.2.9</dst><dport>53</dport></entry>`;
    const wanted = sessionsReader(({ source }) => source === '10.0.0.9');
    const found = readWhole(wanted, result(entry('10.0.0.8') + entry('10.0.0.9')));
    assert.deepEqual(
      found.map(({ source }) => source),
      ['10.0.0.9'],
    );
    assert.deepEqual(readWhole(wanted, result(entry('10.0.0.8'))), []);
  });
});

describe('readRoutingSummary', () => {
  it('reads the totals, which have no name, beside the routers', () => {
    assert.deepEqual(
      readRoutingSummary(
        result(
          '<entry name="default"><bgp/></entry><entry><All-Routes><total>51</total><limit>2500</limit><active>49</active></All-Routes></entry>',
        ),
      ),
      { total: 51, active: 49 },
    );
    assert.throws(() => readRoutingSummary(result('')), AnswerShapeError);
  });
});
