import assert from 'node:assert/strict';
import { formatAddress, isSameAddress, parseAddress } from '../../../src/panos/address.ts';

describe('parseAddress', () => {
  it('reads names, IPv4 and IPv6, with and without a port', () => {
    const cases: [string, string][] = [
      ['10.1.1.10', '10.1.1.10:443'],
      ['FW.example.com:8443', 'fw.example.com:8443'],
      ['[2001:db8::1]:4443', '[2001:db8::1]:4443'],
      ['[2001:db8::1]', '[2001:db8::1]:443'],
      [' 2001:db8::1 ', '[2001:db8::1]:443'],
      ['fe80::1%eth0', '[fe80::1%eth0]:443'],
    ];
    for (const [text, expected] of cases) {
      const address = parseAddress(text);
      assert.ok(address !== null, text);
      assert.equal(formatAddress(address), expected);
      assert.deepEqual(parseAddress(formatAddress(address)), address);
    }
  });

  it('uses the default port it is given', () => {
    assert.deepEqual(parseAddress('fw1', 8443), { host: 'fw1', port: 8443 });
  });

  it('refuses numbers that are no IPv4 address, or that resolvers read by rules of their own', () => {
    const notFour = [
      '999.1.1.1',
      '10.1.1.256:443',
      '10.1.1.300.',
      '127.1',
      '1.2.3.4.5',
      '2130706433',
      'fw.1',
    ];
    const otherBases = ['0177.0.0.1', '010.1.1.1', '0x7f.0.0.1', '0x7f000001', '127.0.0.0x1'];
    for (const text of [...notFour, ...otherBases]) assert.equal(parseAddress(text), null, text);
    for (const text of ['0.0.0.0', '255.255.255.255', '999.1.1.example.com', '10.1.1.256a', '0xfw', '1.fw']) {
      assert.notEqual(parseAddress(text), null, text);
    }
  });

  it('gives one spelling to all spellings of an address, and keeps different ones apart', () => {
    const groups = [
      ['LOCALHOST:8443', 'localhost:8443', 'localhost.:8443', ' LocalHost.:08443 '],
      ['2001:DB8:0:0:0:0:0:1', '[2001:db8::1]', '[2001:0db8::0001]:443', '2001:db8:0::1'],
      ['::ffff:10.1.1.1', '[::FFFF:0a01:0101]'],
      ['10.1.1.1', '10.1.1.1:443', ' 10.1.1.1 '],
      ['fw.example.com', 'FW.EXAMPLE.COM.:443'],
    ];
    const names = groups.map((spellings) =>
      spellings.map((text) => {
        const address = parseAddress(text);
        assert.ok(address !== null, text);
        return formatAddress(address);
      }),
    );
    for (const [index, same] of names.entries()) {
      assert.deepEqual(new Set(same).size, 1, groups[index]?.join());
    }
    assert.equal(new Set(names.flat()).size, groups.length);
    assert.ok(isSameAddress('FW-1', 'fw-1.:443', 443) && !isSameAddress('fw-1', 'fw-1:444', 443));
    assert.ok(!isSameAddress('no address', 'no address', 443));
  });

  it('refuses whatever could change the meaning of a URL', () => {
    for (const text of [
      '',
      'user@fw1',
      'fw1/path',
      'fw1?x',
      'fw1#x',
      'https://fw1',
      'fw1:0',
      'fw1:70000',
      'fw 1',
      '[fw1]:443',
      '-fw1',
    ]) {
      assert.equal(parseAddress(text), null, text);
    }
  });
});
