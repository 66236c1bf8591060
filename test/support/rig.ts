/**
 * The real engine on a simulated fleet, a disk in memory and virtual time: a night of upgrades in milliseconds.
 * A rig outlives its engines, so that one can die and the next carry on with the same files and devices.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Engine } from '../../src/engine/engineContract.ts';
import type { EngineSettings } from '../../src/engine/settings/engineSettings.ts';
import type { Device } from '../../src/inventory/device.ts';
import { isOpen, type Job } from '../../src/jobs/job.ts';
import { startOwner } from '../../src/engine/ownerEngine.ts';
import { exportDeviceState } from '../../src/panos/commands/configuration.ts';
import { DeviceError } from '../../src/panos/errors.ts';
import type { ApiRequest, Transport } from '../../src/panos/transport/transport.ts';
import type { Clock } from '../../src/ports/clock.ts';
import { silentLog, type Log } from '../../src/ports/log.ts';
import { seededRng } from '../../src/ports/rng.ts';
import { createFleet, type SimulatedFleet } from '../../src/simulator/fleet.ts';
import {
  parseFleetSpec,
  type FirewallSpecInput,
  type FleetSpecInput,
} from '../../src/simulator/spec/fleetSpec.ts';
import { VirtualClock } from '../../src/simulator/time/virtualClock.ts';
import { bodyOf, textOf } from './bodies.ts';
import { defaultSettings } from './engineSettings.ts';
import { memoryDisk, type DiskHook, type MemoryDisk } from './memoryFiles.ts';
import { CREDENTIALS, sampleSpec, STANDALONE, standalone } from './sampleSpec.ts';
import { simulatorTransport } from './simulatorTransport.ts';

const wasm = readFileSync(createRequire(import.meta.url).resolve('sql.js/dist/sql-wasm.wasm'));

/** Two hops, the second of them over a base image that is already needed for the first feature release. */
export const PATHS = { '10.1.14': ['10.2.10', '11.1.4-h7'] };

/** Where the engine touches the world: the points at which a process can die. */
export interface Touch {
  readonly what: 'call' | 'disk';
  readonly name: string;
  readonly when: 'before' | 'after';
}

export interface RigOptions {
  readonly firewalls?: readonly FirewallSpecInput[];
  /** Instead of `firewalls` with the sample catalogue. */
  readonly spec?: FleetSpecInput;
  readonly paths?: unknown;
  /** The text of version_hashes.json. */
  readonly versionHashes?: string;
  readonly settings?: EngineSettings;
  readonly seed?: number;
  readonly log?: Log;
}

export class Rig {
  readonly clock = new VirtualClock();
  /** By how many milliseconds the engine's clock is ahead of the world's: a laptop that slept, a clock that was set. */
  clockError = 0;
  /** False: no device can be reached, as off the VPN. */
  online = true;
  /** Serials of devices that cannot be reached, while others can. */
  readonly unreachable = new Set<string>();
  /** What the device's answers are turned into, by operation; null leaves them as they are. */
  rewrite: ((operation: string, body: string, request: ApiRequest) => string) | null = null;
  /** Called when an answer is there, before it is handed on: for as long as it takes, the answer is on its way. */
  onAnswer: ((request: ApiRequest) => Promise<void>) | null = null;
  readonly disk: MemoryDisk = memoryDisk();
  readonly fleet: SimulatedFleet;
  readonly #options: RigOptions;

  constructor(options: RigOptions = {}) {
    this.#options = options;
    const firewalls = options.firewalls ?? [standalone()];
    this.fleet = createFleet(parseFleetSpec(options.spec ?? sampleSpec([...firewalls])), {
      clock: this.clock,
      rng: seededRng(options.seed ?? 1),
    });
  }

