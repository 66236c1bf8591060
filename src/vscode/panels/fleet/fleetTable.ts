/** The Fleet page: every device with what its newest job makes of it. */
import type {
  ActionView,
  CellView,
  ColumnView,
  PartView,
  RowView,
  TableHead,
} from '../../../../webview-ui/protocol.ts';
import type { Engine } from '../../../engine/engineContract.ts';
import type { Device } from '../../../inventory/device.ts';
import type { Serial } from '../../../panos/serial.ts';
import { isReadyForInstall } from '../../../jobs/outcome/downloadMessage.ts';
import { type DownloadStatus, downloadStatus } from '../../../jobs/outcome/downloadStatus.ts';
import { leftWarnings } from '../../../jobs/left/stateWords.ts';
import { isRetryable } from '../../../jobs/submission/bulkSubmission.ts';
import { isOpen, type Job, type Run } from '../../../jobs/job.ts';
import { jobProgress } from '../../../jobs/progress.ts';
import type { StepState } from '../../../workflow/stepState.ts';
import { isOutsideTheMargins } from '../../words/comparisonWord.ts';
import { bytesSentence, fleetCounts, imagePart, stepPart } from '../../words/downloadTexts.ts';
import { counted } from '../../words/quantities.ts';
import { failureCause } from '../../words/failureCause.ts';
import { endingSentence, reason } from '../../actions/endingTexts.ts';
import { hostnameOf, isHandedOver, jobNow } from '../../words/jobTexts.ts';
import { isHeld } from '../../words/pausedJobs.ts';
import type { EngineStatus } from '../../engine/engineHolder.ts';
import { deviceName } from '../../trees/deviceLook.ts';
import { primary, secondary } from '../page/actionViews.ts';
import { countersOf, countKinds, type KindLook } from '../page/kindsOfRows.ts';

type ShownEngine = Pick<Engine, 'inventory' | 'jobs' | 'paused' | 'role' | 'leftOn'>;

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
  peer: { label: 'Waits for its peer', status: 'waiting' },
  makingRoom: { label: 'Making room', status: 'running' },
  queued: { label: 'Queued', status: 'waiting' },
  complete: { label: 'Download complete', status: 'good' },
  partly: { label: 'Partly staged', status: 'good' },
  roomMade: { label: 'Room made', status: 'good' },
  upgraded: { label: 'Upgraded', status: 'good' },
  outside: { label: 'Outside the margins', status: 'attention' },
  failed: { label: 'Failed', status: 'bad' },
  attention: { label: 'Needs an operator', status: 'attention' },
  skipped: { label: 'Skipped', status: 'skipped' },
  cancelled: { label: 'Cancelled', status: 'skipped' },
  handedOver: { label: 'Handed over', status: 'attention' },
  unreachable: { label: 'Unreachable', status: 'attention' },
  disconnected: { label: 'Disconnected', status: 'attention' },
  vanished: { label: 'Not on Panorama', status: 'attention' },
  idle: { label: 'No job', status: 'skipped' },
} as const satisfies Record<string, KindLook>;
type State = keyof typeof states;

/** Somebody must look at them. */
const firstStates: ReadonlySet<State> = new Set(['failed', 'attention', 'outside']);

/** When a Fleet page is looked at. */
interface FleetMoment {
  /** The engine's clock. */
  readonly now: number;
  /** The clock is a simulated fleet's. */
  readonly isSimulated: boolean;
}

/** @param newest the newest job of each device, without dry runs. */
export function fleetHead(
  engine: ShownEngine,
  newest: ReadonlyMap<string, Job>,
  { now, isSimulated }: FleetMoment,
): TableHead {
  const devices = engine.inventory.devices();
  const count = countKinds(devices.map((device) => stateOf(device, newest.get(device.serial))));
  const status = downloadStatus(engine.jobs, now);
  const isUnderWay = status.downloading + status.queued > 0;
  return {
    title: 'Fleet',
    lead: [
      counted(devices.length, 'device'),
      // Images that upgrades fetch are no downloads of their own: that there were none is nothing to say.
      ...(status.tracked === 0 ? [] : fleetCounts(status)),
    ].join(' · '),
    announcement: announcementOf(status),
    notices: engine.paused ? ['The engine is paused: nothing new is started.'] : [],
    percent: isUnderWay && status.totalMb > 0 ? Math.floor(100 * status.share) : null,
    progressText: isUnderWay ? bytesSentence(status, isSimulated) : '',
    counters: countersOf(states, count),
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
    announcement: '',
    notices: [],
    percent: null,
    progressText: '',
    counters: [],
    actions: [],
    columns: [],
    sortedBy: null,
    canSelect: false,
    empty: '',
    rowHint: '',
  };
}

const opening = 'Opening what is stored about your devices.';

