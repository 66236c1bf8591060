/** The Verify page: which images of their paths the devices have. */
import type { ColumnView, CounterView, RowView, Status, TableHead } from '../../../webview-ui/protocol.ts';
import { summarizeVerification } from '../../exchange/verifyReport.ts';
import type { VerifiedDevice } from '../../jobs/verifiedDevice.ts';
import { counted } from '../downloadTexts.ts';

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
  const { complete, partly, none, noPath, connectionFailed, error } = summarizeVerification(devices);
  const counter = (id: Kind, label: string, count: number): CounterView => {
    return { id, label, count, status: looks[id] };
  };
  const lead = failure ?? leadOf(verification, complete);
  return {
    title: 'Verify Downloads',
    lead,
    announcement: isReading ? '' : lead,
    notices: [],
    percent: isReading ? Math.floor((100 * devices.length) / Math.max(1, total)) : null,
    progressText: isReading ? `${devices.length} of ${counted(total, 'device')} read` : '',
    counters: [
      counter('complete', 'All images there', complete),
      counter('partly', 'Some images missing', partly),
      counter('none', 'No image there', none),
      counter('no_path', statusWords.no_path, noPath),
      counter('connection_failed', statusWords.connection_failed, connectionFailed),
      counter('error', statusWords.error, error),
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

function leadOf({ devices, total, isReading }: Verification, complete: number): string {
  if (isReading) return 'The devices are being read. Nothing is changed by it.';
  const have = complete === 1 ? 'has all images of its path' : 'have all images of their paths';
  const known = `${complete} of ${counted(devices.length, 'device')} ${have}.`;
  const unread = total - devices.length;
  return unread <= 0 ? known : `${known} ${unread} ${unread === 1 ? 'was' : 'were'} not read.`;
}

export function verifyRow(device: VerifiedDevice): RowView {
  const kind = kindOf(device);
  return {
    id: device.serial,
    counter: kind,
    canSelect: false,
    cells: [
      device.hostname,
      device.serial,
      device.model,
      device.address,
      device.version,
      {
        text: '',
        parts: device.images.map(({ version, present }) => ({
          text: version,
          ...(present ? there : missing),
        })),
      },
      { text: statusWords[device.status], status: looks[kind] },
      device.message,
    ],
  };
}

/** Nothing has failed where an image is missing, but somebody has to see to it. */
const missing = { status: 'waiting', tone: 'attention', word: 'missing' } as const;
const there = { status: 'good', word: 'is there' } as const;

/** The CSV file has the words of the original tool. */
const statusWords: Readonly<Record<VerifiedDevice['status'], string>> = {
  verification_complete: 'Read',
  no_path: 'No path',
  connection_failed: 'Connection failed',
  error: 'Error',
};

type Kind = 'complete' | 'partly' | 'none' | 'no_path' | 'connection_failed' | 'error';

const looks: Readonly<Record<Kind, Status>> = {
  complete: 'good',
  partly: 'attention',
  none: 'attention',
  no_path: 'skipped',
  connection_failed: 'bad',
  error: 'bad',
};

function kindOf({ status, images }: VerifiedDevice): Kind {
  if (status !== 'verification_complete') return status;
  if (images.every(({ present }) => present)) return 'complete';
  return images.some(({ present }) => present) ? 'partly' : 'none';
}
