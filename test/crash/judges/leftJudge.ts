/**
 * Compares what is said to be left on devices with what the simulator knows: at every end of a job what its message says, and
 * after a last look at all of them what the tree says.
 */
import type { Engine } from '../../../src/engine/engineContract.ts';
import { isOpen, type Job } from '../../../src/jobs/job.ts';
import { isDeviceError } from '../../../src/panos/errors.ts';
import { reallyOn, saidOf } from '../../support/leftOnDevices.ts';
import type { Rig } from '../../support/rig.ts';

export class LeftJudge {
  readonly wrong: string[] = [];
  compared = 0;
  readonly #rig: Rig;
  readonly #serials: readonly string[];
  /** When each job was asked for, by its id. */
  readonly #askedFor = new Map<string, number>();
  /**
   * Each process of a rig has the same source of chance, so a job of the next may bear the id of an earlier one and take its
   * place: what that one did is then known to nobody, and not judged.
   */
  #isReplaced = false;

  constructor(rig: Rig, serials: readonly string[]) {
    this.#rig = rig;
    this.#serials = serials;
  }

  /** @param isDead nobody hears what a dead process says. */
  follow(engine: Engine, isDead: () => boolean): void {
    const ended = new Set(engine.jobs.all().flatMap((job) => (isOpen(job) ? [] : [job.id])));
    for (const job of engine.jobs.all()) this.#noteId(job);
    engine.jobs.onDidChange((job) => {
      this.#noteId(job);
      if (isOpen(job) || isDead() || ended.has(job.id)) return;
      ended.add(job.id);
      if (job.status !== 'completed') this.#judgeEnding(job);
    });
  }

  #noteId({ id, createdAt }: Job): void {
    this.#isReplaced ||= (this.#askedFor.get(id) ?? createdAt) !== createdAt;
    this.#askedFor.set(id, createdAt);
  }

  /** What this job has installed and what waits at its end stands in its message. */
  #judgeEnding({ id, message, runs, startedAt }: Job): void {
    for (const { serial } of runs) {
      const { waits } = reallyOn(this.#rig, serial);
      const isOurs = this.#rig.fleet.log
        .of(serial, 'install_started')
        .some(({ at, version }) => version === waits && at >= (startedAt ?? 0) - this.#rig.clockError);
      if (waits === null || !isOurs) continue;
      this.compared += 1;
      if (!(message ?? '').includes(waits))
        this.wrong.push(`${id}: ${waits} waits on ${serial}, and its end does not say so: ${message ?? ''}`);
    }
  }

  /** A last discovery, and then the states of the devices that answered it. */
  async look(engine: Engine): Promise<void> {
    // A night may end while the network is still away: then nobody can look.
    const found = await this.#rig.discover(engine).catch((error: unknown) => {
      if (isDeviceError(error)) return [];
      throw error;
    });
    const isSeen = (serial: string): boolean =>
      found.some((device) => device.serial === serial && device.presence === 'reachable');
    if (this.#isReplaced || !this.#serials.every(isSeen)) return;
    const versions = new Set(this.#serials.map((serial) => reallyOn(this.#rig, serial).runs));
    for (const serial of this.#serials) {
      this.compared += 1;
      this.#judgeStates(engine, serial, versions.size > 1);
    }
  }

  #judgeStates(engine: Engine, serial: string, isHalf: boolean): void {
    const { runs, waits, isSuspended } = reallyOn(this.#rig, serial);
    const states = saidOf(engine, serial);
    const is = (what: string, isTrue: boolean): void => {
      if (!isTrue) this.wrong.push(`${serial}: ${what}, and it is said: ${JSON.stringify(states)}`);
    };
    const waiting = states.filter(({ kind }) => kind === 'waits_for_restart');
    const told = states.flatMap((state) => ('version' in state ? [state.version] : []));
    is(`it runs ${runs}`, engine.inventory.get(serial)?.swVersion === runs);
    if (waits !== null) is(`${waits} waits`, told.includes(waits));
    else is('nothing waits', waiting.length === 0);
    const isToldOut =
      states.some(({ kind }) => kind === 'suspended') ||
      engine.suspended.some((member) => member.serial === serial);
    if (isSuspended) is('it is suspended', isToldOut);
    const isToldHalf = states.some(({ kind }) => kind === 'half_upgraded');
    is(isHalf ? 'the pair is half upgraded' : 'the pair is whole', isToldHalf === isHalf);
  }
}
