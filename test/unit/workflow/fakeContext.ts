/** A step's context with a device that answers what the test says, on a virtual clock. */
import type { DeviceClient } from '../../../src/panos/client/client.ts';
import type { DeviceJob } from '../../../src/panos/answers/jobs.ts';
import type { SystemInfo } from '../../../src/panos/answers/systemInfo.ts';
import { VirtualClock } from '../../../src/simulator/time/virtualClock.ts';
import type { StepContext } from '../../../src/workflow/context.ts';
import type { Evidence } from '../../../src/workflow/journalRecord.ts';
import { pendingStep, reduceStep } from '../../../src/workflow/stepState.ts';
import { backupFiles } from '../../../src/store/backupFiles.ts';
import { memoryDisk } from '../../support/memoryFiles.ts';
import { defaultSettings } from '../../support/engineSettings.ts';
import { sn } from '../../support/serials.ts';

export const SERIAL = sn('001701000101');

export function systemInfo(uptimeSeconds: number): SystemInfo {
  return {
    serial: SERIAL,
    hostname: 'fw',
    model: 'PA-440',
    family: '400',
    swVersion: '10.1.14',
    uptimeSeconds,
    deviceClock: uptimeSeconds * 1000,
    managementIp: null,
    appVersion: null,
    multiVsys: null,
    routingEngine: 'legacy',
    deviceCertificate: null,
    isPanorama: false,
  };
}

export function deviceJob(id: number, changes: Partial<DeviceJob> = {}): DeviceJob {
  return {
    id,
    type: 'SWInstall',
    status: 'running',
    result: 'pending',
    progress: 10,
    queuedAt: null,
    user: null,
    description: null,
    details: [],
    ...changes,
  };
}

export function evidence(changes: Partial<Evidence> = {}): Evidence {
  return {
    serial: SERIAL,
    swVersion: '10.1.14',
    uptimeSeconds: 5000,
    deviceClock: 5_000_000,
    newestDeviceJob: 20,
    at: new VirtualClock().now(),
    ...changes,
  };
}

/**
 * @param answers by the command's name; called at every read.
 * @param effect what comes of an effect that is sent.
 */
export function fakeContext(
  answers: Readonly<Record<string, () => unknown>>,
  effect: () => Promise<number | null> = () => Promise.reject(new Error('the test did not expect an effect')),
): {
  context: StepContext;
  clock: VirtualClock;
  /** The kinds of the records written, in order. */
  records: string[];
} {
  const records: string[] = [];
  const clock = new VirtualClock();
  const client = {
    read: async ({ name }: { name: string }) => {
      const answer = Object.entries(answers).find(([begin]) => name.startsWith(begin))?.[1];
      if (answer === undefined) throw new Error(`the test did not expect ${name}`);
      return answer();
    },
    effect,
    export: () => Promise.reject(new Error('the test did not expect an export')),
    meet: async () => {
      throw new Error('Nobody is to be met here.');
    },
    forgetKey: () => undefined,
  } as DeviceClient;
  let step = pendingStep({
    id: `${SERIAL}.hop1.install`,
    kind: 'install',
    serial: SERIAL,
    hop: 1,
    fromVersion: '10.1.14',
    version: '10.2.10',
    title: 'Install 10.2.10',
    reason: '',
  });
  const context: StepContext = {
    job: 'job-1',
    dryRun: false,
    ownRequests: () => [],
    contentDemands: () => [],
    hostname: 'fw',
    client,
    clock,
    time: { ms: () => clock.now(), uncounted: (work) => work() },
    limits: {
      jobStallTimeoutMs: 1_800_000,
      rebootInitialDelayMs: 90_000,
      rebootReadyTimeoutMs: 600_000,
      rebootStabilizationDelayMs: 90_000,
      settleMode: 'evidence',
      maxRebootPollIntervalMs: 300_000,
      downloadRetryAttempts: 3,
    },
    checks: { minDiskGb: 5, makeRoom: 'ask', verifyHashes: true, failOnMissingHash: false },
    readiness: defaultSettings.readiness,
    margins: defaultSettings.validation,
    onMismatch: 'continue',
    saidOtherPartition: null,
    knownHashes: async () => [],
    pair: null,
    changePlan: () => undefined,
    backups: backupFiles('/storage', memoryDisk().attach()),
    snapshots: { save: async () => undefined, load: async () => null },
    step: () => step,
    steps: () => [step],
    isMemberOut: () => false,
    record: (entry) => {
      records.push(entry.kind);
      const place = { job: 'job-1', serial: SERIAL, step: step.id };
      step = reduceStep(step, { ...entry, ...place, seq: records.length, epoch: 1, at: clock.now() });
    },
    live: () => undefined,
    stop: new AbortController().signal,
    safePoint: async () => undefined,
    mayGoOn: () => true,
  };
  return { context, clock, records };
}
