/** The Readiness page: how fit each device is for its upgrade, and why. */
import type { ColumnView, PartView, RowView, TableHead } from '../../../../webview-ui/protocol.ts';
import {
  type CheckedDevice,
  type ReadinessVerdict,
  readinessVerdicts,
} from '../../../jobs/survey/checkedDevice.ts';
import { type CheckResult, checkTitles } from '../../../validation/checkResult.ts';
import type { ReadinessSettings } from '../../../validation/readiness/readinessSettings.ts';
import { counted } from '../../words/quantities.ts';
import { countersOf, countKinds, type KindLook } from '../page/kindsOfRows.ts';
import { readingHead, type ReadingState } from './readingTableParts.ts';

export interface ReadinessView extends ReadingState<CheckedDevice> {
  readonly notices: readonly string[];
}

/** All of them fit into a window of 1440 pixels beside the side bar: about 79 em. */
const columns: readonly ColumnView[] = [
  { title: 'Device', width: 9, grows: 1 },
  { title: 'Serial', width: 10.5 },
  { title: 'Model', width: 5.5 },
  { title: 'Version', width: 6.5 },
  { title: 'Target', width: 6.5 },
  { title: 'Readiness', width: 8.5 },
  { title: 'Found', width: 9.5, grows: 1 },
  { title: 'Why', width: 12, grows: 5 },
  { title: 'Checks', width: 9, grows: 2 },
];

const looks: Readonly<Record<ReadinessVerdict, KindLook>> = {
  not_ready: { label: 'Not ready', status: 'bad' },
  unknown: { label: 'Unknown', status: 'attention' },
  warnings: { label: 'Warnings', status: 'attention' },
  ready: { label: 'Ready', status: 'good' },
  unreachable: { label: 'Unreachable', status: 'bad' },
};

type Verdict = CheckResult['verdict'];

const checkLooks: Readonly<Record<Verdict, Pick<PartView, 'status' | 'word'>>> = {
  pass: { status: 'good', word: 'passed' },
  warn: { status: 'attention', word: 'warning' },
  fail: { status: 'bad', word: 'failed' },
  unknown: { status: 'attention', word: 'not known' },
};

export function readinessHead(view: ReadinessView): TableHead {
  const { devices, notices } = view;
  const count = countKinds(devices.map(({ verdict }) => verdict));
  const ready = count('ready');
  return readingHead(view, {
    title: 'Check Readiness',
    underWay: 'The devices are being asked.',
    found: `${ready} of ${counted(devices.length, 'device')} ${ready === 1 ? 'is' : 'are'} ready.`,
    done: 'checked',
    again: 'Check Again',
    notices,
    counters: countersOf(looks, count),
    columns,
  });
}

export function readinessRow(device: CheckedDevice): RowView {
  const { serial, hostname, model, version, target, verdict, results } = device;
  const { label, status } = looks[verdict];
  return {
    id: serial,
    counter: verdict,
    canSelect: false,
    ...(verdict === 'not_ready' ? { comesFirst: true as const } : {}),
    cells: [
      hostname,
      serial,
      model,
      version,
      target ?? '',
      { text: label, status, order: readinessVerdicts.indexOf(verdict) },
      foundIn(results),
      whyOf(device),
      { text: '', parts: results.map(checkPart) },
    ],
  };
}

/** From the worst to the least. */
const troubleVerdicts = ['fail', 'unknown', 'warn'] as const;

/** `1 failed, 2 warnings`. */
function foundIn(results: readonly CheckResult[]): string {
  const count = (verdict: Verdict): number => results.filter((result) => result.verdict === verdict).length;
  const [failed, unknown, warnings] = troubleVerdicts.map(count);
  return [
    failed ? `${failed} failed` : '',
    unknown ? `${unknown} not known` : '',
    warnings ? counted(warnings, 'warning') : '',
  ]
    .filter((words) => words !== '')
    .join(', ');
}

/** What was found by every check that did not pass, the worst first. */
function whyOf({ message, results }: CheckedDevice): string {
  const reasons = troubleVerdicts.flatMap((verdict) =>
    results.flatMap((result) => (result.verdict === verdict ? [result.reason] : [])),
  );
  return [message, ...reasons].filter((reason) => reason !== '').join(' ');
}

/** Its words are those of a list, whose parts are divided by commas. */
function checkPart({ check, verdict, reason }: CheckResult): PartView {
  const { status, word } = checkLooks[verdict];
  return { text: checkTitles[check], status, word: `${word} (${reason.replace(/\.$/, '')})` };
}

/** Said once above the table instead of as a doubt of every device. */
export function contentNotice({
  minimumContent,
}: Pick<ReadinessSettings, 'minimumContent'>): readonly string[] {
  return Object.keys(minimumContent).length > 0
    ? []
    : [
        'Of content only what firewalls have refused is known: list what your targets need in panosUpgrade.readiness.minimumContent.',
      ];
}
