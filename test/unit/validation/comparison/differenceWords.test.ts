/** What stands in the lists of a comparison, in words. */
import assert from 'node:assert/strict';
import { areas } from '../../../../src/validation/comparison/areaTitles.ts';
import { judgeArea } from '../../../../src/validation/comparison/areaVerdict.ts';
import type { Comparison } from '../../../../src/validation/comparison/comparisonRules.ts';
import { summarizeComparison } from '../../../../src/validation/comparison/comparisonSummary.ts';
import { differencesOf } from '../../../../src/validation/comparison/differenceWords.ts';
import {
  agent,
  arp,
  compare,
  fibEntry,
  licence,
  logical,
  peer,
  port,
  route,
  service,
  snapshot,
  tunnel,
} from './sampleSnapshot.ts';
import { sn } from '../../../support/serials.ts';

const pause = async (): Promise<void> => undefined;

/** `area change: entry: before → after`. */
async function lines(comparison: Promise<Comparison>): Promise<string[]> {
  const found = await differencesOf(await comparison, pause);
  return found.map(
    ({ area, change, entry, before, after }) => `${area} ${change}: ${entry}: ${before} → ${after}`,
  );
}

describe('the differences of a comparison', () => {
  it('are none where nothing changed', async () => {
    assert.deepEqual(await lines(compare({}, {})), []);
  });

  it('name what is missing, what changed and what is new, area by area', async () => {
    const after = {
      tcpSessions: 900,
      routes: [route('0.0.0.0/0', { nexthop: '10.0.0.2' }), route('10.1.0.0/16')],
      fib: [fibEntry('0.0.0.0/0')],
      arp: [arp('10.0.0.1'), arp('10.0.0.2', '00:00:5e:00:53:ff')],
      interfaces: [
        port('ethernet1/1', 'down', 9192),
        port('ethernet1/2', 'down'),
        logical('ethernet1/1', null),
      ],
      bgpPeers: [peer('isp-1', 'Idle'), peer('isp-2')],
      tunnels: [tunnel('branch-1'), tunnel('branch-2', 'init')],
      licences: [licence('Threat Prevention', true), licence('DNS Security')],
      userId: [agent('dc-1', 'not-conn:idle'), service('down')],
      contentVersion: '8831-8900',
    };
    assert.deepEqual(await lines(compare({}, after)), [
      'tcpSessions changed: Number of sessions: 1000 → 900 (-10.0 %)',
      'routes missing: 0.0.0.0/0, default: 10.0.0.1, ethernet1/1 → ',
      'routes new: 0.0.0.0/0, default:  → 10.0.0.2, ethernet1/1',
      'fib missing: 10.1.0.0/16, default: 10.0.0.1, ethernet1/1 → ',
      'arp missing: 10.0.0.2: 00:00:5e:00:53:01, ethernet1/1 → ',
      'arp new: 10.0.0.2:  → 00:00:5e:00:53:ff, ethernet1/1',
      'interfaces changed: ethernet1/1, port: up, MTU 1500 → down, MTU 9192',
      'interfaces changed: ethernet1/1, logical: trust, 10.0.0.9/24 → no zone, 10.0.0.9/24',
      'bgpPeers changed: isp-1, default: Established → Idle',
      'tunnels changed: branch-2: active → init',
      'licences missing: GlobalProtect Gateway: valid → ',
      'licences changed: Threat Prevention: valid → expired',
      'licences new: DNS Security:  → valid',
      'userId missing: dc-2, vsys1: conn:idle → ',
      'userId changed: dc-1, vsys1: conn:idle → not-conn:idle',
      'userId changed: User-ID service: up → down',
      'content changed: Applications and threats: 8832-8912 → 8831-8900',
    ]);
  });

  it('are none of an area that cannot be compared', async () => {
    const unknown = { tcpSessions: null, fib: null, contentVersion: null };
    assert.deepEqual(await lines(compare({}, unknown)), []);
    assert.deepEqual(await lines(compare(unknown, {})), []);
  });

  it('have the words of devices on one line', async () => {
    const [line] = await lines(
      compare({ tunnels: [] }, { tunnels: [tunnel('a\r\nb\u202e[x](y)', 'up\tnow')] }),
    );
    assert.equal(line, 'tunnels new: a b\uFFFD|x|(y):  → up now');
  });

  it('are as many as the areas count', async () => {
    const comparison = await compare({}, { routes: [], arp: [arp('10.9.9.9')], tcpSessions: 999 });
    const found = await differencesOf(comparison, pause);
    const summary = summarizeComparison(comparison);
    for (const area of areas) {
      const { differences } = judgeArea(summary, area);
      assert.equal(found.filter((one) => one.area === area).length, differences, area);
    }
    assert.deepEqual(
      areas.map((area) => judgeArea(summary, area).verdict),
      ['within', 'outside', 'unchanged', 'outside', ...Array<string>(6).fill('unchanged')],
    );
  });

  it('let others work in between where there are many', async () => {
    const many = Array.from({ length: 2_000 }, (_, index) => route(`10.0.0.0/${index}`));
    const comparison = await compare({ routes: many }, { routes: [] });
    let pauses = 0;
    await differencesOf(comparison, async () => void (pauses += 1));
    assert.equal(pauses, 4);
  });

  it('leave aside in a pair what each member has for itself, though it differs', async () => {
    const content = { serial: sn('007801000002'), contentVersion: '8000-1' };
    const comparison = await compare({}, content);
    assert.equal(judgeArea(summarizeComparison(comparison), 'content').verdict, 'within');
    assert.equal(snapshot(content).contentVersion, comparison.content.after);
  });
});
