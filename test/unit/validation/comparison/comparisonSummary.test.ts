import assert from 'node:assert/strict';
import { compareSnapshots, type Margins } from '../../../../src/validation/comparison/comparisonRules.ts';
import {
  type ComparisonSummary,
  describeComparison,
  describePercentage,
  summarizeComparison,
} from '../../../../src/validation/comparison/comparisonSummary.ts';
import type { Snapshot } from '../../../../src/validation/comparison/snapshot.ts';
import { defaultSettings } from '../../../support/engineSettings.ts';
import { arp, fibEntry, licence, peer, port, snapshot, tunnel } from './sampleSnapshot.ts';
import { sn } from '../../../support/serials.ts';

async function summary(
  before: Partial<Snapshot>,
  after: Partial<Snapshot>,
  margins: Partial<Margins> = {},
): Promise<ComparisonSummary> {
  const pause = async (): Promise<void> => undefined;
  const allMargins = { ...defaultSettings.validation, ...margins };
  return summarizeComparison(await compareSnapshots(snapshot(before), snapshot(after), allMargins, pause));
}

describe('how much sessions changed, in per cent', () => {
  const percent = (percentage: number): string =>
    describePercentage({ before: 9000, after: 8999, difference: -1, percentage, withinMargin: false });

  it('is never nothing where there was a change', () => {
    assert.equal(percent((-1 / 9000) * 100), ' (-0.01 %)');
    assert.equal(percent(0.0004), ' (+0.0004 %)');
    assert.equal(percent(-0.06), ' (-0.1 %)');
    assert.equal(percent(-1), ' (-1.0 %)');
    assert.equal(percent(12.345), ' (+12.3 %)');
    assert.equal(percent(0), '');
  });
});

describe('summarizeComparison', () => {
  it('counts the entries and leaves them out, in a form that can be stored', async () => {
    const result = await summary(
      { arp: [arp('10.0.0.1')] },
      {
        arp: [arp('10.0.0.2'), arp('10.0.0.3')],
        fib: [fibEntry('0.0.0.0/0')],
        interfaces: [port('ethernet1/1', 'down')],
        bgpPeers: [peer('isp-1', 'Idle'), peer('isp-2')],
        tunnels: [],
        licences: [licence('Threat Prevention', true), licence('WildFire')],
      },
    );
    const entriesOf = ({ added, removed, changed }: ComparisonSummary['arp']): number[] => [
      added,
      removed,
      changed,
    ];
    assert.deepEqual(entriesOf(result.arp), [2, 1, 0]);
    assert.deepEqual(entriesOf(result.routes), [0, 0, 0]);
    assert.deepEqual(entriesOf(result.fib), [0, 1, 0]);
    assert.deepEqual(entriesOf(result.interfaces), [0, 2, 1]);
    assert.deepEqual(entriesOf(result.bgpPeers), [0, 0, 1]);
    assert.deepEqual(entriesOf(result.tunnels), [0, 2, 0]);
    assert.deepEqual(entriesOf(result.licences), [1, 1, 1]);
    assert.deepEqual(JSON.parse(JSON.stringify(result)), result);
  });
});

describe('describeComparison', () => {
  const REST = 'FIB, interfaces, BGP peers, tunnels, licences, User-ID, content unchanged';

  it('says in one line what changed, and what is outside the margin', async () => {
    assert.equal(
      describeComparison(await summary({}, {})),
      `TCP sessions 1000, routes 2 (unchanged), ARP entries 2 (unchanged); ${REST}`,
    );
    assert.equal(
      describeComparison(
        await summary({ arp: [arp('10.0.0.1')] }, { tcpSessions: 990, arp: [arp('10.0.0.2')], routes: [] }),
      ),
      'TCP sessions 1000 → 990 (-1.0 %), routes 2 → 0 (2 removed): outside the margin, ' +
        `ARP entries 1 (1 added, 1 removed): outside the margin; ${REST}`,
    );
    assert.match(
      describeComparison(await summary({}, { tcpSessions: 750 })),
      /1000 → 750 \(-25\.0 %\): outside the margin,/,
    );
  });

  it('has words for another area only where it changed', async () => {
    assert.equal(
      describeComparison(
        await summary(
          {},
          {
            bgpPeers: [peer('isp-1', 'Active'), peer('isp-2')],
            tunnels: [tunnel('branch-1')],
            contentVersion: '8790-8462',
          },
          { tunnelMargin: 1 },
        ),
      ),
      'TCP sessions 1000, routes 2 (unchanged), ARP entries 2 (unchanged), ' +
        'BGP peers 2 (1 changed): outside the margin, tunnels 2 → 1 (1 removed), ' +
        'content 8832-8912 → 8790-8462: outside the margin; FIB, interfaces, licences, User-ID unchanged',
    );
    assert.match(
      describeComparison(await summary({ contentVersion: '0' }, {})),
      /, content none → 8832-8912; FIB, interfaces, BGP peers, tunnels, licences, User-ID unchanged$/,
    );
  });

  it('says what is not known', async () => {
    assert.match(
      describeComparison(await summary({ tcpSessions: null }, {})),
      /^TCP sessions unknown → 1000: cannot be compared,/,
    );
    assert.match(
      describeComparison(await summary({ tcpSessions: null }, { tcpSessions: null })),
      /^TCP sessions unknown → unknown:/,
    );
    assert.match(
      describeComparison(await summary({ fib: null }, { contentVersion: null })),
      /; interfaces, BGP peers, tunnels, licences, User-ID unchanged; FIB, content: cannot be compared$/,
    );
    const nothing = {
      fib: null,
      interfaces: null,
      bgpPeers: null,
      tunnels: null,
      licences: null,
      userId: null,
      contentVersion: null,
    };
    assert.match(
      describeComparison(await summary(nothing, {})),
      /\(unchanged\); FIB, interfaces, BGP peers, tunnels, licences, User-ID, content: cannot be compared$/,
    );
  });

  it('shows no links and lines that a device puts into its content version', async () => {
    const hostile = { serial: sn('007801000002'), contentVersion: '[a](b)\n' };
    assert.match(describeComparison(await summary({}, hostile)), /content 8832-8912 → \|a\|\(b\) ?;/);
  });
});