const closedLeads: Readonly<Record<EngineStatus, string>> = {
  untrusted: 'The workspace is not trusted, so nothing is shown.',
  failed: 'What is stored about your devices could not be opened. The log says why.',
  starting: opening,
  owner: opening,
  viewer: opening,
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

function actionsOf(engine: ShownEngine, devices: number, retryable: number): ActionView[] {
  const isOwner = engine.role === 'owner';
  return [
    primary('downloadAll', 'Download Images to All Devices…', isOwner && devices > 0),
    secondary('verify', 'Verify Downloads…', isOwner && devices > 0),
    ...(retryable === 0 ? [] : [secondary('retryFailed', 'Retry All Failed…', isOwner)]),
    engine.paused
      ? secondary('resume', 'Resume Engine', isOwner)
      : secondary('pause', 'Pause Engine', isOwner),
  ];
}

/** The newest job of each device where it failed and may be asked for again. */
export function retryableJobs(newest: ReadonlyMap<string, Job>): readonly Job[] {
  return [...new Set(newest.values())].filter((job) => job.status === 'failed' && isRetryable(job));
}

export function fleetRow(engine: ShownEngine, device: Device, job: Job | undefined): RowView {
  const run = job?.runs.find(({ serial }) => serial === device.serial);
  const state = stateOf(device, job);
  return {
    id: device.serial,
    counter: state,
    canSelect: false,
    ...(job === undefined ? {} : { opens: true }),
    ...(firstStates.has(state) || engine.leftOn(device.serial) !== undefined ? { comesFirst: true } : {}),
    cells: [
      deviceName(device),
      device.serial,
      device.swVersion,
      stateCell(job, state),
      progressCell(engine, job, state),
      { text: '', parts: imageParts(engine, job, run) },
      message(engine, device, job),
      groupWords(engine, device),
      device.model,
    ],
  };
}

/** What a pair's job does that is not about one member alone. */
const aboutBoth: ReadonlySet<StepState['kind']> = new Set([
  'check_pair',
  'prove_failover',
  'prove_pair',
  'compare',
]);

/** The step under way where it is about another member of the pair than this one. */
function stepOfPeer(job: Job, serial: Serial): StepState | undefined {
  if (job.status !== 'active') return undefined;
  const running = job.steps.find(({ state }) => state === 'running');
  return running === undefined || running.serial === serial || aboutBoth.has(running.kind)
    ? undefined
    : running;
}

function stateOf({ presence, serial }: Device, job: Job | undefined): State {
  if (job === undefined) return presence === 'reachable' ? 'idle' : presence;
  const isDownload = job.type === 'download_only';
  switch (job.status) {
    case 'queued':
      return 'queued';
    case 'active':
      if (stepOfPeer(job, serial) !== undefined) return 'peer';
      if (job.type === 'make_room') return 'makingRoom';
      return isDownload ? 'downloading' : 'upgrading';
    case 'completed':
      if (job.type === 'make_room') return 'roomMade';
      if (!isDownload) return isOutsideTheMargins(job) ? 'outside' : 'upgraded';
      return job.runs.every(isReadyForInstall) ? 'complete' : 'partly';
    case 'failed':
      return 'failed';
    case 'needs_operator':
      return 'attention';
    case 'skipped':
      return 'skipped';
    case 'cancelled':
      return isHandedOver(job) ? 'handedOver' : 'cancelled';
  }
}

/** Of a failed job the cause: that it failed is said by its sign. */
function stateCell(job: Job | undefined, state: State): CellView {
  const { label, status } = states[state];
  const cause = job === undefined ? null : failureCause(job);
  return { text: cause ?? label, status, order: Object.keys(states).indexOf(state) };
}

/** How far a job is that has come somewhere. */
function progressCell(engine: ShownEngine, job: Job | undefined, state: State): CellView {
  if (job === undefined || withoutProgress.has(state)) return { text: '', order: -1 };
  const percent = jobProgress(job, engine.jobs.live(job.id));
  return { text: `${percent} %`, percent, order: percent, status: states[state].status };
}

const withoutProgress: ReadonlySet<State> = new Set(['queued', 'skipped', 'cancelled', 'handedOver']);

/** Of an upgrade under way the images it needs, as its steps have come to them. */
function imageParts(engine: ShownEngine, job: Job | undefined, run: Run | undefined): readonly PartView[] {
  if (job === undefined || run === undefined) return [];
  const live = engine.jobs.live(job.id);
  if (run.images.length > 0) return run.images.map((image) => imagePart(image, live?.percent ?? null));
  if (!isOpen(job)) return [];
  return job.steps
    .filter(({ kind, serial }) => kind === 'download' && serial === run.serial)
    .map((step) => stepPart(step, live));
}

/** By which downloads are limited, and which of the two it is. */
function groupWords({ inventory }: ShownEngine, { serial }: Device): string {
  const site = inventory.siteOf(serial);
  if (site !== null) return `${site} (site)`;
  const group = inventory.groupOf(serial);
  return group === null ? '' : `${group} (device group)`;
}

/** The devices of a job that was handed over were seen since: what nobody had seen of them at its end is known by now. */
function isOver(engine: ShownEngine, job: Job): boolean {
  return isHandedOver(job) && job.runs.every(({ serial }) => engine.leftOn(serial) === undefined);
}

/** What is left on the device comes before what its newest job says. */
function message(engine: ShownEngine, device: Device, job: Job | undefined): string {
  const left = engine.leftOn(device.serial);
  if (left !== undefined && (job === undefined || !isOpen(job))) return leftWarnings(left).join(' ');
  if (job === undefined) return device.presenceReason ?? '';
  if (job.status === 'completed') return job.message ?? '';
  if (job.message !== null) return isOver(engine, job) ? reason(job) : endingSentence(job);
  const now = jobNow(job, engine.jobs.live(job.id), engine.paused);
  const other = isHeld(job, engine.paused) ? undefined : stepOfPeer(job, device.serial);
  const peer = other === undefined ? '' : hostnameOf(job, other.serial);
  return now === '' || now.includes(peer) ? now : `${peer}: ${now}`;
}
