/** One Job page: sends complete snapshots while somebody looks, and asks before it cancels. */
import { commands, type Uri, type WebviewPanel } from 'vscode';
import type { ToPage } from '../../../../webview-ui/protocol.ts';
import type { Engine } from '../../../engine/engineContract.ts';
import type { DeviceLeft } from '../../../jobs/left/leftNow.ts';
import { isOpen, type Job } from '../../../jobs/job.ts';
import type { Subscription } from '../../../ports/events.ts';
import { commandIds } from '../../commandIds.ts';
import type { EngineHolder } from '../../engine/engineHolder.ts';
import { waitingFor } from '../../words/bulkHold.ts';
import { cancelConsequence } from '../../words/cancelConsequence.ts';
import { waitsSentence } from '../../words/waitWords.ts';
import { contactSentence, onDidChangeContact } from '../../words/contactWords.ts';
import { jobDevices } from '../../words/jobTexts.ts';
import { onDidChangeSuspended, suspendedBy } from '../../words/suspendedWords.ts';
import { aboutJob, retryOf } from '../../actions/jobActions.ts';
import { stepActions } from '../../actions/stepActions.ts';
import { timeWords } from '../../engine/times.ts';
import { jobView, pageActions } from './jobView.ts';
import { loadPage } from '../page/loadPage.ts';
import type { OpenPage } from '../page/openPages.ts';
import { readPageMessage } from '../page/pageMessages.ts';
import { setPanelTitle, tellPage } from '../../exits/page.ts';

/** Live progress may change faster; durations of running steps change by themselves. */
const SNAPSHOT_INTERVAL_MS = 500;

export class JobPanel {
  readonly #page: OpenPage;
  readonly #panel: WebviewPanel;
  readonly #jobId: string;
  readonly #holder: EngineHolder;
  readonly #parts: readonly Subscription[];
  #isReady = false;
  #timer: NodeJS.Timeout | null = null;

  constructor(page: OpenPage, holder: EngineHolder, extensionUri: Uri) {
    const { panel, key: jobId } = page;
    this.#page = page;
    this.#panel = panel;
    this.#jobId = jobId;
    this.#holder = holder;
    this.#parts = [
      panel.webview.onDidReceiveMessage((message: unknown) => this.#receive(message)),
      panel.onDidChangeViewState(() => this.#sendNow()),
      holder.onDidChange(() => this.#sendNow()),
      holder.follow((engine) => [
        engine.jobs.onDidChange((job) => {
          if (job.id === jobId || job.retryOf === jobId || this.#isOfBatch(job)) this.#sendSoon();
        }),
        onDidChangeContact(engine, () => this.#sendSoon()),
        onDidChangeSuspended(engine, () => {
          if (engine.suspended.some((member) => member.jobId === jobId)) this.#sendSoon();
        }),
      ]),
    ];
    panel.onDidDispose(() => this.#dispose());
    loadPage(panel, 'job', extensionUri, jobId);
  }

  #receive(message: unknown): void {
    const read = readPageMessage(message);
    switch (read?.type) {
      case 'ready':
        this.#isReady = true;
        this.#sendNow();
        break;
      case 'cancel':
        void commands.executeCommand(commandIds.cancelJob, { jobId: this.#jobId });
        break;
      case 'handOver':
        void commands.executeCommand(commandIds.handOverJob, { jobId: this.#jobId });
        break;
      case 'decide': {
        const { stepId, decision } = read;
        void commands.executeCommand(commandIds.decideStep, { jobId: this.#jobId, stepId, decision });
        break;
      }
      case 'resumeEngine':
        void commands.executeCommand(commandIds.resumeEngine);
        break;
      case 'showLog':
        void commands.executeCommand(commandIds.showLog, { jobId: this.#jobId });
        break;
      case 'act':
        this.#act(read.id);
        break;
      case 'choices':
      case 'openRow':
      case undefined:
        break;
    }
  }

  /** Others of its bulk decide whether it is held, and whether anything waits for it. */
  #isOfBatch({ batch }: Job): boolean {
    return batch !== null && this.#holder.engine?.jobs.get(this.#jobId)?.batch === batch;
  }

  /** Only what was offered is carried out. */
  #act(id: string): void {
    const jobs = this.#holder.engine?.jobs;
    const job = jobs?.get(this.#jobId);
    if (jobs === undefined || job === undefined) return;
    const action =
      pageActions(job, {
        wait: jobs.waitOf(job),
        waiting: waitingFor(job, jobs).length,
        retriedBy: retryOf(job, jobs.all()),
      }).find((one) => one.id === id) ??
      job.steps.flatMap((step) => stepActions(job, step)).find((one) => one.id === id);
    if (action === undefined || action.command === null) return;
    void commands.executeCommand(action.command, action.argument ?? aboutJob(job));
  }

  #sendSoon(): void {
    if (!this.#panel.visible) return;
    this.#timer ??= setTimeout(() => this.#sendNow(), SNAPSHOT_INTERVAL_MS);
  }

  #sendNow(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    if (!this.#isReady || !this.#panel.visible) return;
    const job = this.#holder.engine?.jobs.get(this.#jobId);
    tellPage(this.#panel, this.#snapshot(job));
    if (job !== undefined && isOpen(job)) this.#sendSoon();
  }

  #snapshot(job: Job | undefined): ToPage {
    if (job === undefined || this.#holder.opened === null)
      return { type: 'noJob', message: this.#whyNoJob() };
    this.#showTitle(jobTitle(job));
    const { engine, clock } = this.#holder.opened;
    const time = timeWords(this.#holder);
    const wait = engine.jobs.waitOf(job);
    const moment = {
      live: engine.jobs.live(job.id),
      paused: engine.paused,
      now: clock.now(),
      time,
      wait,
      waits: wait === null ? '' : waitsSentence(wait, engine),
      waiting: waitingFor(job, engine.jobs).length,
      retriedBy: retryOf(job, engine.jobs.all()),
      suspended: suspendedBy(engine, job),
      left: leftBy(engine, job),
      consequence: cancelConsequence(job, engine),
      contact: contactSentence(engine, job, time),
    };
    return { type: 'job', job: jobView(job, moment) };
  }

  #showTitle(title: string): void {
    const { title: before } = this.#panel;
    setPanelTitle(this.#panel, title);
    if (this.#panel.title !== before) this.#page.remember({ title: this.#panel.title });
  }

  #whyNoJob(): string {
    switch (this.#holder.status) {
      case 'starting':
        return 'Opening what is stored about your devices.';
      case 'untrusted':
        return 'The workspace is not trusted, so nothing is shown.';
      case 'failed':
        return 'What is stored about your devices could not be opened. The log says why.';
      case 'owner':
      case 'viewer':
        return `There is no job ${this.#jobId} here. It may belong to another workspace or to a simulated fleet that has ended.`;
    }
  }

  #dispose(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    for (const part of this.#parts) part.dispose();
  }
}

/** A later job may answer for its devices by now. */
function leftBy(engine: Engine, { id, runs }: Job): readonly DeviceLeft[] {
  return runs.flatMap(({ serial }) => engine.leftOn(serial) ?? []).filter(({ jobId }) => jobId === id);
}

export function jobTitle(job: Job | undefined): string {
  return job === undefined ? 'Job' : `Job: ${jobDevices(job)}`;
}
