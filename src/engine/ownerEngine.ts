/** The engine of the window that owns the storage: it puts the rooms together and takes up what was left open. */
import type { Engine, EngineParts } from './engineContract.ts';
import { type Device, deviceSchema } from '../inventory/device.ts';
import { Inventory } from '../inventory/inventory.ts';
import { createRateLimit } from '../inventory/rateLimit.ts';
import { carryJob } from '../jobs/work/carryJob.ts';
import { endAllHandedOver } from '../jobs/work/handedOver.ts';
import { jobSchema } from '../jobs/job.ts';
import { JobBook } from '../jobs/jobBook.ts';
import { createJobComparisons } from '../jobs/outcome/jobComparison.ts';
import { describeRecord } from '../jobs/outcome/jobLog.ts';
import { mayStartNow } from '../jobs/work/downloadLimits.ts';
import { closeUndecided, decide, moveInQueue, releaseBatch } from '../jobs/work/operator.ts';
import { provedRoles } from '../jobs/outcome/provedRoles.ts';
import { stopDamaged } from '../jobs/work/stopDamaged.ts';
import { Workers } from '../jobs/work/workers.ts';
import { ownerDiscovery } from './ownerDiscovery.ts';
import { ownerDownloads } from './ownerDownloads.ts';
import { ownerUpgrades } from './ownerUpgrades.ts';
import {
  DEFAULT_API_PORT,
  formatAddress,
  parseAddress,
  requireAddress,
  type ManagementAddress,
} from '../panos/address.ts';
import type { ClientLimits, DeviceClient } from '../panos/client/client.ts';
import { createClientPool } from '../panos/client/clientPool.ts';
import { checkBatchSoftware } from '../panos/commands/panorama.ts';
import { fencedTransport } from '../panos/transport/fencedTransport.ts';
import { createKnownHashes } from '../planning/hashSources.ts';
import { requirePaths } from '../planning/requirePaths.ts';
import { Emitter } from '../ports/events.ts';
import { UserError } from '../ports/userError.ts';
import type { Files } from '../store/files.ts';
import { openStore } from '../store/openStore.ts';
import { checksOfSurvey } from '../validation/readiness/allChecks.ts';
import { snapshotSchema } from '../validation/comparison/snapshot.ts';
import { keepBackupsTidy } from '../workflow/backup/backupRetention.ts';
import { limitsForModel } from '../workflow/limitsForModel.ts';
import type { WorkflowLimits } from '../workflow/timeLimits.ts';
import { entrySchema, StorageLostError } from '../workflow/journalRecord.ts';

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
  const transport = fencedTransport(
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
  const clientOf = (device: Pick<Device, 'address' | 'hostname'>): DeviceClient =>
    firewall(device.address, device.hostname);
  const clientAt = (text: string, device: string): DeviceClient | null => {
    const address = parseAddress(text, settings.firewall.port);
    return address === null ? null : clientFor('firewall', address, device);
  };
  const panorama = (): DeviceClient => clientFor('panorama', panoramaAddress(parts), 'Panorama');
  const panoramaRate = createRateLimit(settings.panorama.rateLimit, clock);

  const inventory = new Inventory(store.inventoryRows, store.siteRows.all());
  const book = new JobBook(store.journal, store.jobRows, store.recordsAfter(store.jobRows.lastSeq()));
  log.info(
    `Working as the owner of ${parts.folder}: ${inventory.devices().length} devices, ${book.open().length} open jobs.`,
  );
  for (const notice of store.notices) log.warn(notice);
  book.onDidRecord((record) => {
    const line = describeRecord(record, 'job' in record ? book.get(record.job) : undefined);
    if (line !== null) log.info(line);
    if (record.kind === 'PLAN_FIXED' && book.get(record.job)?.dryRun === false) {
      for (const { serial, startingVersion } of record.data.runs)
        inventory.noteVersion(serial, startingVersion, record.at);
    }
    // The version was just proved on the device; the inventory need not wait for the next discovery.
    if (record.kind !== 'STEP_END' || record.data.ending !== 'done') return;
    const { swVersion } = record.data.facts;
    if (typeof swVersion === 'string') inventory.noteVersion(record.serial, swVersion, record.at);
    const job = book.get(record.job);
    if (job === undefined) return;
    const stateOf = (serial: string): string | null => inventory.get(serial)?.haState ?? null;
    inventory.noteRoles(provedRoles(job, record.data.facts, stateOf), record.at);
  });

  const closing = new AbortController();
  const knownHashes = createKnownHashes({
    ...parts,
    readFile: () => parts.versionHashes(),
    readPanorama:
      settings.panorama.host === null
        ? null
        : async () => {
            await panoramaRate.take(closing.signal);
            return panorama().read(checkBatchSoftware, { signal: closing.signal });
          },
  });

  const limitsFor = (serial: string): WorkflowLimits =>
    limitsForModel(
      settings.firewall,
      settings.firewall.rebootReadyTimeoutMsByModel,
      inventory.get(serial)?.model ?? '',
    );

  const stateChanged = new Emitter<void>();
  const notices = [...store.notices];
  const workers: Workers = new Workers({
    book,
    log,
    max: settings.workers.max,
    mayStart: (job, atWork) =>
      (job.batch === null || book.holderOf(job.batch) === undefined) &&
      mayStartNow(job, atWork, settings.download, inventory),
    carry: (id, stops) =>
      carryJob(
        {
          ...parts,
          book,
          knownHashes,
          installMode: settings.upgrade.installMode,
          returnsToActive: settings.ha.returnToOriginalActive,
          limitsFor,
          checks: settings.validation,
          readiness: settings.readiness,
          margins: settings.validation,
          onMismatch: settings.validation.onMismatch,
          snapshots: store.snapshotFiles,
          backups: store.backupFiles,
          backsUp: settings.backup.enabled,
          clientFor: clientOf,
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
  stopDamaged(book, store.damaged);
  endAllHandedOver(book);
  const interrupted = book.open().flatMap(({ id, status }) => (status === 'active' ? [id] : []));
  if (interrupted.length > 0 && settings.recovery.onStart !== 'resume') workers.pause();
  workers.fill();

  const bulk = {
    ...{ book, inventory, rng, clock, clientFor: clientOf, fill: () => workers.fill() },
    queueSize: settings.workers.queueSize,
    workers: settings.workers.max,
    minDiskGb: settings.validation.minDiskGb,
    upgradePaths: async () => requirePaths(await parts.upgradePaths()),
    closing: closing.signal,
  };
  const tidied = keepBackupsTidy(
    {
      ...{ backups: store.backupFiles, clock, log, retentionDays: settings.backup.retentionDays },
      isOpen: (id) => book.open().some((job) => job.id === id),
    },
    closing.signal,
  );

  return {
    ...ownerDownloads(bulk),
    ...ownerUpgrades({
      ...bulk,
      installMode: settings.upgrade.installMode,
      readiness: {
        ...settings.readiness,
        settings: settings.validation,
        checks: checksOfSurvey(settings.readiness),
      },
    }),
    ...ownerDiscovery({
      ...{ inventory, clock, log, panoramaRate, panorama, clientAt, clientFor: clientOf },
      retryAttempts: settings.discovery.retryAttempts,
      workers: settings.workers.max,
      flush: () => store.flush(),
    }),
    role: 'owner',
    notices,
    inventory,
    jobs: book,
    workers,
    interrupted,
    comparison: createJobComparisons({
      ...{ jobs: book, snapshots: store.snapshotFiles, margins: settings.validation, clock },
    }),
    get paused() {
      return workers.paused;
    },
    onDidChangeState: stateChanged.event,

    pins: () => [...pins.values()].toSorted((a, b) => a.address.localeCompare(b.address)),

    trust(trusted) {
      const address = formatAddress(requireAddress(trusted.address, settings.firewall.port));
      const pin = { ...trusted, address };
      store.journal.append({ kind: 'PIN_TRUSTED', data: pin });
      store.pinRows.set(pin);
      pins.set(address, pin);
    },

    forgetLogins,

    setSite(serials, site) {
      if (serials.length === 0) return;
      const sites = { serials: [...serials], site };
      store.journal.append({ kind: 'SITE_SET', data: sites });
      store.siteRows.set(sites);
      inventory.noteSite(serials, site);
      // Devices that have left a busy site need not wait for it any more.
      workers.fill();
    },

    cancel: (jobId, by) => workers.cancel(jobId, by),
    handOver(jobId, by) {
      if (book.get(jobId)?.status === 'needs_operator') closeUndecided(book, jobId, by);
      else workers.handOver(jobId, by);
    },
    decide(decision) {
      decide(book, decision);
      workers.fill();
    },
    moveInQueue: (jobIds, place, by) => moveInQueue(book, jobIds, place, by),
    releaseBatch(jobId, by) {
      releaseBatch(book, jobId, by);
      workers.fill();
    },
    pause() {
      log.info('The engine is paused: nothing new begins, and running jobs wait at their next safe point.');
      workers.pause();
    },
    resume() {
      log.info('The engine is resumed.');
      workers.resume();
    },

    async close() {
      closing.abort();
      await workers.close();
      await tidied;
      transport.close();
      await store.close().finally(releaseLock);
    },
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
