/** Forms of answers that occur beside the usual ones. Each says the same, and is read as such. */
import assert from 'node:assert/strict';
import { parseDeviceClock } from '../../../../src/panos/answers/deviceClock.ts';
import { UNRESOLVED } from '../../../../src/panos/answers/forwarding/arp.ts';
import { readInterfaces } from '../../../../src/panos/answers/forwarding/interfaces.ts';
import { readManagementMemory } from '../../../../src/panos/answers/health/load.ts';
import { readWhole } from '../../../../src/panos/calls/answerReader.ts';
import { showArp } from '../../../../src/panos/commands/traffic.ts';
import { result } from '../sampleXml.ts';

describe('the addresses of an interface', () => {
  const addresses = (content: string) =>
    readInterfaces(
      result(
        `<hw><entry><name>ae1</name></entry></hw><ifnet><entry><name>ae1</name>${content}</entry></ifnet>`,
      ),
    ).logical[0]?.addresses;

  it('are read as members, as entries, as a text, and with a word behind them', () => {
    for (const [content, expected] of [
      ['<dyn-addr>203.0.113.7/32</dyn-addr><ip>N/A</ip>', ['203.0.113.7/32']],
      ['<dyn-addr><member>203.0.113.7/24 (DHCP)</member></dyn-addr>', ['203.0.113.7/24']],
      ['<addr6><member>2001:DB8::1/64 (EUI-64)</member></addr6>', ['2001:DB8::1/64']],
      ['<addr6><member>2001:db8::/64 anycast</member></addr6>', ['2001:db8::/64']],
      ['<ip>192.0.2.1/24</ip><addr><entry>192.0.2.2/32</entry></addr>', ['192.0.2.1/24', '192.0.2.2/32']],
    ] as const)
      assert.deepEqual(addresses(content), expected, content);
  });

  it('are none where a word stands that is no address', () => {
    for (const content of ['<dyn-addr>N/A</dyn-addr>', '<addr>dead</addr>', '<addr6><member/></addr6>'])
      assert.deepEqual(addresses(content), [], content);
  });
});

describe('a neighbour that did not answer', () => {
  const mac = (content: string): string | undefined =>
    readWhole(showArp.reader, result(`<entries><entry><ip>192.0.2.1</ip>${content}</entry></entries>`))[0]
      ?.mac;

  it('has no hardware address, whatever stands in its place', () => {
    for (const word of ['Incomplete', '(incomplete)', 'N/A', 'none', '00:00:00:00:00:00', ''])
      assert.equal(mac(`<mac>${word}</mac>`), UNRESOLVED, word);
    assert.equal(mac('<status> I </status><mac>00:00:5e:00:53:01</mac>'), UNRESOLVED);
  });

  it('is not one whose address is written in another way', () => {
    for (const known of ['00:00:5e:00:53:01', '0000.5e00.5301', '00-00-5E-00-53-01'])
      assert.equal(mac(`<status>e</status><mac>${known}</mac>`), known);
  });
});

describe('a clock', () => {
  it('is read whatever its zone is called', () => {
    const at = Date.UTC(2026, 2, 22, 19, 19, 10);
    for (const zone of ['PDT ', '+03 ', '-0330 ', '+05:45 ', 'GMT+3 ', '<+03> ', 'UTC+03 ', '', ' '])
      assert.equal(parseDeviceClock(`Sun Mar 22 19:19:10 ${zone}2026`), at, zone);
    assert.equal(parseDeviceClock('Sun Mar 22 19:19:10 a time zone 2026'), null);
  });
});

describe('the memory of the management plane', () => {
  const used = (lines: string): number =>
    Math.round(readManagementMemory(result(`<![CDATA[top - 10:29:54\n${lines}\n]]>`)) ?? -1);

  it('is counted without what is kept for files, in each form of old releases', () => {
    for (const lines of [
      'Mem:  4000k total, 3000k used, 1000k free, 200k buffers\nSwap: 0k total, 0k used, 0k free, 800k cached',
      'Mem:  4000 total, 3000 used, 1000 free, 200 buffers\nSwap: 0 total, 0 used, 0 free, 800 cached',
      'Mem:  4000m total, 3000m used, 1000m free, 200m buffers\nSwap: 0m total, 0m used, 0m free, 800m cached',
      'KiB Mem:   4000 total,  3000 used,  1000 free,  200 buffers\nKiB Swap:  0 total,  0 used,  0 free.  800 cached Mem',
    ])
      assert.equal(used(lines), 50, lines);
    assert.equal(used('GiB Mem :    100.0 total,     10.2 free,     45.0 used,     44.8 buff/cache'), 45);
  });
});

describe('the speed of a port', () => {
  it('is none for a word that means nothing, in any case', () => {
    for (const word of ['ukn', 'UKN', '[n/a]', '[N/A]', 'N/A', 'unknown'])
      assert.equal(
        readInterfaces(result(`<hw><entry><name>a</name><speed>${word}</speed></entry></hw>`)).hardware[0]
          ?.speed,
        null,
        word,
      );
  });
});
