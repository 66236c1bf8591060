/** The engine of the window that owns the storage: it puts the rooms together and takes up what was left open. */
import type { Engine, EngineParts } from './engineContract.ts';
import { addFirewall } from './inventory/addFirewall.ts';
import { deviceSchema } from './inventory/device.ts';
import { discover } from './inventory/discovery.ts';
import { Inventory } from './inventory/inventory.ts';
import { createRateLimit } from './inventory/rateLimit.ts';
import { carryJob } from './jobs/carryJob.ts';
import { jobSchema } from './jobs/job.ts';
import { JobBook } from './jobs/jobBook.ts';
import { describeRecord } from './jobs/jobLog.ts';
import { submitUpgrade } from './jobs/submission.ts';
import { Workers } from './jobs/workers.ts';
import {
  DEFAULT_API_PORT,
  formatAddress,
  parseAddress,
  requireAddress,
  type ManagementAddress,
} from './panos/address.ts';
import type { ClientLimits, DeviceClient } from './panos/client.ts';
import { createClientPool } from './panos/clientPool.ts';
import { showSystemInfo } from './panos/commands/device.ts';
import type { Transport } from './panos/transport.ts';
import { planUpgrade } from './planning/plan.ts';
import { requirePaths } from './planning/requirePaths.ts';
import { Emitter } from './ports/events.ts';
import { UserError } from './ports/userError.ts';
import type { Files } from './store/files.ts';
import { openStore, type Store } from './store/openStore.ts';
import { snapshotSchema } from './validation/snapshot.ts';
import { entrySchema, StorageLostError } from './workflow/record.ts';

type OwnerParts = EngineParts & { readonly files: Files };

