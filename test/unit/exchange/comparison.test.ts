/** What leaves a comparison as text: the tables for the diff editor, and the CSV file. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { comparedTables } from '../../../src/exchange/comparedTables.ts';
import { comparisonReportName, formatComparisonReport } from '../../../src/exchange/comparisonReport.ts';
import { sortedLines } from '../../../src/exchange/sortedLines.ts';
import type { Difference } from '../../../src/validation/comparison/differenceWords.ts';
import { arp, logical, port, route, snapshot, tunnel } from '../validation/comparison/sampleSnapshot.ts';

const pause = async (): Promise<void> => undefined;

describe('the tables of before and after', () => {
  it('are sorted as people do, one entry a line, in the same columns on both sides', async () => {
    const before = snapshot({ routes: [route('10.0.10.0/24'), route('10.0.9.0/24')] });
    const after = snapshot({
      routes: [
        route('10.0.10.0/24'),
        route('10.0.9.0/24', { nexthop: '10.100.100.100', virtualRouter: 'v' }),
      ],
    });
    assert.deepEqual(await comparedTables({ before, after }, 'routes', pause), {
      before: [
        'Destination   Virtual router  Next hop        Interface    State',
        '10.0.9.0/24   default         10.0.0.1        ethernet1/1',
        '10.0.10.0/24  default         10.0.0.1        ethernet1/1',
        '',
      ].join('\n'),
      after: [
        'Destination   Virtual router  Next hop        Interface    State',
        '10.0.9.0/24   v               10.100.100.100  ethernet1/1',
        '10.0.10.0/24  default         10.0.0.1        ethernet1/1',
        '',
      ].join('\n'),
    });
  });

  it('have a line of their own for everything, whatever a device calls it', async () => {
    const name = `evil\n\u2028${'x'.repeat(100)}`;
    const tables = await comparedTables(
      { before: snapshot({ tunnels: [tunnel(name), tunnel('b')] }), after: snapshot({ tunnels: [] }) },
      'tunnels',
      pause,
    );
    const [, first = '', second = '', ...rest] = tables.before.split('\n');
    // One that is too long does not push the others' columns out of sight.
    assert.equal(first, `b${' '.repeat(61)}active`);
    assert.equal(second, `evil ${'x'.repeat(100)}  active`);
    assert.deepEqual(rest, ['']);
  });

  it('say so where a table is not known', async () => {
    const { before, after } = await comparedTables(
      { before: snapshot({ fib: null }), after: snapshot({ fib: [] }) },
      'fib',
      pause,
    );
    assert.match(before, /^Not known: /);
    assert.equal(after, 'Destination  Virtual router  Next hop  Interface  State\n');
  });

  it('have the columns of each kind of interface, and of ARP', async () => {
    const both = { before: snapshot({ interfaces: [logical('ethernet1/1', 'dmz', null), port('ha1')] }) };
    const { before } = await comparedTables({ ...both, after: snapshot() }, 'interfaces', pause);
    assert.deepEqual(before.split('\n').slice(1), [
      'ethernet1/1  logical  dmz            no address',
      'ha1          port     up             MTU 1500',
      '',
    ]);
    const ofArp = { before: snapshot({ arp: [arp('10.0.0.1')] }), after: snapshot() };
    assert.match(
      (await comparedTables(ofArp, 'arp', pause)).before,
      /10\.0\.0\.1 {2}00:00:5e:00:53:01 {2}eth/,
    );
  });

  it('are made in pieces', async () => {
    const routes = Array.from({ length: 3_000 }, (_, index) => route(`10.0.0.0/${index}`));
    let pauses = 0;
    const count = async (): Promise<void> => void (pauses += 1);
    const long = { before: snapshot({ routes }), after: snapshot({ routes: [] }) };
    const { before } = await comparedTables(long, 'routes', count);
    assert.equal(before.split('\n').length, 3_002);
    assert.ok(pauses >= 14, String(pauses));
  });
});

describe('long lists of lines', () => {
  it('are in one order, whatever order they had, with nothing lost', async () => {
    const anyLine = fc.stringMatching(/^[aB.]{0,2}[0-9]{0,3}[.]?[0-9]{0,2}$/);
    await fc.assert(
      fc.asyncProperty(fc.array(anyLine, { maxLength: 40 }), async (some) => {
        // So that they are longer than a piece.
        const lines = Array.from({ length: 60 }, (_, index) => some.map((line) => `${line}${index}`)).flat();
        const there = await sortedLines(lines, pause);
        const back = await sortedLines(lines.toReversed(), pause);
        assert.deepEqual(there, back);
        assert.deepEqual([...there].sort(), [...lines].sort());
      }),
      { numRuns: 50 },
    );
  });

  it('have numbers in the order of their values', async () => {
    const lines = ['10.0.10.0', '10.0.9.0', '9', '007', '10', 'b', 'a10', 'A9', ''];
    assert.deepEqual(await sortedLines(lines, pause), [
      ...['', '007', '9', '10', '10.0.9.0', '10.0.10.0', 'A9', 'a10', 'b'],
    ]);
  });
});

describe('the CSV file of a comparison', () => {
  const text = async (differences: readonly Difference[]): Promise<string> =>
    new TextDecoder().decode(await formatComparisonReport({ differences }, pause));

  it('has one row a difference, and no formulas', async () => {
    const file = await text([
      { area: 'routes', change: 'missing', entry: '10.1.0.0/16, default', before: '10.0.0.1', after: '' },
      { area: 'tunnels', change: 'changed', entry: '=1+1', before: 'active', after: '@x' },
    ]);
    assert.equal(
      file,
      'area,change,entry,before,after\r\n' +
        'Routes,missing,"10.1.0.0/16, default",10.0.0.1,\r\n' +
        'Tunnels,changed,"\'=1+1",active,"\'@x"\r\n',
    );
  });

  it('is whole where there are very many, and has its header where there is none', async () => {
    const one: Difference = { area: 'arp', change: 'new', entry: 'x', before: '', after: 'y' };
    for (const count of [0, 499, 500, 1_300]) {
      const lines = (await text(Array.from({ length: count }, () => one))).split('\r\n');
      assert.deepEqual(
        [lines.length, lines[0], lines.at(-1)],
        [count + 2, 'area,change,entry,before,after', ''],
        String(count),
      );
      assert.ok(lines.slice(1, -1).every((line) => line === 'ARP,new,x,,y'));
    }
  });

  it('is named after its job, its hop and its moment', () => {
    assert.match(
      comparisonReportName({ jobId: 'job-1', hop: 2, member: null }, 0),
      /^comparison_job-1_hop2_\d{8}_\d{6}\.csv$/,
    );
  });
});
