import assert from 'node:assert/strict';
import { formatAddress, parseAddress } from '../../../src/panos/address.ts';

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

  it('refuses four numbers that are no IPv4 address', () => {
    for (const text of ['999.1.1.1', '10.1.1.256:443', '10.1.1.300.']) assert.equal(parseAddress(text), null);
    for (const text of ['0.0.0.0', '255.255.255.255', '999.1.1.example.com', '10.1.1.256a']) {
      assert.notEqual(parseAddress(text), null, text);
    }
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
