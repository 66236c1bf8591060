/** The Comparison page: every difference of a hop, and whether each area is within its margin. */
import assert from 'node:assert/strict';
import type { JobComparison } from '../../../../src/jobs/outcome/jobComparison.ts';
import { summarizeComparison } from '../../../../src/validation/comparison/comparisonSummary.ts';
import { differencesOf } from '../../../../src/validation/comparison/differenceWords.ts';
import type { Snapshot } from '../../../../src/validation/comparison/snapshot.ts';
import {
  comparisonHead,
  comparisonRow,
  type ComparisonState,
} from '../../../../src/vscode/panels/comparison/comparisonTable.ts';
import type { TableHead } from '../../../../webview-ui/protocol.ts';
import { compare, licence, route, snapshot } from '../../validation/comparison/sampleSnapshot.ts';
import { job } from '../../../support/sampleJob.ts';
import { sn } from '../../../support/serials.ts';

const time = (at: number): string => `at ${at}`;
const SERIAL = '007801000001';

async function comparison(before: Partial<Snapshot>, after: Partial<Snapshot>): Promise<JobComparison> {
  const later = { at: 60, swVersion: '10.2.10', ...after };
  const found = await compare(before, later, { licenceMargin: 1 });
  return {
    jobId: 'job-1',
    hop: 1,
    member: null,
    before: snapshot(before),
    after: snapshot(later),
    summary: summarizeComparison(found),
    differences: await differencesOf(found, async () => undefined),
  };
}

function head(change: Partial<ComparisonState>): TableHead {
  const state = { title: 'Comparison: fw-1', job: job({}, SERIAL), comparison: null, ...change };
  return comparisonHead({ isReading: false, failure: null, ...state }, time);
}

const changes = { routes: [route('0.0.0.0/0')], licences: [licence('Threat Prevention')], tunnels: null };

describe('the head of the Comparison page', () => {
  it('says what is outside the margins, and of which versions and times', async () => {
    const { lead, notices } = head({ comparison: await comparison({}, changes) });
    assert.equal(lead, 'Outside the margins: Routes. Before: 10.1.14, at 0. After: 10.2.10, at 60.');
    assert.equal(notices.length, 1);
    assert.match(notices[0] ?? '', /^Cannot be compared: Tunnels\. /);
  });

  it('counts each area with its verdict', async () => {
    const { counters } = head({ comparison: await comparison({}, changes) });
    assert.deepEqual(
      counters.map(({ label, status, count }) => `${count} ${label} ${status}`),
      [
        '0 TCP sessions unchanged good',
        '1 Routes outside the margin bad',
        '0 FIB unchanged good',
        '0 ARP unchanged good',
        '0 Interfaces unchanged good',
        '0 BGP peers unchanged good',
        '0 Tunnels cannot be compared attention',
        '1 Licences within the margin good',
        '0 User-ID unchanged good',
        '0 Content unchanged good',
      ],
    );
  });

  it('has a sentence for every other verdict', async () => {
    const verdict = async (after: Partial<Snapshot>): Promise<string> =>
      head({ comparison: await comparison({}, after) }).lead.split(' Before: ')[0] ?? '';
    assert.equal(await verdict({}), 'Nothing has changed.');
    assert.equal(await verdict({ tcpSessions: 999 }), 'Everything is within the margins.');
    assert.match(await verdict({ fib: null }), /^Nothing is outside .* not everything could be compared\.$/);
  });

  it('says of a pair whose tables are compared', async () => {
    const runs = [SERIAL, '007801000002'].flatMap((serial, index) =>
      job({}, serial).runs.map((run) => ({ ...run, hostname: `fw-${index + 1}` })),
    );
    const found = await comparison({}, { serial: sn('007801000002') });
    const { lead } = head({ comparison: found, job: job({ type: 'ha_pair', runs }) });
    assert.match(
      lead,
      /Before: fw-1, 10\.1\.14, at 0\. After: fw-2, 10\.2\.10, at 60\. Of the pair, the member/,
    );
  });

  it('says that both members are compared, each with its own past', async () => {
    const runs = [SERIAL, '007801000002'].flatMap((serial) => job({}, serial).runs);
    const found = { ...(await comparison({}, {})), member: sn(SERIAL) };
    const { lead } = head({ comparison: found, job: job({ type: 'ha_pair', runs }) });
    assert.match(lead, /each is compared with its own past\.$/);
  });

  it('says that a file is missing, and offers nothing then', () => {
    const missing = head({});
    assert.match(missing.lead, /^Not compared: a snapshot file is missing or damaged\. /);
    assert.ok(missing.actions.every(({ enabled }) => !enabled));
    assert.deepEqual(missing.counters, []);
  });

  it('says that it is at work, and why it failed', () => {
    assert.match(head({ isReading: true }).lead, /are being compared/);
    assert.equal(head({ isReading: true }).announcement, '');
    assert.equal(head({ failure: 'The engine has stopped.' }).lead, 'The engine has stopped.');
  });

  it('offers no file where nothing differs', async () => {
    const { actions, empty } = head({ comparison: await comparison({}, {}) });
    assert.deepEqual(
      actions.map(({ id, enabled }) => [id, enabled]),
      [
        ['tables', true],
        ['save', false],
      ],
    );
    assert.equal(empty, 'Nothing differs.');
  });
});

describe('a row of the Comparison page', () => {
  it('is one difference; those outside the margins come first, and a table can be opened', async () => {
    const { differences, summary } = await comparison({}, { ...changes, tcpSessions: 990 });
    const rows = differences.map((difference, at) => comparisonRow(String(at), difference, summary));
    assert.deepEqual(
      rows.map(({ id, counter, opens, comesFirst }) => [id, counter, opens, comesFirst]),
      [
        ['0', 'tcpSessions', undefined, undefined],
        ['1', 'routes', true, true],
        ['2', 'licences', true, undefined],
      ],
    );
    assert.deepEqual(rows[1]?.cells, [
      { text: 'Routes', order: 1 },
      { text: 'Missing', status: 'bad' },
      ...['10.1.0.0/16, default', '10.0.0.1, ethernet1/1', ''],
    ]);
  });
});
