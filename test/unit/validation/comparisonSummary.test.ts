import assert from 'node:assert/strict';
import { compareSnapshots } from '../../../src/validation/compare.ts';
import {
  type ComparisonSummary,
  describeComparison,
  summarizeComparison,
} from '../../../src/validation/comparisonSummary.ts';
import type { Snapshot } from '../../../src/validation/snapshot.ts';

async function summary(before: Partial<Snapshot>, after: Partial<Snapshot>): Promise<ComparisonSummary> {
  const base: Snapshot = { serial: '1', at: 0, swVersion: '10.1.14', tcpSessions: 1200, routes: [], arp: [] };
  const margins = { tcpSessionMargin: 5, routeMargin: 0, arpMargin: 0 };
  const pause = async (): Promise<void> => undefined;
  return summarizeComparison(
    await compareSnapshots({ ...base, ...before }, { ...base, ...after }, margins, pause),
  );
}

const arp = (ip: string) => ({ ip, mac: '00:00:5e:00:53:01', interface: 'ethernet1/1' });

describe('summarizeComparison', () => {
  it('counts the entries and leaves them out, in a form that can be stored', async () => {
    const result = await summary({ arp: [arp('10.0.0.1')] }, { arp: [arp('10.0.0.2'), arp('10.0.0.3')] });
    assert.deepEqual([result.arp.added, result.arp.removed], [2, 1]);
    assert.deepEqual(JSON.parse(JSON.stringify(result)), result);
  });
});

describe('describeComparison', () => {
  it('says in one line what changed, and what is outside the margin', async () => {
    assert.equal(
      describeComparison(await summary({}, {})),
      'TCP sessions 1200, routes 0 (unchanged), ARP entries 0 (unchanged)',
    );
    assert.equal(
      describeComparison(
        await summary({ arp: [arp('10.0.0.1')] }, { tcpSessions: 1188, arp: [arp('10.0.0.2')] }),
      ),
      'TCP sessions 1200 → 1188 (-1.0 %), routes 0 (unchanged), ARP entries 1 (1 added, 1 removed): outside the margin',
    );
    assert.match(
      describeComparison(await summary({}, { tcpSessions: 1500 })),
      /1200 → 1500 \(\+25\.0 %\): outside the margin,/,
    );
  });

  it('says what is not known', async () => {
    assert.match(
      describeComparison(await summary({ tcpSessions: null }, {})),
      /^TCP sessions unknown → 1200: cannot be compared,/,
    );
    assert.match(
      describeComparison(await summary({ tcpSessions: null }, { tcpSessions: null })),
      /^TCP sessions unknown → unknown:/,
    );
  });
});
