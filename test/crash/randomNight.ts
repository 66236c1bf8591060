/** Goes through one night of `randomPlan.ts` to its end, whatever happens in it. */
import type { Engine } from '../../src/engine/engineContract.ts';
import { isOpen, type Job } from '../../src/jobs/job.ts';
import { silentLog } from '../../src/ports/log.ts';
import type { FleetSpecInput } from '../../src/simulator/spec/fleetSpec.ts';
import { systemRng } from '../../src/ports/rng.ts';
import { UserError } from '../../src/ports/userError.ts';
import { startViewer } from '../../src/engine/viewerEngine.ts';
import { defaultSettings } from '../support/engineSettings.ts';
import { PAIR_PATHS, pairSpec } from '../support/pairRig.ts';
import { PATHS, type Rig, type Touch } from '../support/rig.ts';
import { activeActive, PAIR, pair, sampleSpec, STANDALONE, standalone } from '../support/sampleSpec.ts';
import { loadWasm } from '../unit/store/storePieces.ts';
import { LeftJudge } from './judges/leftJudge.ts';
import { submitted } from './nights.ts';
import { type Answer, answerNow } from './outOfStep.ts';
import { isPoint } from './points.ts';
import type { Conditions, Event, Happening, Plan } from './randomPlan.ts';

const SLICE_MS = 60_000;
const LOCKED_MINUTES = 30;
/** A copy that fails each time is not asked for without an end. */
const MOST_ANSWERS = 6;
const SLEEP_MS = 8 * 3_600_000;
/** More than all limits in a row, with a window that stays closed over several nights. */
const LONGEST_MS = 10 * 24 * 3_600_000;

export interface NightSeen {
  readonly rig: Rig;
  readonly jobs: readonly Job[];
  /** What engines had to tell of the storage they found. */
  readonly notices: readonly string[];
  /** How many jobs were asked for again. */
  readonly retries: number;
  /** How many times somebody said what becomes of a configuration that is not in step. */
  readonly answers: number;
  /** What was thrown that is not for people. */
  readonly errors: readonly string[];
  readonly hasEnded: boolean;
  /** What was said to be left on devices and was not, or was and was not said. */
  readonly wrongLeft: readonly string[];
  /** How many endings and looks were compared with the devices. */
  readonly leftCompared: number;
}

/** @throws Error when nothing goes on although it should: a deadlock. */
export async function goThrough(plan: Plan): Promise<NightSeen> {
  const { isPair, isActiveActive, outOfStep, conditions, events } = plan;
  const ha = { unsyncedByUpgrade: outOfStep !== null };
  const members = isActiveActive ? activeActive(ha, ha) : pair(ha, ha);
  const rig = isPair
    ? await submitted({ spec: under(conditions, pairSpec(members)), paths: PAIR_PATHS }, [PAIR])
    : await submitted({ spec: under(conditions, sampleSpec([standalone()])), paths: PATHS }, [[STANDALONE]]);
  return new RandomNight(rig, isPair ? PAIR : [STANDALONE], events, outOfStep ?? 'nothing').run();
}

function under(
  { keyLifetimeMinutes, locksAfter, slowBoot }: Conditions,
  spec: FleetSpecInput,
): FleetSpecInput {
  const minutes = slowBoot ?? undefined;
  const boot = {
    silentMinutes: minutes,
    htmlMinutes: minutes,
    noAuthenticationMinutes: minutes,
    autoComMinutes: minutes,
  };
  return {
    ...spec,
    credentials: {
      ...spec.credentials,
      keyLifetimeMinutes: keyLifetimeMinutes ?? undefined,
      lockOut: locksAfter === null ? undefined : { afterRefusals: locksAfter, minutes: LOCKED_MINUTES },
    },
    firewalls: spec.firewalls.map((firewall) => ({ ...firewall, boot })),
  };
}

class RandomNight {
  readonly #rig: Rig;
  readonly #serials: readonly string[];
  readonly #waiting: Event[];
  readonly #answer: Answer;
  readonly #notices: string[] = [];
  readonly #errors: string[] = [];
  readonly #left: LeftJudge;
  #retries = 0;
  #answers = 0;
  /** Of this process since the last event. */
  #touches = 0;
  #engine: Engine | null = null;
  #viewer: Engine | null = null;
  /** Set while no process runs: how long the window stays closed. */
  #awayMs: number | null = null;
  #die = (): void => undefined;

  constructor(rig: Rig, serials: readonly string[], events: readonly Event[], answer: Answer) {
    this.#rig = rig;
    this.#answer = answer;
    this.#serials = serials;
    this.#waiting = [...events];
    this.#left = new LeftJudge(rig, serials);
  }

