/** The Verify page: which images of their paths the devices have. */
import type { ColumnView, PartView, RowView, TableHead } from '../../../../webview-ui/protocol.ts';
import { verifyResult, type VerifyResult } from '../../../exchange/verifyReport.ts';
import type { VerifiedDevice, VerifiedImage } from '../../../jobs/survey/verifiedDevice.ts';
import { counted } from '../../words/quantities.ts';
import { countersOf, countKinds, type KindLook } from '../page/kindsOfRows.ts';
import { readingHead, type ReadingState } from './readingTableParts.ts';

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

const imageLooks: Readonly<Record<VerifiedImage['state'], Omit<PartView, 'text'>>> = {
  present: { status: 'good', word: 'is there' },
  /** Nothing has failed where an image is missing, but somebody has to see to it. */
  missing: { status: 'waiting', tone: 'attention', word: 'missing' },
  wrong: { status: 'bad', word: 'checksum wrong' },
};

/** Those of the CSV file are fixed: other programs read them. */
const looks: Readonly<Record<VerifyResult, KindLook>> = {
  complete: { label: 'All images there', status: 'good' },
  wrong: { label: 'Checksum wrong', status: 'bad' },
  partly: { label: 'Some missing', status: 'attention' },
  none: { label: 'None there', status: 'attention' },
  no_path: { label: 'No path', status: 'skipped' },
  connection_failed: { label: 'Connection failed', status: 'bad' },
  error: { label: 'Error', status: 'bad' },
};

export function verifyHead(state: ReadingState<VerifiedDevice>): TableHead {
  const { devices } = state;
  const count = countKinds(devices.map(verifyResult));
  const [complete, wrong] = [count('complete'), count('wrong')];
  const have = complete === 1 ? 'has all images of its path' : 'have all images of their paths';
  const refused = wrong === 0 ? '' : ` ${wrong} ${wrong === 1 ? 'has' : 'have'} one with a wrong checksum.`;
  return readingHead(state, {
    title: 'Verify Downloads',
    underWay: 'The devices are being read.',
    found: `${complete} of ${counted(devices.length, 'device')} ${have}.${refused}`,
    done: 'read',
    again: 'Verify Again',
    notices: [],
    counters: countersOf(looks, count),
    columns,
  });
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
