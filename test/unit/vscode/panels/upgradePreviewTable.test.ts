/** The Preview page of upgrades: what it says, and what its button says. */
import assert from 'node:assert/strict';
import { formatUpgradeSurvey } from '../../../../src/exchange/upgradeSurveyReport.ts';
import { skipped, type SkipKind, type SurveyedImage } from '../../../../src/jobs/survey/downloadSurveyRow.ts';
import type { SurveyedMember, UpgradeSurveyRow } from '../../../../src/jobs/survey/upgradeSurveyRow.ts';
import { rowsToQueue } from '../../../../src/vscode/panels/preview/previewState.ts';
import {
  queuedUpgradesSentence,
  type UpgradePreview,
  upgradePreviewHead,
  upgradePreviewRow,
} from '../../../../src/vscode/panels/preview/upgradePreviewTable.ts';
import { totalsOf } from '../../../../src/vscode/panels/preview/upgradeTotals.ts';
import type { ActionView, CellView } from '../../../../webview-ui/protocol.ts';
import { job } from '../../../support/sampleJob.ts';
import { actionsOf, textOf } from './tableParts.ts';
import { alone, HOUR, member, pair, target } from './upgradeSurveyRows.ts';

const left = (serial: string, why: SkipKind): UpgradeSurveyRow =>
  target([member(serial)], { estimate: null, outcome: skipped(why, `Because of ${why}.`) });

function preview(rows: readonly UpgradeSurveyRow[], change: Partial<UpgradePreview> = {}): UpgradePreview {
  return {
    title: 'Upgrade Devices',
    rows,
    problems: [],
    dryRun: false,
    isReading: false,
    failure: null,
    isQueued: false,
    leftOut: new Set(),
    offersRoom: true,
    workers: 5,
    withReadiness: false,
    allowPreemption: false,
    ...change,
  };
}

const actions = (shown: UpgradePreview): string[] => actionsOf(upgradePreviewHead(shown));
const primary = (shown: UpgradePreview): ActionView | undefined =>
  upgradePreviewHead(shown).actions.find(({ rank }) => rank === 'primary');