  /**
   * Starts an engine on the rig's files.
   * @param onTouch may call `die()`: from then on this process changes nothing and hears nothing, as after SIGKILL.
   * @param onDisk may throw: the disk fails there.
   */
  async start(onTouch?: (touch: Touch, die: () => void) => void, onDisk?: DiskHook): Promise<Engine> {
    const process = { alive: true };
    const die = (): void => {
      process.alive = false;
      this.disk.kill();
    };
    const diskHook: DiskHook = (operation) => {
      onTouch?.({ what: 'disk', name: operation.name, when: operation.when }, die);
      onDisk?.(operation);
    };
    const rng = seededRng(this.#options.seed ?? 2);
    const settings = this.#options.settings ?? defaultSettings;
    return startOwner(
      {
        folder: '/storage',
        files: this.disk.attach(diskHook),
        settings: { ...settings, panorama: { ...settings.panorama, host: this.fleet.panorama.address } },
        clock: mortalClock(this, process),
        rng,
        log: this.#options.log ?? silentLog,
        owner: 'test',
        transport: () => mortalTransport(this.#transport(), process, onTouch, die),
        credentials: async () => ({ kind: 'password', ...CREDENTIALS }),
        versionHashes: async () => this.#options.versionHashes ?? null,
        upgradePaths: async () => JSON.stringify(this.#options.paths ?? PATHS),
        loadWasm: async () => wasm,
      },
      async () => undefined,
    );
  }

  #transport(): Transport {
    const inner = simulatorTransport(this.fleet);
    return {
      call: async (request) => {
        const { device, operation } = request;
        if (this.online && !this.#isUnreachable(request)) {
          const reply = await inner.call(request);
          await this.onAnswer?.(request);
          // An archive is no text.
          if (this.rewrite === null || operation === exportDeviceState.name) return reply;
          return { ...reply, body: bodyOf(this.rewrite(operation, await textOf(reply), request)) };
        }
        const what = 'no route to the host';
        throw new DeviceError({ kind: 'unreachable', delivery: 'not_sent', device, operation, what });
      },
      meet: (request) => inner.meet(request),
      close: () => inner.close(),
    };
  }

  #isUnreachable({ address }: Pick<ApiRequest, 'address'>): boolean {
    return [...this.unreachable].some((serial) => this.fleet.devices.get(serial)?.address === address.host);
  }

  /** Discovers the fleet and submits an upgrade of one device. */
  async submit(engine: Engine, serial = STANDALONE, dryRun = false): Promise<Job> {
    await this.discover(engine);
    const submission = engine.submitUpgrade({ serial, dryRun, by: 'test' });
    if (!submission.ok) throw new Error(submission.reason);
    return submission.job;
  }

  /** Lets time pass until no job is open any more. */
  async finishAll(engine: Engine): Promise<void> {
    await this.clock.run(() => !engine.jobs.all().some(isOpen), 48 * 3_600_000);
  }

  async discover(engine: Engine): Promise<readonly Device[]> {
    const options = { signal: new AbortController().signal, onProgress: () => undefined };
    const { devices } = await this.clock.drive(engine.discover(options));
    return devices;
  }

  /** Lets time pass until the job has ended. */
  async finish(engine: Engine, id: string): Promise<Job> {
    const ended = (): boolean => {
      const job = engine.jobs.get(id);
      return job !== undefined && !isOpen(job);
    };
    await this.clock.run(ended, 48 * 3_600_000);
    const job = engine.jobs.get(id);
    if (job === undefined) throw new Error(`${id} is gone.`);
    return job;
  }

  /** Lets time pass until the device has gone through something for the n-th time. */
  async until(serial: string, what: Parameters<SimulatedFleet['log']['of']>[1], times = 1): Promise<void> {
    await this.clock.run(() => this.fleet.log.of(serial, what).length >= times, 48 * 3_600_000);
  }
}

function mortalTransport(
  inner: Transport,
  process: { alive: boolean },
  onTouch: ((touch: Touch, die: () => void) => void) | undefined,
  die: () => void,
): Transport {
  return {
    async call(request: ApiRequest) {
      const touch = (when: Touch['when']): void => {
        if (process.alive) onTouch?.({ what: 'call', name: request.operation, when }, die);
      };
      const isAlive = (): boolean => process.alive;
      touch('before');
      if (!isAlive()) return never();
      const outcome = await inner.call(request).then(
        (reply) => () => reply,
        (error: unknown) => () => {
          throw error;
        },
      );
      touch('after');
      return isAlive() ? outcome() : never();
    },
    meet: (request) => inner.meet(request),
    close: () => inner.close(),
  };
}

/** A dead process is woken by no timer, and a clock may be wrong while its timers are right. */
function mortalClock(rig: Rig, process: { alive: boolean }): Clock {
  return {
    now: () => rig.clock.now() + rig.clockError,
    async sleep(ms, signal) {
      await rig.clock.sleep(ms, signal);
      if (!process.alive) await never();
    },
  };
}

const never = (): Promise<never> => new Promise(() => undefined);
