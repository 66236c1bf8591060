/** What the status bar item says. */
import type { Engine } from '../../engine/engineContract.ts';
import { downloadStatus, type DownloadStatus } from '../../jobs/outcome/downloadStatus.ts';
import { jobProgress } from '../../jobs/progress.ts';
import { bytesSentence, fleetCounts } from '../words/downloadTexts.ts';
import { timeLeft } from '../words/quantities.ts';
import type { EngineStatus } from '../engine/engineHolder.ts';
import type { TimeWords } from '../engine/times.ts';
import { statusBarAlerts } from './statusBarAlerts.ts';
import { jobDevices, jobNow } from '../words/jobTexts.ts';
import { waitsWords } from '../words/waitWords.ts';
import { markdown, markdownLines, plainMarkdown } from '../exits/markdown.ts';
import type { StatusItemLook } from '../exits/statusItem.ts';
import { ONLY_SHOWS } from '../words/onlyShows.ts';
import { needsAttention, newestJobs } from '../../jobs/newestJobs.ts';

/** How many active jobs the tooltip names. */
const NAMED_JOBS = 5;

type ShownEngine = Pick<Engine, 'jobs' | 'paused' | 'workers' | 'suspended' | 'offline' | 'loginsHeld'>;

/** @param simulation as in OpenedEngine */
export function statusBarLook(
  status: EngineStatus,
  engine: ShownEngine | null,
  simulation: string | null,
  now: number,
  time: TimeWords,
): StatusItemLook {
  if (engine === null) return plain(...withoutEngine(status));
  const jobs = engine.jobs.all();
  const downloads = downloadStatus(engine.jobs, now);
  const open = downloads.downloading + downloads.queued;
  const active = jobs.filter((job) => job.status === 'active');
  const queued = jobs.filter((job) => job.status === 'queued').length;
  const newest = newestJobs(jobs);
  const attention = jobs.filter((job) => needsAttention(job, newest)).length;

  const isDownloading = open > 0 && active.every(({ type }) => type === 'download_only');
  const progress = active.map((job) => jobProgress(job, engine.jobs.live(job.id)));
  const percent = Math.floor(progress.reduce((sum, one) => sum + one, 0) / Math.max(1, active.length));
  const needAttention = `${attention} ${attention === 1 ? 'needs' : 'need'} attention`;
  const waiting = queued === 0 ? '' : ` · ${queued} queued`;
  const troubled = attention === 0 ? '' : ` · ${needAttention}`;
  const alerts = statusBarAlerts(engine, time);
  const lines = [
    ...alerts.flatMap((alert) => alert.lines),
    ...active.slice(0, NAMED_JOBS).map((job, index) => {
      const wait = engine.jobs.waitOf(job);
      const doingNow =
        wait === null ? jobNow(job, engine.jobs.live(job.id), engine.paused) : waitsWords(wait);
      return markdown`**${jobDevices(job)}** ${progress[index] ?? 0} % ${doingNow}`;
    }),
    ...(active.length > NAMED_JOBS ? [markdown`and ${active.length - NAMED_JOBS} more`] : []),
    markdown`${active.length} active, ${queued} queued, ${engine.workers.busy} of ${engine.workers.max} workers busy`,
    ...(open === 0 ? [] : [plainMarkdown(downloadsLine(downloads, simulation !== null))]),
    ...(attention === 0 ? [] : [markdown`$(warning) ${needAttention}`]),
    ...(engine.paused
      ? [
          markdown`
The engine is paused: nothing new is started.
          `,
        ]
      : []),
    ...(status === 'viewer' ? [plainMarkdown(ONLY_SHOWS)] : []),
    ...(simulation === null ? [] : [markdown`The fleet is ${simulation}.`]),
  ];
  const usual =
    isDownloading && !engine.paused
      ? { icon: 'cloud-download', text: `${downloading(downloads)}${troubled}` }
      : {
          icon: engine.paused ? 'debug-pause' : active.length === 0 ? 'shield' : 'sync~spin',
          text: `${doing(engine.paused, active.length, percent)}${waiting}${troubled}`,
        };
  const first = alerts.map(({ text }) => text);
  return {
    icon: alerts[0]?.icon ?? usual.icon,
    text: [...first, usual.text].join(' · '),
    tooltip: markdownLines(lines),
    spoken: [
      'PAN-OS Upgrade: ',
      ...first.map((text) => `${text}. `),
      `${active.length} active, ${percent} percent, ${queued} queued, ${needAttention}`,
    ].join(''),
    isWarning: attention > 0 || alerts.length > 0,
  };
}

/** The time that is left stands in it once. */
function downloadsLine(status: DownloadStatus, isSimulated: boolean): string {
  return [...fleetCounts(status), bytesSentence(status, isSimulated)]
    .filter((part) => part !== '')
    .join(' · ');
}

/** Only downloads are under way: how far the whole fleet is says more than how far the few at work are. */
function downloading({ complete, tracked, secondsLeft }: DownloadStatus): string {
  const left = secondsLeft === null ? '' : ` · ${timeLeft(secondsLeft)}`;
  return `${complete}/${tracked} complete${left}`;
}

function doing(paused: boolean, active: number, percent: number): string {
  if (paused) return `PAN-OS paused${active === 0 ? '' : ` · ${active} active`}`;
  return active === 0 ? 'PAN-OS' : `${active} active · ${percent} %`;
}

function withoutEngine(status: EngineStatus): [icon: string, words: string] {
  switch (status) {
    case 'untrusted':
      return ['workspace-untrusted', 'The workspace is not trusted, so nothing is sent to any device.'];
    case 'failed':
      return ['error', 'The storage could not be opened. The log says why.'];
    default:
      return ['shield', 'Opening what is stored about your devices.'];
  }
}

function plain(icon: string, words: string): StatusItemLook {
  return {
    icon,
    text: 'PAN-OS',
    tooltip: plainMarkdown(words),
    spoken: `PAN-OS Upgrade: ${words}`,
    isWarning: false,
  };
}
