/** The Fleet page: every device with what its newest job makes of it. */
import type {
  ActionView,
  CellView,
  ColumnView,
  RowView,
  Status,
  TableHead,
} from '../../../webview-ui/protocol.ts';
import type { Engine } from '../../engineContract.ts';
import type { Device } from '../../inventory/device.ts';
import { isReadyForInstall } from '../../jobs/downloadMessage.ts';
import { type DownloadStatus, downloadStatus } from '../../jobs/downloadStatus.ts';
import { isRetryable } from '../../jobs/bulkSubmission.ts';
import type { Job, Run } from '../../jobs/job.ts';
import { jobProgress } from '../../jobs/progress.ts';
import { bytesSentence, counted, fleetCounts, imagePart } from '../downloadTexts.ts';
import { jobNow } from '../jobTexts.ts';
import type { EngineStatus } from '../engineHolder.ts';
import { deviceName } from '../trees/deviceLook.ts';

type ShownEngine = Pick<Engine, 'inventory' | 'jobs' | 'paused' | 'role'>;

/**
 * What moves stands beside the name: on a narrow page the rest is scrolled to. All of them fit into a window of
 * 1440 pixels beside the side bar: about 79 em.
 */
const columns: readonly ColumnView[] = [
  { title: 'Device', width: 9, grows: 1 },
  { title: 'Serial', width: 10.5 },
  { title: 'Version', width: 6.5 },
  { title: 'State', width: 12.5 },
  { title: 'Progress', width: 7.5 },
  { title: 'Images', width: 11, grows: 3 },
  { title: 'What happens', width: 11, grows: 3 },
  { title: 'Group', width: 5.5, grows: 0.5 },
  { title: 'Model', width: 5.5 },
];

/** In the order of the counters. */
const states = {
  downloading: { label: 'Downloading', status: 'running' },
  upgrading: { label: 'Upgrading', status: 'running' },
  queued: { label: 'Queued', status: 'waiting' },
  complete: { label: 'Download complete', status: 'good' },
  partly: { label: 'Partly staged', status: 'good' },
  upgraded: { label: 'Upgraded', status: 'good' },
  failed: { label: 'Failed', status: 'bad' },
  attention: { label: 'Needs an operator', status: 'attention' },
  skipped: { label: 'Skipped', status: 'skipped' },
  cancelled: { label: 'Cancelled', status: 'skipped' },
  idle: { label: 'No job', status: 'skipped' },
} as const satisfies Record<string, { label: string; status: Status }>;
type State = keyof typeof states;

/** @param newest the newest job of each device, without dry runs. @param now the engine's clock. */
export function fleetHead(engine: ShownEngine, newest: ReadonlyMap<string, Job>, now: number): TableHead {
  const devices = engine.inventory.devices();
  const counts = new Map<State, number>();
  for (const { serial } of devices) {
    const state = stateOf(newest.get(serial));
    counts.set(state, (counts.get(state) ?? 0) + 1);
  }
  const status = downloadStatus(engine.jobs, now);
  const isOpen = status.downloading + status.queued > 0;
  return {
    title: 'Fleet',
    lead: [
      counted(devices.length, 'device'),
      ...(status.tracked === 0 ? ['no downloads yet'] : fleetCounts(status)),
    ].join(' · '),
    announcement: announcementOf(status),
    notices: engine.paused ? ['The engine is paused: nothing new is started.'] : [],
    percent: isOpen && status.totalMb > 0 ? shareOf(status) : null,
    progressText: isOpen ? bytesSentence(status) : '',
    counters: (Object.keys(states) as State[]).map((id) => ({
      ...{ id, ...states[id] },
      count: counts.get(id) ?? 0,
    })),
    actions: actionsOf(engine, devices.length, retryableJobs(newest).length),
    columns,
    sortedBy: 0,
    canSelect: false,
    empty: 'No devices are known yet. Run PAN-OS: Discover Devices.',
    rowHint: 'Double-click a device, or press Enter on it, to see its newest job.',
  };
}

/** Where there is no engine whose devices could be shown. */
export function closedFleetHead(status: EngineStatus): TableHead {
  return {
    title: 'Fleet',
    lead: closedLeads[status],
    ...{ announcement: '', notices: [], percent: null, progressText: '', counters: [], actions: [] },
    ...{ columns: [], sortedBy: null, canSelect: false, empty: '', rowHint: '' },
  };
}

const opening = 'Opening what is stored about your devices.';

