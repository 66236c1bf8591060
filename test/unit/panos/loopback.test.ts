import assert from 'node:assert/strict';
import { parseAddress } from '../../../src/panos/address.ts';
import { isLoopback } from '../../../src/panos/loopback.ts';

const MACHINE = ['127.0.0.1', '127.0.0.1:8443', '127.1.2.3', '127.255.255.255', '::1', '[::1]:443'];

const OTHERS = [
  // Names, whatever a resolver makes of them today.
  'localhost',
  'LOCALHOST:443',
  'localhost.',
  '127.0.0.1.evil',
  '127.0.0.1.evil.example:443',
  '127.0.0.1.',
  '127.evil',
  // Other ways to write it, about which systems do not agree.
  '127.1',
  '127',
  '2130706433',
  '0x7f.0.0.1',
  '0x7f000001',
  '0177.0.0.1',
  '127.0.0.01',
  '127.0.0.001',
  '127.0.0.1%eth0',
  '::ffff:127.0.0.1',
  '::ffff:7f00:1',
  '::1%lo',
  // Other machines, and what may be any.
  '0.0.0.0',
  '::',
  '126.255.255.255',
  '128.0.0.1',
  '10.127.0.1',
  '1127.0.0.1',
  '127.0.0.256',
  '127.0.0.1.1',
  '::2',
  '',
];

/** ::1 in other words: parseAddress gives them the one spelling, and without it they do not count. */
const RESPELT = ['0:0:0:0:0:0:0:1', '::01', '[0::1]:443'];

describe('an address of this machine itself', () => {
  it('is one of 127.0.0.0/8, or ::1', () => {
    for (const text of MACHINE) assert.ok(isLoopback(parseAddress(text) ?? { host: '' }), text);
  });

  it('is nothing that only looks or resolves like one', () => {
    for (const text of OTHERS) {
      assert.equal(isLoopback({ host: text }), false, text);
      assert.equal(isLoopback(parseAddress(text) ?? { host: '' }), false, text);
    }
  });

  it('counts in the spelling that parseAddress gives', () => {
    for (const text of RESPELT) {
      assert.equal(isLoopback({ host: text }), false, text);
      assert.ok(isLoopback(parseAddress(text) ?? { host: '' }), text);
    }
  });
});
