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
import { downloadStatus } from '../../jobs/downloadStatus.ts';
import { isRetryable } from '../../jobs/bulkSubmission.ts';
import type { Job, Run } from '../../jobs/job.ts';
import { jobProgress } from '../../jobs/progress.ts';
import { bytesSentence, fleetSentence, imagePart } from '../downloadTexts.ts';
import { jobNow } from '../jobTexts.ts';
import { deviceName } from '../trees/deviceLook.ts';

type ShownEngine = Pick<Engine, 'inventory' | 'jobs' | 'paused' | 'role'>;

const columns: readonly ColumnView[] = [
  { title: 'Device', width: 3 },
  { title: 'Serial', width: 2.4 },
  { title: 'Model', width: 1.6 },
  { title: 'Group', width: 1.8 },
  { title: 'Version', width: 1.8 },
  { title: 'State', width: 2.2 },
  { title: 'Progress', width: 2 },
  { title: 'Images', width: 6 },
  { title: 'What happens', width: 5 },
];

/** In the order of the counters. */
const states = {
  downloading: { label: 'Downloading', status: 'running' },
  upgrading: { label: 'Upgrading', status: 'running' },
  queued: { label: 'Queued', status: 'waiting' },
  staged: { label: 'Staged', status: 'good' },
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
    lead: `${devices.length} devices${status.tracked === 0 ? '' : ` · ${fleetSentence(status)}`}`,
    notices: engine.paused ? ['The engine is paused: nothing new is started.'] : [],
    percent: isOpen && status.totalMb > 0 ? Math.floor((100 * status.doneMb) / status.totalMb) : null,
    progressText: isOpen ? bytesSentence(status) : '',
    counters: (Object.keys(states) as State[]).map((id) => ({
      ...{ id, ...states[id] },
      count: counts.get(id) ?? 0,
    })),
    actions: actionsOf(engine, devices.length, retryableJobs(newest).length),
    columns,
    canSelect: false,
    empty: 'No devices are known yet. Run PAN-OS: Discover Devices.',
  };
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
      device.model,
      engine.inventory.groupOf(device.serial) ?? '',
      device.swVersion,
      stateCell(device, state),
      progressCell(engine, job),
      imagesCell(engine, job, run),
      message(engine, device, job),
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
      return isDownload ? 'staged' : 'upgraded';
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

function progressCell(engine: ShownEngine, job: Job | undefined): CellView {
  if (job === undefined || job.status === 'queued') return { text: '', order: -1 };
  const percent = jobProgress(job, engine.jobs.live(job.id));
  return { text: `${percent} %`, percent, order: percent };
}

function imagesCell(engine: ShownEngine, job: Job | undefined, run: Run | undefined): CellView {
  const percent = job === undefined ? null : (engine.jobs.live(job.id)?.percent ?? null);
  return { text: '', parts: (run?.images ?? []).map((image) => imagePart(image, percent)) };
}

function message(engine: ShownEngine, device: Device, job: Job | undefined): string {
  if (job === undefined) return device.presenceReason ?? '';
  return job.message ?? jobNow(job, engine.jobs.live(job.id), engine.paused);
}