const closedLeads: Readonly<Record<EngineStatus, string>> = {
  untrusted: 'The workspace is not trusted, so nothing is shown.',
  failed: 'What is stored about your devices could not be opened. The log says why.',
  ...{ starting: opening, owner: opening, viewer: opening },
};

/** Changes when a download has ended, not with every percent. */
function announcementOf({ tracked, complete, partly, failed }: DownloadStatus): string {
  if (tracked === 0) return '';
  return [
    `Downloads: ${complete} of ${tracked} complete`,
    ...(partly === 0 ? [] : [`${partly} partly`]),
    ...(failed === 0 ? [] : [`${failed} failed`]),
  ].join(', ');
}

/** Whole percent. Sizes are learnt on the way, so that more may be done than was thought to be there. */
function shareOf({ doneMb, totalMb }: DownloadStatus): number {
  return Math.min(100, Math.floor((100 * doneMb) / totalMb));
}

function actionsOf(engine: ShownEngine, devices: number, retryable: number): ActionView[] {
  const isOwner = engine.role === 'owner';
  const action = (id: string, label: string, enabled = true): ActionView => {
    return { id, label, rank: 'secondary', enabled: isOwner && enabled };
  };
  return [
    { ...action('downloadAll', 'Download Images to All Devices…', devices > 0), rank: 'primary' },
    action('verify', 'Verify Downloads…', devices > 0),
    ...(retryable === 0 ? [] : [action('retryFailed', `Retry All Failed (${retryable})`)]),
    engine.paused ? action('resume', 'Resume Engine') : action('pause', 'Pause Engine'),
  ];
}

/** The newest job of each device where it failed and may be asked for again. */
export function retryableJobs(newest: ReadonlyMap<string, Job>): readonly Job[] {
  return [...new Set(newest.values())].filter((job) => job.status === 'failed' && isRetryable(job));
}

export function fleetRow(engine: ShownEngine, device: Device, job: Job | undefined): RowView {
  const run = job?.runs.find(({ serial }) => serial === device.serial);
  const state = stateOf(job);
  return {
    id: device.serial,
    counter: state,
    canSelect: false,
    cells: [
      deviceName(device),
      device.serial,
      device.swVersion,
      stateCell(device, state),
      progressCell(engine, job, state),
      imagesCell(engine, job, run),
      message(engine, device, job),
      engine.inventory.groupOf(device.serial) ?? '',
      device.model,
    ],
  };
}

function stateOf(job: Job | undefined): State {
  if (job === undefined) return 'idle';
  const isDownload = job.type === 'download_only';
  switch (job.status) {
    case 'queued':
      return 'queued';
    case 'active':
      return isDownload ? 'downloading' : 'upgrading';
    case 'completed':
      if (!isDownload) return 'upgraded';
      return job.runs.every(isReadyForInstall) ? 'complete' : 'partly';
    case 'failed':
      return 'failed';
    case 'needs_operator':
      return 'attention';
    case 'skipped':
      return 'skipped';
    case 'cancelled':
      return 'cancelled';
  }
}

function stateCell({ presence }: Device, state: State): CellView {
  const { label, status } = states[state];
  if (state === 'idle' && presence !== 'reachable')
    return { text: presenceWords[presence], status: 'attention' };
  return { text: label, status };
}

const presenceWords = {
  unreachable: 'Unreachable',
  disconnected: 'Disconnected',
  vanished: 'Not on Panorama',
};

/** How far a job is that has come somewhere. */
function progressCell(engine: ShownEngine, job: Job | undefined, state: State): CellView {
  if (job === undefined || withoutProgress.has(state)) return { text: '', order: -1 };
  const percent = jobProgress(job, engine.jobs.live(job.id));
  return { text: `${percent} %`, percent, order: percent, status: states[state].status };
}

const withoutProgress: ReadonlySet<State> = new Set(['queued', 'skipped', 'cancelled']);

function imagesCell(engine: ShownEngine, job: Job | undefined, run: Run | undefined): CellView {
  const percent = job === undefined ? null : (engine.jobs.live(job.id)?.percent ?? null);
  return { text: '', parts: (run?.images ?? []).map((image) => imagePart(image, percent)) };
}

function message(engine: ShownEngine, device: Device, job: Job | undefined): string {
  if (job === undefined) return device.presenceReason ?? '';
  return job.message ?? jobNow(job, engine.jobs.live(job.id), engine.paused);
}
