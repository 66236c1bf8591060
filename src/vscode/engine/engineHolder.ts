/**
 * The one engine of this window, through everything that can happen to it: it starts after activation, is
 * replaced when settings or the simulated fleet change, and takes the storage over when the window that owned
 * it goes away. Knows nothing of VS Code; extension.ts gives it what to open.
 */
import type { Engine } from '../../engine/engineContract.ts';
import type { EngineSettings } from '../../engine/settings/engineSettings.ts';
import type { Clock } from '../../ports/clock.ts';
import { Emitter, type Subscription } from '../../ports/events.ts';
import type { Log } from '../../ports/log.ts';
import { UserError } from '../../ports/userError.ts';
import { editorError } from '../editorTroubles.ts';
import type { CredentialsStore } from './credentialsStore.ts';

export type EngineStatus = 'untrusted' | 'starting' | 'owner' | 'viewer' | 'failed';

export interface OpenedEngine {
  readonly engine: Engine;
  /** The engine's clock: simulated time runs faster than ours. */
  readonly clock: Clock;
  /** What it was opened with. */
  readonly settings: EngineSettings;
  /** For people, e.g. `simulated, ×30`; null for real devices. */
  readonly simulation: string | null;
  /** Of real devices, or of the simulated ones: never both. */
  readonly credentials: CredentialsStore;
}

/** How often a viewer looks whether the owner is gone: a reloaded window meets its own old host still closing. */
const TAKE_OVER_INTERVAL_MS = 5000;

export class EngineHolder {
  readonly #open: () => Promise<OpenedEngine>;
  readonly #clock: Clock;
  readonly #log: Log;
  readonly #changed = new Emitter<void>();
  readonly #closing = new AbortController();
  #opened: OpenedEngine | null = null;
  #status: EngineStatus = 'untrusted';
  #failure = '';
  #restartWanted = false;
  #jobsWatch: Subscription | null = null;
  /** Openings and closings one after another, whoever asks. */
  #turn: Promise<void> = Promise.resolve();

  /** Another engine, or another status of it. */
  readonly onDidChange = this.#changed.event;

  /** @param clock real time, for the pauses between attempts to take over */
  constructor(open: () => Promise<OpenedEngine>, clock: Clock, log: Log) {
    this.#open = open;
    this.#clock = clock;
    this.#log = log;
  }

  get status(): EngineStatus {
    return this.#status;
  }

  get opened(): OpenedEngine | null {
    return this.#opened;
  }

  get engine(): Engine | null {
    return this.#opened?.engine ?? null;
  }

  /** Opens the engine. Never rejects: a failure becomes the status `failed`. */
  start(): Promise<void> {
    if (this.#status === 'untrusted') this.#become('starting');
    return this.#next(async () => {
      if (this.#opened === null) await this.#openFresh();
    });
  }

  /**
   * The engine, as soon as it is open.
   * @throws UserError when the workspace is not trusted or the storage could not be opened.
   */
  async require(): Promise<OpenedEngine> {
    if (this.#status === 'untrusted') {
      throw editorError({ code: 'untrusted_workspace' });
    }
    await this.#turn;
    if (this.#opened !== null) return this.#opened;
    throw editorError({ code: 'engine_not_running', reason: this.#failure });
  }

  /** True while a device is being worked on by this window: no moment to replace the engine. */
  get isBusy(): boolean {
    return (
      this.#status === 'owner' && (this.engine?.jobs.all().some(({ status }) => status === 'active') ?? false)
    );
  }

  /**
   * Replaces the engine by one with the present settings; waits for active jobs first.
   * @returns whether it was replaced now, or will be when the active jobs have ended.
   */
  async restart(): Promise<'restarted' | 'deferred'> {
    if (this.#status === 'untrusted') return 'restarted';
    if (this.isBusy) {
      this.#restartWanted = true;
      return 'deferred';
    }
    await this.#next(() => this.#openFresh());
    return 'restarted';
  }

  /**
   * Keeps listeners on the engine of the moment: attaches them now and to every later engine.
   * @param attach gives the subscriptions, which end when the engine is replaced
   */
  follow(attach: (engine: Engine) => readonly Subscription[]): Subscription {
    let followed: Engine | null = null;
    let subscriptions: readonly Subscription[] = [];
    const detach = (): void => {
      for (const subscription of subscriptions) subscription.dispose();
      subscriptions = [];
    };
    const renew = (): void => {
      if (followed === this.engine) return;
      detach();
      followed = this.engine;
      if (followed !== null) subscriptions = attach(followed);
    };
    renew();
    const changes = this.onDidChange(renew);
    return {
      dispose: () => {
        changes.dispose();
        detach();
      },
    };
  }

  /** Leaves devices as they are; opening the window again resumes. */
  async close(): Promise<void> {
    this.#closing.abort();
    await this.#turn;
    await this.#closeCurrent();
  }

  #next(work: () => Promise<void>): Promise<void> {
    this.#turn = this.#turn.then(() => (this.#closing.signal.aborted ? undefined : work()));
    return this.#turn;
  }

  async #openFresh(): Promise<void> {
    this.#restartWanted = false;
    // A pause is the user's word: changing a setting must not undo it.
    const wasPaused = this.engine?.paused ?? false;
    this.#become('starting');
    await this.#closeCurrent();
    try {
      const opened = await this.#open();
      if (wasPaused && opened.engine.role === 'owner') opened.engine.pause();
      this.#adopt(opened);
    } catch (error) {
      this.#failure = error instanceof UserError ? error.message : 'its storage could not be opened.';
      this.#log.error(`The engine could not be started: ${describe(error)}`);
      this.#become('failed');
    }
  }

  #adopt(opened: OpenedEngine): void {
    this.#opened = opened;
    this.#jobsWatch?.dispose();
    this.#jobsWatch = opened.engine.jobs.onDidChange(() => {
      if (this.#restartWanted && !this.isBusy) void this.restart();
    });
    this.#become(opened.engine.role);
    if (opened.engine.role === 'viewer') void this.#takeOverLater(opened);
  }

  /** A viewer holds no lock, so the next engine is opened beside it and views never go blank. */
  async #takeOverLater(viewer: OpenedEngine): Promise<void> {
    try {
      await this.#clock.sleep(TAKE_OVER_INTERVAL_MS, this.#closing.signal);
    } catch {
      return; // the window closes
    }
    await this.#next(async () => {
      if (this.#opened !== viewer) return;
      try {
        this.#adopt(await this.#open());
        await viewer.engine.close();
      } catch (error) {
        this.#log.warn(`Looking again for the storage failed: ${describe(error)}`);
        void this.#takeOverLater(viewer);
      }
    });
  }

  async #closeCurrent(): Promise<void> {
    const closing = this.#opened;
    this.#opened = null;
    this.#jobsWatch?.dispose();
    this.#jobsWatch = null;
    await closing?.engine.close();
  }

  #become(status: EngineStatus): void {
    this.#status = status;
    this.#changed.fire();
  }
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