  async run(): Promise<NightSeen> {
    const { clock } = this.#rig;
    const deadline = clock.now() + LONGEST_MS;
    let jobs: readonly Job[] = [];
    let hasEnded = false;
    while (!hasEnded && clock.now() < deadline) {
      const engine = await this.#start();
      if (engine !== null) {
        this.#notices.push(...engine.notices.map(({ message }) => message));
        this.#left.follow(engine, () => this.#isDead());
        hasEnded = await this.#live(engine, deadline);
        jobs = engine.jobs.all();
      }
      if (this.#awayMs !== null) await clock.advanceBy(this.#awayMs);
    }
    await clock.advanceBy(3_600_000);
    if (!this.#isDead() && this.#engine !== null) await this.#left.look(this.#engine);
    await this.#viewer?.close();
    if (!this.#isDead() && this.#engine !== null) await clock.drive(this.#engine.close());
    const [notices, errors] = [this.#notices, this.#errors];
    const [retries, answers] = [this.#retries, this.#answers];
    const { wrong: wrongLeft, compared: leftCompared } = this.#left;
    return {
      rig: this.#rig,
      jobs,
      notices,
      errors,
      retries,
      answers,
      hasEnded,
      wrongLeft,
      leftCompared,
    };
  }

  /** A new process. @returns null when it died before it was up. */
  async #start(): Promise<Engine | null> {
    this.#awayMs = null;
    this.#engine = null;
    this.#touches = 0;
    const starting = this.#rig.start((touch, die) => this.#touched(touch, die));
    starting.then(
      (engine) => (this.#engine = engine),
      (error: unknown) => this.#failed(error),
    );
    await this.#rig.clock.run(() => this.#engine !== null || this.#isDead());
    return this.#isDead() ? null : this.#engine;
  }

  /** @returns true when all is over; false when the process died. */
  async #live(engine: Engine, deadline: number): Promise<boolean> {
    const { clock } = this.#rig;
    while (clock.now() < deadline) {
      const before = this.#touches;
      await clock.advanceBy(SLICE_MS);
      if (this.#isDead()) return false;
      const isOver = !engine.jobs.all().some(isOpen);
      if (!isOver && !(engine.paused && this.#touches === before)) continue;
      if (isOver && this.#answers < MOST_ANSWERS && answerNow(engine, this.#answer)) {
        this.#answers += 1;
        continue;
      }
      // Nothing goes on by itself: what is left happens now.
      const next = this.#waiting.shift();
      if (next !== undefined) await this.#happen(next.what, engine);
      else if (engine.paused) engine.resume();
      else if (isOver) return true;
      if (this.#isDead()) return false;
    }
    return false;
  }

  #isDead(): boolean {
    return this.#awayMs !== null;
  }

  #touched(touch: Touch, die: () => void): void {
    this.#die = die;
    if (this.#isDead() || !isPoint(touch)) return;
    this.#touches += 1;
    const [next] = this.#waiting;
    if (next === undefined || this.#touches <= next.after) return;
    const engine = this.#engine;
    if (next.what.kind === 'death') this.#kill(next.what);
    // Nobody can do anything in the middle of a record.
    else if (engine === null || touch.what === 'disk') return;
    else queueMicrotask(() => void this.#happen(next.what, engine));
    this.#waiting.shift();
    this.#touches = 0;
  }

  #kill({ awayMs, losesPower }: Extract<Happening, { kind: 'death' }>): void {
    this.#awayMs = awayMs;
    this.#die();
    if (losesPower) this.#rig.disk.cutPower();
  }

  async #happen(what: Happening, engine: Engine): Promise<void> {
    if (this.#isDead()) return;
    try {
      await this.#make(what, engine);
    } catch (error) {
      if (!(error instanceof UserError)) this.#failed(error);
    }
  }

  /** What the dead throw nobody hears. */
  #failed(error: unknown): void {
    if (!this.#isDead()) this.#errors.push(String(error));
  }

  async #make(what: Happening, engine: Engine): Promise<void> {
    const rig = this.#rig;
    switch (what.kind) {
      case 'death':
        this.#kill(what);
        break;
      case 'clock':
        rig.clockError += what.jumpMs;
        break;
      case 'sleep':
        rig.online = false;
        rig.clockError += SLEEP_MS;
        void rig.clock.sleep(SLICE_MS).then(() => (rig.online = true));
        break;
      case 'fault':
        rig.fleet.fault(this.#serials[what.member] ?? STANDALONE, what.fault);
        break;
      case 'network':
        rig.fleet.network.away({
          how: what.how,
          seconds: what.seconds,
          targets: what.member === null ? undefined : [this.#serials[what.member] ?? STANDALONE],
        });
        break;
      case 'cancel':
        for (const { id } of engine.jobs.all()) engine.cancel(id, 'test');
        break;
      case 'pause':
        engine.pause();
        break;
      case 'resume':
        engine.resume();
        break;
      case 'retry':
        await this.#retry(engine);
        break;
      case 'viewer':
        await this.#openOrCloseViewer();
    }
  }

  async #retry(engine: Engine): Promise<void> {
    const [newest] = engine.jobs.all();
    if (newest === undefined || isOpen(newest)) return;
    const { queued } = await engine.retry([newest.id], 'test');
    this.#retries += queued.length;
  }

  async #openOrCloseViewer(): Promise<void> {
    if (this.#viewer !== null) {
      await this.#viewer.close();
      this.#viewer = null;
      return;
    }
    const { clock, disk } = this.#rig;
    this.#viewer = await startViewer(
      {
        folder: '/storage',
        files: disk.attach(),
        settings: defaultSettings,
        clock,
        log: silentLog,
        rng: systemRng,
        owner: 'second window',
        loadWasm,
        transport: () => {
          throw new Error('A viewer reached for a device.');
        },
        credentials: async () => null,
        versionHashes: async () => null,
        upgradePaths: async () => null,
      },
      'test',
    );
  }
}
