/** The Verify page: which images of their paths the devices have. The status words are those of the original tool. */
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

/** In the order of the report. */
const columns: readonly ColumnView[] = [
  { title: 'Device', width: 10 },
  { title: 'Serial', width: 9.5 },
  { title: 'Model', width: 6 },
  { title: 'Address', width: 8.5 },
  { title: 'Version', width: 6.5 },
  { title: 'Images', width: 20 },
  { title: 'Status', width: 15 },
  { title: 'Why', width: 14 },
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
      counter('no_path', 'No path', noPath),
      counter('connection_failed', 'Connection failed', connectionFailed),
      counter('error', 'Error', error),
    ],
    actions: [
      isReading
        ? { id: 'stop', label: 'Stop Reading', rank: 'secondary', enabled: true }
        : { id: 'again', label: 'Verify Again', rank: 'secondary', enabled: true },
      { id: 'save', label: 'Save CSV…', rank: 'primary', enabled: !isReading && devices.length > 0 },
    ],
    columns,
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
          status: present ? ('good' as const) : ('bad' as const),
          word: present ? 'yes' : 'no',
        })),
      },
      { text: device.status, status: looks[kind] },
      device.message,
    ],
  };
}

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