/** @param releaseLock called last, when the engine closes. */
export async function startOwner(parts: OwnerParts, releaseLock: () => Promise<void>): Promise<Engine> {
  const { settings, clock, rng, log } = parts;
  const store = await openStore({
    ...parts,
    parseEntry: (value) => entrySchema.parse(value),
    parseJob: (value) => jobSchema.parse(value),
    parseDevice: (value) => deviceSchema.parse(value),
    parseSnapshot: (value) => snapshotSchema.parse(value),
    storageLost: (message) => new StorageLostError(message),
  });
  const pins = store.pinRows.all();
  const transport = fenced(
    parts.transport((address) => pins.get(formatAddress(address))?.fingerprint),
    store.journal.assertOwner,
  );
  const { clientFor, forgetLogins } = createClientPool({
    ...parts,
    transport,
    limits: { panorama: panoramaLimits(parts), firewall: settings.firewall },
  });
  const firewall = (address: string, device: string): DeviceClient =>
    clientFor('firewall', requireAddress(address, settings.firewall.port), device);
  const clientAt = (text: string, device: string): DeviceClient | null => {
    const address = parseAddress(text, settings.firewall.port);
    return address === null ? null : clientFor('firewall', address, device);
  };
  const panorama = (): DeviceClient => clientFor('panorama', panoramaAddress(parts), 'Panorama');
  const panoramaRate = createRateLimit(settings.panorama.rateLimit, clock);

  const inventory = new Inventory(store.inventoryRows);
  const book = new JobBook(store.journal, store.jobRows, store.recordsAfter(store.jobRows.lastSeq()));
  log.info(
    `Working as the owner of ${parts.folder}: ${inventory.devices().length} devices, ${book.open().length} open jobs.`,
  );
  for (const notice of store.notices) log.warn(notice);
  book.onDidRecord((record) => {
    const line = describeRecord(record, 'job' in record ? book.get(record.job) : undefined);
    if (line !== null) log.info(line);
    // The version was just proved on the device; the inventory need not wait for the next discovery.
    if (record.kind !== 'STEP_END' || record.data.ending !== 'done') return;
    const { swVersion } = record.data.facts;
    if (typeof swVersion === 'string') inventory.noteVersion(record.serial, swVersion, record.at);
  });

  const stateChanged = new Emitter<void>();
  const notices = [...store.notices];
  const workers: Workers = new Workers({
    book,
    log,
    max: settings.workers.max,
    carry: (id, stops) =>
      carryJob(
        {
          ...parts,
          book,
          limits: settings.firewall,
          checks: settings.validation,
          margins: settings.validation,
          snapshots: store.snapshotFiles,
          clientFor: (run) => firewall(run.address, run.hostname),
          upgradePaths: async () => requirePaths(await parts.upgradePaths()),
          whenResumed: (own) => workers.whenResumed(own),
          isPaused: () => workers.paused,
        },
        id,
        stops,
      ),
    onHalt: (why) => {
      log.error(why);
      notices.push(why);
      stateChanged.fire();
    },
  });
  workers.onDidChange(() => stateChanged.fire());
  store.onNotice((notice) => {
    notices.push(notice);
    stateChanged.fire();
  });
  stopDamaged(store, book);
  workers.fill();

  return {
    role: 'owner',
    notices,
    inventory,
    jobs: book,
    workers,
    get paused() {
      return workers.paused;
    },
    onDidChangeState: stateChanged.event,

    async discover(options) {
      const known = inventory.devices();
      const result = await discover({
        panorama: panorama(),
        panoramaRate,
        clientFor: clientAt,
        known,
        workers: options.workers ?? settings.workers.max,
        retryAttempts: settings.discovery.retryAttempts,
        clock,
        signal: options.signal,
        onProgress: (progress) => options.onProgress(progress),
      });
      // What was not asked this time stays as it is now: a job may have changed it meanwhile.
      const unasked = new Set(known);
      inventory.put(result.devices.filter((device) => !unasked.has(device)));
      await store.flush();
      const { total, pairs, unreachable, disconnected } = result.summary;
      log.info(
        `Discovery ${result.cancelled ? 'cancelled' : 'ended'}: ${total} devices, ${pairs} HA pairs, ` +
          `${unreachable} not reachable, ${disconnected} disconnected.`,
      );
      for (const { hostname, message } of result.problems) log.warn(`Discovery: ${hostname}: ${message}`);
      return result;
    },

    async addFirewall(address, signal) {
      const { device, changed } = await addFirewall({
        address,
        clientFor: clientAt,
        known: inventory.devices(),
        retryAttempts: settings.discovery.retryAttempts,
        clock,
        signal,
      });
      inventory.put(changed);
      return device;
    },

    async testConnection(serial, signal) {
      const device = serial === null ? null : inventory.get(serial);
      if (device === undefined) throw new UserError(`There is no device ${serial} in the inventory.`);
      const client = device === null ? panorama() : firewall(device.address, device.hostname);
      if (device === null) await panoramaRate.take(signal);
      client.forgetKey();
      const info = await client.read(showSystemInfo, { signal, attempts: 1 });
      return `${info.hostname} answers: ${info.model}, PAN-OS ${info.swVersion}, serial ${info.serial}.`;
    },

    pins: () => [...pins.values()].toSorted((a, b) => a.address.localeCompare(b.address)),

    trust(trusted) {
      const address = formatAddress(requireAddress(trusted.address, settings.firewall.port));
      const pin = { ...trusted, address };
      store.journal.append({ kind: 'PIN_TRUSTED', data: pin });
      store.pinRows.set(pin);
      pins.set(address, pin);
    },

    forgetLogins,

    async previewUpgrade(serial) {
      const device = inventory.get(serial);
      if (device === undefined) throw new UserError(`There is no device ${serial} in the inventory.`);
      return planUpgrade({
        currentVersion: device.swVersion,
        paths: requirePaths(await parts.upgradePaths()),
        listed: [],
      });
    },

    submitUpgrade({ serial, dryRun, by }) {
      const device = inventory.get(serial);
      if (device === undefined) {
        const reason = `There is no device ${serial} in the inventory. Run Discover Devices first.`;
        return { ok: false, reason, conflictingJobId: null };
      }
      const submission = submitUpgrade(book, rng, settings.workers.queueSize, { device, dryRun, by });
      workers.fill();
      return submission;
    },

    cancel: (jobId, by) => workers.cancel(jobId, by),
    pause() {
      log.info('The engine is paused: nothing new begins, and running jobs wait at their next safe point.');
      workers.pause();
    },
    resume() {
      log.info('The engine is resumed.');
      workers.resume();
    },

    async close() {
      await workers.close();
      transport.close();
      await store.close().finally(releaseLock);
    },
  };
}

/** A journal line that cannot be read may have been the proof that a restart was sent: a person has to look. */
function stopDamaged(store: Store, book: JobBook): void {
  if (store.damaged.length === 0) return;
  for (const job of book.open()) {
    if (!store.damaged.some((damage) => damage.job === null || damage.job === job.id)) continue;
    const message =
      'A line of the journal about this job is damaged, so it is not known what was sent last. ' +
      'Look at the device before you start it again.';
    book.append({ kind: 'JOB_ENDED', job: job.id, data: { ending: 'needs_operator', message } });
  }
}

/** An owner that was replaced while it waited, for a login or for its turn, sends nothing any more. */
function fenced(transport: Transport, assertOwner: () => void): Transport {
  return {
    async call(request) {
      assertOwner();
      return transport.call(request);
    },
    close: () => transport.close(),
  };
}

function panoramaLimits({ settings }: EngineParts): ClientLimits {
  return { ...settings.firewall, timeoutMs: settings.panorama.timeoutMs };
}

/** @throws UserError */
function panoramaAddress({ settings }: EngineParts): ManagementAddress {
  if (settings.panorama.host === null) {
    throw new UserError('No Panorama is set. Put its address into the setting panosUpgrade.panorama.host.');
  }
  return requireAddress(settings.panorama.host, DEFAULT_API_PORT);
}