describe('the head of the Preview page of upgrades', () => {
  it('says how many are upgraded, with how many restarts, gigabytes and hours', () => {
    const { lead } = upgradePreviewHead(
      preview([alone, pair, left('4', 'no_path'), left('1', 'duplicate_row')]),
    );
    assert.equal(
      lead,
      '1 of 2 devices and 1 of 1 HA pair will be upgraded, with 6 restarts and 1.5 GB to fetch. ' +
        'About 2 h with 5 workers (as earlier upgrades of these models took). 1 is skipped.',
    );
  });

  it('counts devices and pairs each by themselves, also while they are read', () => {
    assert.match(upgradePreviewHead(preview([pair])).lead, /^1 of 1 HA pair will be upgraded, with 4 /);
    assert.match(upgradePreviewHead(preview([alone])).lead, /^1 of 1 device will be upgraded, with 2 /);
    const reading = target(pair.members, { outcome: { kind: 'reading' } });
    const { progressText } = upgradePreviewHead(preview([alone, reading, pair], { isReading: true }));
    assert.equal(progressText, '1 of 1 device and 1 of 2 HA pairs looked at');
    assert.equal(primary(preview([pair]))?.label, 'Upgrade 1 HA Pair, 4 Restarts…');
  });

  it('says where the time is assumed, and what one worker would need', () => {
    const assumed = target([member('5')], { estimate: { seconds: HOUR, isMeasured: false } });
    const { lead } = upgradePreviewHead(preview([alone, assumed], { workers: 1 }));
    assert.match(lead, /About 2 h with 1 worker \(partly assumed/);
  });

  it('has devices and restarts in its button, and follows what is left out', () => {
    assert.equal(primary(preview([alone, pair]))?.label, 'Upgrade 1 Device and 1 HA Pair, 6 Restarts…');
    assert.equal(
      primary(preview([alone, pair], { leftOut: new Set(['1']) }))?.label,
      'Upgrade 1 Device, 2 Restarts…',
    );
    const single = target([member('1', { path: ['10.2.10'] })]);
    assert.equal(primary(preview([single]))?.label, 'Upgrade 1 Device, 1 Restart…');
  });

  it('upgrades nothing where nothing is left, while it reads, after a failure, and twice', () => {
    assert.equal(primary(preview([alone], { leftOut: new Set(['0']) }))?.enabled, false);
    assert.deepEqual(actions(preview([alone], { isReading: true })), ['stop', '(save)', 'close']);
    for (const change of [{ failure: 'x' }, { isQueued: true }])
      assert.deepEqual(actions(preview([alone], change)), ['(queue)', '(readiness)', 'save', 'close']);
  });

  it('checks readiness once, and of a dry run has no button that upgrades', () => {
    assert.deepEqual(actions(preview([alone])), ['queue', 'readiness', 'save', 'close']);
    assert.deepEqual(actions(preview([alone], { withReadiness: true })), ['queue', 'save', 'close']);
    const dry = preview([alone], { dryRun: true });
    assert.deepEqual(actions(dry), ['readiness', 'save', 'close']);
    assert.match(upgradePreviewHead(dry).lead, /^Dry run, nothing was changed\. 1 of 1 device would be/);
    assert.equal(upgradePreviewHead(dry).canSelect, false);
  });

  it('offers to allow preemption only where it is all that is in the way', () => {
    const refused = target(pair.members, {
      isPreemptive: true,
      estimate: null,
      outcome: skipped('pair_not_fit', 'fw-2 is preemptive.'),
    });
    assert.ok(actions(preview([refused])).includes('preemption'));
    const allowed = preview([pair], { allowPreemption: true });
    assert.ok(!actions(allowed).includes('preemption'));
    assert.match(upgradePreviewHead(allowed).lead, /Pairs with a preemptive member are taken\.$/);
  });

  it('has all columns in a window of 1440 pixels', () => {
    const { columns } = upgradePreviewHead(preview([alone]));
    assert.ok(columns.reduce((sum, { width }) => sum + width, 0) <= 76);
    const [widest] = columns.toSorted((one, other) => other.width - one.width);
    assert.equal(widest?.title, 'What will happen', 'the words that matter have the most room');
    assert.equal(upgradePreviewRow('0', alone, false).cells.length, columns.length);
  });
});

describe('a row of the Preview page of upgrades', () => {
  it('has the whole path, the restarts and the time', () => {
    const { cells, counter, canSelect } = upgradePreviewRow('0', alone, false);
    assert.deepEqual(cells, [
      ...['fw-1', '10.1.14 → 10.2.10 → 11.1.4-h7'],
      { text: 'Upgrade', status: 'good' },
      { text: '2', order: 2 },
      { text: '', parts: [] },
      { text: '512 MB', order: 512 },
      { text: '1 h', order: HOUR },
      '1',
    ]);
    assert.deepEqual([counter, canSelect], ['ready', true]);
  });

  it('of a pair has both, the one that is upgraded first before the other', () => {
    const { cells } = upgradePreviewRow('0', pair, false);
    assert.deepEqual([cells[0], cells[7]], ['fw-2 + fw-3', '2 + 3']);
    assert.deepEqual(cells.slice(2, 4).map(textOf), ['Upgrade as a pair', '4']);
    assert.equal(textOf(cells[5]), '1.0 GB');
  });

  it('of a preemptive pair that is allowed says so first', () => {
    const { cells } = upgradePreviewRow('0', { ...pair, isPreemptive: true }, false);
    assert.equal(textOf(cells[2]), 'Preemptive, allowed. Upgrade as a pair');
  });

  it('of a half-upgraded pair has the path of the member that is behind, and says what is left', () => {
    const half = target([member('2'), member('3', { version: '11.1.4-h7', path: [], fetchMb: 0 })]);
    const { cells } = upgradePreviewRow('0', half, false);
    assert.equal(textOf(cells[1]), '10.1.14 → 10.2.10 → 11.1.4-h7');
    assert.equal(textOf(cells[2]), 'Upgrade of fw-2; its peer is at the target');
    assert.equal(textOf(cells[3]), '2');
    const between = target([member('2'), member('3', { version: '10.2.10', path: ['11.1.4-h7'] })]);
    assert.deepEqual(upgradePreviewRow('0', between, false).cells.slice(1, 3).map(textOf), [
      '10.1.14 → 10.2.10 → 11.1.4-h7',
      'Upgrade as a pair; fw-3 runs 10.2.10 already',
    ]);
  });

  it('shows an image as there only when both members have it', () => {
    const image = (version: string, state: SurveyedImage['state']): SurveyedImage => {
      return { version, isBase: false, state, sizeMb: 1, reason: 'Because.' };
    };
    const row = target([
      member('2', { images: [image('10.2.0', 'present'), image('10.2.10', 'present')] }),
      member('3', { images: [image('10.2.0', 'present'), image('10.2.10', 'missing')] }),
    ]);
    const cell = upgradePreviewRow('0', row, false).cells[4];
    assert.deepEqual(typeof cell === 'object' && cell.parts?.map(({ text, status }) => [text, status]), [
      ['10.2.0', 'good'],
      ['10.2.10', 'waiting'],
    ]);
  });

  it('says of readiness what was found, where it was asked for', () => {
    type Verdict = 'pass' | 'warn' | 'unknown';
    const checked = (serial: string, ...verdicts: Verdict[]): SurveyedMember =>
      member(serial, {
        readiness: verdicts.map((verdict) => ({ check: 'ntp_sync', verdict, reason: `It is ${verdict}.` })),
      });
    const cell = (...members: UpgradeSurveyRow['members']): CellView | undefined =>
      upgradePreviewRow('0', target(members), false).cells[2];
    assert.deepEqual(cell(checked('1', 'pass', 'pass')), { text: 'Ready. Upgrade', status: 'good' });
    assert.deepEqual(cell(checked('1', 'pass', 'warn', 'unknown')), {
      text: '2 warnings. Upgrade. It is warn. It is unknown.',
      status: 'attention',
    });
    assert.deepEqual(cell(checked('2', 'pass'), checked('3', 'warn')), {
      text: '1 warning. Upgrade as a pair. fw-3: It is warn.',
      status: 'attention',
    });
  });

  it('that is skipped says why, and cannot be selected', () => {
    const { cells, canSelect } = upgradePreviewRow('0', left('4', 'not_ready'), false);
    assert.deepEqual([textOf(cells[2]), canSelect], ['Not ready: Because of not_ready.', false]);
  });

  it('that is skipped has no restarts, gigabytes and minutes, which nobody will see', () => {
    const row = target(pair.members, { outcome: skipped('pair_not_fit', 'fw-2 is suspended.') });
    const { cells } = upgradePreviewRow('0', row, false);
    assert.deepEqual([cells[3], cells[5], cells[6]].map(textOf), ['', '', '']);
  });

  it('whose members would be too far apart is told from a path that is not allowed', () => {
    const { cells, counter } = upgradePreviewRow('0', left('4', 'members_apart'), false);
    assert.deepEqual(
      [counter, textOf(cells[2])],
      ['members_apart', 'Members too far apart: Because of members_apart.'],
    );
  });
});

describe('what is queued from the Preview page of upgrades', () => {
  it('are the selected rows that are to be upgraded, whatever the page says', () => {
    const shown = preview([alone, left('4', 'no_path'), pair]);
    assert.deepEqual(rowsToQueue(shown, ['0', '1', '2', '9', 'x']), [alone, pair]);
    assert.deepEqual(totalsOf([alone, pair]), { devices: 3, pairs: 1, restarts: 6, fetchMb: 1536 });
  });

  it('is told in one summary', () => {
    const two = job();
    const [run] = two.runs;
    assert.ok(run !== undefined);
    assert.equal(
      queuedUpgradesSentence(
        [job(), { runs: [run, run] }],
        [alone, pair, left('4', 'no_path')],
        [
          {
            serial: '9',
            hostname: 'fw-9',
            reason: 'It is busy.',
            trouble: { code: 'queue_full' },
            conflictingJobId: null,
          },
        ],
      ),
      'Queued 2 upgrades of 3 devices. 1 skipped: 1 no upgrade path. fw-9: It is busy.',
    );
  });
});

describe('the report of a dry run of upgrades', () => {
  it('has one line a device, members of a pair with their peer', () => {
    const image = { version: '10.2.0', isBase: true, state: 'missing', sizeMb: 9, reason: '' } as const;
    const readiness = [{ check: 'ntp_sync', verdict: 'warn', reason: 'NTP is off.' }] as const;
    const row = target([
      member('2', { hostname: '=x', images: [image], readiness }),
      member('3', { version: '11.1.4-h7', path: [], fetchMb: 0, freeMb: null, readiness: [] }),
    ]);
    assert.deepEqual(
      formatUpgradeSurvey([row, left('4', 'no_path')])
        .split('\r\n')
        .slice(0, 4),
      [
        'serial,hostname,peer_serial,model,mgmt_ip,current_version,path,restarts,missing_images,fetch_gb,free_gb,about_minutes,estimate,readiness,outcome,reason',
        `2,"'=x",3,PA-440,10.0.0.1,10.1.14,10.1.14 → 10.2.10 → 11.1.4-h7,2,10.2.0,0.50,4.00,60,measured,ntp_sync warn: NTP is off.,upgrade,`,
        '3,fw-3,2,PA-440,10.0.0.1,11.1.4-h7,,0,,0.00,,60,measured,pass,upgrade,',
        '4,fw-4,,PA-440,10.0.0.1,10.1.14,10.1.14 → 10.2.10 → 11.1.4-h7,2,,0.50,4.00,,,,skip: no_path,Because of no_path.',
      ],
    );
  });
});
