/** What is asked once before a bulk of upgrades is queued. */
import assert from 'node:assert/strict';
import { upgradeManyQuestion } from '../../../../src/vscode/panels/preview/upgradeManyQuestion.ts';
import { upgradePreviewRow } from '../../../../src/vscode/panels/preview/upgradePreviewTable.ts';
import { alone, member, pair, target } from './upgradeSurveyRows.ts';

describe('what is asked before upgrades are queued', () => {
  it('has the numbers, and says what happens to the traffic of both kinds', () => {
    const { message, detail, confirm } = upgradeManyQuestion([alone, pair], 5);
    assert.equal(message, 'Upgrade 1 device and 1 HA pair with 6 restarts?');
    assert.deepEqual(detail.split('\n'), [
      'fw-1: 10.1.14 → 10.2.10 → 11.1.4-h7',
      'fw-2: 10.1.14 → 10.2.10 → 11.1.4-h7',
      'fw-3: 10.1.14 → 10.2.10 → 11.1.4-h7',
      '',
      '1 firewall stands alone: no traffic passes while it restarts.',
      '1 HA pair: one member at a time. The traffic is handed over to the other member before a restart, which long sessions may notice.',
      'Missing images are downloaded first: 1.5 GB.',
      'About 2 h with 5 workers (as earlier upgrades of these models took).',
      'Each device is looked at again before it is touched, and left alone if it is not fit.',
    ]);
    assert.equal(confirm, 'Upgrade with 6 Restarts');
  });

  it('names the one device or pair that it is about, and its target', () => {
    const one = upgradeManyQuestion([alone], 5);
    assert.equal(one.message, 'Upgrade fw-1 from 10.1.14 to 11.1.4-h7?');
    assert.ok(!one.detail.includes('worker'), 'one job has one');
    const half = target([member('2'), member('3', { version: '11.1.4-h7', path: [] })]);
    const { message, detail } = upgradeManyQuestion([half], 5);
    assert.equal(message, 'Upgrade the HA pair fw-2 + fw-3 to 11.1.4-h7?');
    assert.deepEqual(detail.split('\n').slice(0, 3), [
      'fw-2: 10.1.14 → 10.2.10 → 11.1.4-h7',
      'fw-3: runs 11.1.4-h7 already',
      '',
    ]);
  });

  it('names as many as a question has room for', () => {
    const lines = upgradeManyQuestion(
      Array.from({ length: 20 }, () => pair),
      5,
    ).detail.split('\n');
    assert.deepEqual(lines.slice(7, 10), ['fw-3: 10.1.14 → 10.2.10 → 11.1.4-h7', 'and 32 more', '']);
  });

  it('names the preemptive pairs, as many as fit', () => {
    const preemptive = { ...pair, isPreemptive: true };
    const line = (count: number): string | undefined =>
      upgradeManyQuestion([alone, ...Array.from({ length: count }, () => preemptive)], 1)
        .detail.split('\n')
        .find((one) => one.includes('preemptive'));
    assert.equal(line(0), undefined);
    const then = 'A preemptive member may take its role back by itself.';
    assert.equal(line(1), `1 preemptive pair: fw-2 + fw-3. ${then}`);
    assert.match(line(7) ?? '', /^7 preemptive pairs: fw-2 \+ fw-3, .* and 2 more\. A preemptive/);
  });

  it('names the active/active pairs, and what is not proved of them', () => {
    const both = { ...pair, isActiveActive: true };
    assert.match(
      upgradeManyQuestion([alone, both], 1).detail,
      /\n1 active\/active pair: fw-2 \+ fw-3\. Its order was proved on simulated devices only\..* is yours to watch\.\n/,
    );
    assert.doesNotMatch(upgradeManyQuestion([pair], 1).detail, /active\/active/);
    assert.match(
      JSON.stringify(upgradePreviewRow('0', both, false).cells),
      /Upgrade as an active\/active pair/,
    );
  });

  it('says nothing of what there is none of', () => {
    const { detail } = upgradeManyQuestion([target([member('1', { fetchMb: 0 })])], 1);
    assert.equal(detail.split('\n')[2], '1 firewall stands alone: no traffic passes while it restarts.');
    assert.doesNotMatch(upgradeManyQuestion([pair], 1).detail, /alone:/);
    assert.doesNotMatch(detail, /downloaded/);
  });
});
