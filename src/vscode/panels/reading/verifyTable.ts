/** The Verify page: which images of their paths the devices have. */
import type {
  ColumnView,
  CounterView,
  PartView,
  RowView,
  Status,
  TableHead,
} from '../../../../webview-ui/protocol.ts';
import {
  summarizeVerification,
  verifyResult,
  type VerifyResult,
  type VerifySummary,
} from '../../../exchange/verifyReport.ts';
import type { VerifiedDevice, VerifiedImage } from '../../../jobs/survey/verifiedDevice.ts';
import { counted } from '../../words/quantities.ts';

export interface Verification {
  readonly devices: readonly VerifiedDevice[];
  /** How many are asked in all. */
  readonly total: number;
  readonly isReading: boolean;
  /** Why it failed; null when it did not. */
  readonly failure: string | null;
}

/** In the order of the report; all of them fit into a window of 1440 pixels beside the side bar: about 79 em. */
const columns: readonly ColumnView[] = [
  { title: 'Device', width: 9, grows: 1 },
  { title: 'Serial', width: 10.5 },
  { title: 'Model', width: 5.5 },
  { title: 'Address', width: 10.5 },
  { title: 'Version', width: 6.5 },
  { title: 'Images', width: 14.5, grows: 3 },
  { title: 'Status', width: 11.5 },
  { title: 'Why', width: 11, grows: 3 },
];

export function verifyHead(verification: Verification): TableHead {
  const { devices, total, isReading, failure } = verification;
  const summary = summarizeVerification(devices);
  const counter = (id: VerifyResult, count: number): CounterView => ({ id, ...looks[id], count });
  const lead = failure ?? leadOf(verification, summary);
  return {
    title: 'Verify Downloads',
    lead,
    announcement: isReading ? '' : lead,
    notices: [],
    percent: isReading ? Math.floor((100 * devices.length) / Math.max(1, total)) : null,
    progressText: isReading ? `${devices.length} of ${counted(total, 'device')} read` : '',
    counters: [
      counter('complete', summary.complete),
      counter('wrong', summary.wrong),
      counter('partly', summary.partly),
      counter('none', summary.none),
      counter('no_path', summary.noPath),
      counter('connection_failed', summary.connectionFailed),
      counter('error', summary.error),
    ],
    actions: [
      isReading
        ? { id: 'stop', label: 'Stop Reading', rank: 'secondary', enabled: true }
        : { id: 'again', label: 'Verify Again', rank: 'secondary', enabled: true },
      { id: 'save', label: 'Save CSV…', rank: 'primary', enabled: !isReading && devices.length > 0 },
    ],
    columns,
    sortedBy: 0,
    canSelect: false,
    empty: isReading ? 'No device has answered yet.' : 'No device was read.',
    rowHint: '',
  };
}

function leadOf({ devices, total, isReading }: Verification, { complete, wrong }: VerifySummary): string {
  if (isReading) return 'The devices are being read. Nothing is changed by it.';
  const have = complete === 1 ? 'has all images of its path' : 'have all images of their paths';
  const refused = wrong === 0 ? '' : ` ${wrong} ${wrong === 1 ? 'has' : 'have'} one with a wrong checksum.`;
  const known = `${complete} of ${counted(devices.length, 'device')} ${have}.${refused}`;
  const unread = total - devices.length;
  return unread <= 0 ? known : `${known} ${unread} ${unread === 1 ? 'was' : 'were'} not read.`;
}

export function verifyRow(device: VerifiedDevice): RowView {
  const result = verifyResult(device);
  const { label, status } = looks[result];
  return {
    id: device.serial,
    counter: result,
    canSelect: false,
    cells: [
      device.hostname,
      device.serial,
      device.model,
      device.address,
      device.version,
      {
        text: '',
        parts: device.images.map(({ version, state }) => ({ text: version, ...imageLooks[state] })),
      },
      { text: label, status },
      device.message,
    ],
  };
}

const imageLooks: Readonly<Record<VerifiedImage['state'], Omit<PartView, 'text'>>> = {
  present: { status: 'good', word: 'is there' },
  /** Nothing has failed where an image is missing, but somebody has to see to it. */
  missing: { status: 'waiting', tone: 'attention', word: 'missing' },
  wrong: { status: 'bad', word: 'checksum wrong' },
};

/** The same words in the counters and in the rows; the CSV file has those of the original tool. */
const looks: Readonly<Record<VerifyResult, { readonly label: string; readonly status: Status }>> = {
  complete: { label: 'All images there', status: 'good' },
  wrong: { label: 'Checksum wrong', status: 'bad' },
  partly: { label: 'Some missing', status: 'attention' },
  none: { label: 'None there', status: 'attention' },
  no_path: { label: 'No path', status: 'skipped' },
  connection_failed: { label: 'Connection failed', status: 'bad' },
  error: { label: 'Error', status: 'bad' },
};
