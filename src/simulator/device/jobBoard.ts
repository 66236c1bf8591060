/** The background jobs of one device. Forgotten at boot, when the numbers start again. docs/PANOS.md "Jobs". */

export interface SimJob {
  readonly id: number;
  /** `Downld`, `SWInstall`, `AutoCom`, `Commit` ... */
  readonly type: string;
  readonly user: string;
  readonly queuedAt: number;
  startedAt: number | null;
  endedAt: number | null;
  result: 'PEND' | 'OK' | 'FAIL';
  details: string[];
  /** What it shows while it runs, 0 to 99. */
  progressAt: (now: number) => number;
  /** What its breaking off means, when the device goes down. */
  brokenOff: () => void;
}

/** `show jobs all` shows no more than this. */
const SHOWN_JOBS = 29;

export class JobBoard {
  #jobs: SimJob[] = [];
  #nextId: number;

  constructor(firstId: number) {
    this.#nextId = firstId;
  }

  add(type: string, user: string, now: number): SimJob {
    const job: SimJob = {
      id: this.#nextId++,
      type,
      user,
      queuedAt: now,
      startedAt: null,
      endedAt: null,
      result: 'PEND',
      details: [],
      progressAt: () => 0,
      brokenOff: () => {},
    };
    this.#jobs.unshift(job);
    return job;
  }

  find(id: number): SimJob | undefined {
    return this.#jobs.find((job) => job.id === id);
  }

  /** Newest first. */
  shown(): readonly SimJob[] {
    return this.#jobs.slice(0, SHOWN_JOBS);
  }

  unfinished(): readonly SimJob[] {
    return this.#jobs.filter((job) => job.endedAt === null);
  }

  /** What a boot does. */
  forgetAll(): void {
    this.#jobs = [];
    this.#nextId = 1;
  }
}

export function startJob(job: SimJob, now: number): void {
  job.startedAt = now;
}

export function endJob(job: SimJob, now: number, result: 'OK' | 'FAIL', details: string[]): void {
  job.startedAt ??= now;
  job.endedAt = now;
  job.result = result;
  job.details = details;
}
