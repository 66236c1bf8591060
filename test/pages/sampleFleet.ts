/** A table page with all it can show: boxes, signs, bars, versions, counters, buttons about the selected rows. */
import type { CellView, RowView, Status, TableHead, ToPage } from '../../webview-ui/protocol.ts';

export function table(change: Partial<TableHead> = {}): Extract<ToPage, { type: 'table' }> {
  return { type: 'table', head: { ...sampleHead, ...change } };
}

/** All rows anew, in one message. */
export function allRows(rows: readonly RowView[]): Extract<ToPage, { type: 'rows' }> {
  return { type: 'rows', all: { isFirst: true, isLast: true }, rows, gone: [] };
}

/** Rows that have changed, and such as are no more. */
export function changedRows(rows: readonly RowView[], gone: readonly string[] = []): ToPage {
  return { type: 'rows', all: null, rows, gone };
}

/** `fw-001` and so on. Every sixth failed and cannot be selected. */
export function fleet(count: number): readonly RowView[] {
  return Array.from({ length: count }, (_, at) => device(at));
}

export function device(at: number, change: Partial<RowView> = {}): RowView {
  const name = `fw-${String(at + 1).padStart(3, '0')}`;
  const status = statuses[at % statuses.length] ?? 'waiting';
  const isBad = status === 'bad';
  return {
    id: name,
    counter: isBad ? 'failed' : 'ready',
    canSelect: !isBad,
    cells: [name, { text: words[status], status }, progressOf(status), imagesOf(status), String(100 + at)],
    ...change,
  };
}

const words: Readonly<Record<Status, string>> = {
  waiting: 'Queued',
  running: 'Downloading',
  good: 'Ready',
  skipped: 'Skipped',
  bad: 'Failed',
  attention: 'Unreachable',
};

const statuses = Object.keys(words) as Status[];

function progressOf(status: Status): CellView {
  return status === 'running' ? { text: '41 %', percent: 41, status, order: 41 } : { text: '', order: -1 };
}

function imagesOf(status: Status): CellView {
  return {
    text: '',
    parts: [
      { text: '10.2.0', status: 'good', word: 'downloaded' },
      { text: '10.2.10', status: 'waiting', tone: status, word: 'to be fetched' },
    ],
  };
}

const sampleHead: TableHead = {
  title: 'Preview: Download Images',
  lead: '230 devices',
  announcement: 'All devices are read.',
  notices: ['Two devices did not answer: nothing is fetched for them.'],
  percent: 41,
  progressText: '1.2 of 3.0 GB',
  counters: [
    { id: 'ready', label: 'Ready', count: 5, status: 'good' },
    { id: 'failed', label: 'Failed', count: 1, status: 'bad' },
    { id: 'none', label: 'No job', count: 0, status: 'skipped' },
  ],
  actions: [
    {
      id: 'start-7',
      label: 'Download to {n} Devices',
      labelForOne: 'Download to 1 Device',
      labelForNone: 'No Device Is Selected',
      isAboutRows: true,
      rank: 'primary',
      enabled: true,
    },
    { id: 'export-7', label: 'Export…', rank: 'secondary', enabled: true },
    { id: 'stop-7', label: 'Stop', rank: 'secondary', enabled: false },
  ],
  columns: [
    { title: 'Device', width: 9, grows: 1 },
    { title: 'State', width: 9 },
    { title: 'Progress', width: 8 },
    { title: 'Images', width: 14, grows: 2 },
    { title: 'Uptime', width: 6, isNumber: true },
  ],
  sortedBy: null,
  canSelect: true,
  empty: 'No devices are known yet.',
  rowHint: 'Press Enter on a device to see its newest job.',
};
