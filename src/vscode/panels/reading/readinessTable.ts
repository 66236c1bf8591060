/** The Readiness page: how fit each device is for its upgrade, and why. */
import type {
  ColumnView,
  CounterView,
  PartView,
  RowView,
  Status,
  TableHead,
} from '../../../../webview-ui/protocol.ts';
import {
  type CheckedDevice,
  type ReadinessVerdict,
  readinessVerdicts,
} from '../../../jobs/survey/checkedDevice.ts';
import { type CheckResult, checkTitles } from '../../../validation/checkResult.ts';
import { isContentJudged, type ReadinessSettings } from '../../../validation/readiness/readinessSettings.ts';
import { counted } from '../../words/quantities.ts';
import type { ReadingState } from './readingPage.ts';

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

/** The same words in the counters and in the rows. */
const looks: Readonly<Record<ReadinessVerdict, { readonly label: string; readonly status: Status }>> = {
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
  const { devices, total, isReading, failure, notices } = view;
  const counts = Map.groupBy(devices, ({ verdict }) => verdict);
  const lead = failure ?? leadOf(view, counts.get('ready')?.length ?? 0);
  return {
    title: 'Check Readiness',
    lead,
    announcement: isReading ? '' : lead,
    notices,
    percent: isReading ? Math.floor((100 * devices.length) / Math.max(1, total)) : null,
    progressText: isReading ? `${devices.length} of ${counted(total, 'device')} checked` : '',
    counters: readinessVerdicts.map((id): CounterView => {
      return { id, ...looks[id], count: counts.get(id)?.length ?? 0 };
    }),
    actions: [
      isReading
        ? { id: 'stop', label: 'Stop Reading', rank: 'secondary', enabled: true }
        : { id: 'again', label: 'Check Again', rank: 'secondary', enabled: true },
      { id: 'save', label: 'Save CSV…', rank: 'primary', enabled: !isReading && devices.length > 0 },
    ],
    columns,
    sortedBy: 0,
    canSelect: false,
    empty: isReading ? 'No device has answered yet.' : 'No device was checked.',
    rowHint: '',
  };
}

function leadOf({ devices, total, isReading }: ReadinessView, ready: number): string {
  if (isReading) return 'The devices are being asked. Nothing is changed by it.';
  const known = `${ready} of ${counted(devices.length, 'device')} ${ready === 1 ? 'is' : 'are'} ready.`;
  const unread = total - devices.length;
  return unread <= 0 ? known : `${known} ${unread} ${unread === 1 ? 'was' : 'were'} not checked.`;
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
export function contentNotice(settings: ReadinessSettings): readonly string[] {
  return isContentJudged(settings)
    ? []
    : [
        'Content versions are not judged: list what your targets need in panosUpgrade.readiness.minimumContent.',
      ];
}
