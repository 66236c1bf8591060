import assert from 'node:assert/strict';
import { AnswerShapeError } from '../../../../src/panos/calls/elementReaders.ts';
import { readDataplaneClocks, readManagementClock } from '../../../../src/panos/answers/health/clocks.ts';
import { readNtp } from '../../../../src/panos/answers/health/ntp.ts';
import { result } from '../sampleXml.ts';

const AT = Date.UTC(2026, 10, 5, 9, 4, 3);

describe('readManagementClock', () => {
  it('reads a time with a zone before the year, the zone left aside', () => {
    const clock = readManagementClock(result('<![CDATA[Thu Nov  5 09:04:03 CET 2026\n]]>'));
    assert.deepEqual(clock, { plane: null, at: AT, text: 'Thu Nov  5 09:04:03 CET 2026' });
  });

  it('reads a time whose zone has no name but a number', () => {
    for (const zone of ['+03', '-03', '+0530', '-0930', '+3', 'CEST', 'AMST'])
      assert.equal(readManagementClock(result(`Thu Nov  5 09:04:03 ${zone} 2026`)).at, AT, zone);
    assert.equal(readManagementClock(result('Thu Nov  5 09:04:03 zone 1 2026')).at, null);
  });

  it('gives another form as unknown with its text', () => {
    assert.deepEqual(readManagementClock(result('half past nine')), {
      plane: null,
      at: null,
      text: 'half past nine',
    });
    assert.throws(() => readManagementClock(result('')), AnswerShapeError);
  });
});

describe('readDataplaneClocks', () => {
  it('reads one dataplane, and each card of a chassis', () => {
    const time = 'dataplane time: Thu Nov  5 09:04:03 CET 2026';
    assert.deepEqual(
      readDataplaneClocks(result(`<member>${time}\n</member>`)).map(({ plane, at }) => [plane, at]),
      [[null, AT]],
    );
    const cards = `<member>DP s3dp0:\n${time}\n</member><member>DP s3dp1:\n${time}\n</member>`;
    assert.deepEqual(
      readDataplaneClocks(result(cards)).map(({ plane, at }) => [plane, at]),
      [
        ['s3dp0', AT],
        ['s3dp1', AT],
      ],
    );
  });

  it('reads several dataplanes in one text', () => {
    const time = 'dataplane time: Thu Nov  5 09:04:03 CET 2026';
    const text = `DP s1dp0:\n${time}\nDP s1dp1:\ndataplane time: at noon\n`;
    for (const shape of [`<member>${text}</member>`, `<![CDATA[${text}]]>`]) {
      assert.deepEqual(
        readDataplaneClocks(result(shape)).map(({ plane, at }) => [plane, at]),
        [
          ['s1dp0', AT],
          ['s1dp1', null],
        ],
      );
    }
  });

  it('reads cards whose lines are set in, with blank ones between', () => {
    const card = (plane: string): string =>
      `<member>\n            DP ${plane}:\n\n            dataplane time: Thu Nov  5 09:04:03 -03 2026\n</member>`;
    assert.deepEqual(
      readDataplaneClocks(result(card('s2dp0') + card('s2dp1'))).map(({ plane, at }) => [plane, at]),
      [
        ['s2dp0', AT],
        ['s2dp1', AT],
      ],
    );
  });

  it('gives none where there is no dataplane, and an unknown time with its text', () => {
    assert.deepEqual(readDataplaneClocks(result('')), []);
    assert.deepEqual(readDataplaneClocks(result('<member>no such plane</member>')), [
      { plane: null, at: null, text: 'no such plane' },
    ]);
  });
});

describe('readNtp', () => {
  const server = (name: string, status: string, reachable = 'yes'): string =>
    `<name>${name}</name><reachable>${reachable}</reachable><status>${status}</status><authentication-type>none</authentication-type>`;

  it('names the server the clock follows, and all servers', () => {
    const ntp = readNtp(
      result(
        `<ntp-server-1>${server('10.9.9.1', 'synched')}</ntp-server-1><ntp-server-2>${server('10.9.9.2', 'rejected', 'no')}</ntp-server-2><synched>10.9.9.1</synched>`,
      ),
    );
    assert.equal(ntp.synchronizedTo, '10.9.9.1');
    assert.deepEqual(ntp.servers, [
      { name: '10.9.9.1', reachable: true, status: 'synched' },
      { name: '10.9.9.2', reachable: false, status: 'rejected' },
    ]);
  });

  it('takes LOCAL for no synchronization, alone for no servers', () => {
    assert.deepEqual(readNtp(result('<synched>LOCAL</synched>')), { synchronizedTo: null, servers: [] });
  });

  it('gives a word it does not know for reachable as unknown, and refuses an answer that names nobody', () => {
    const odd = `<ntp-server-1>${server('a', 'x', 'perhaps')}</ntp-server-1>`;
    assert.deepEqual(readNtp(result(`${odd}<synched>LOCAL</synched>`)), {
      synchronizedTo: null,
      servers: [{ name: 'a', reachable: null, status: 'x' }],
    });
    assert.throws(() => readNtp(result(odd)), AnswerShapeError);
  });
});
