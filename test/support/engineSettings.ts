/** The settings as a user has them who changed nothing, for tests and benches of the engine. */
import type { EngineSettings } from '../../src/engine/engineContract.ts';

const SECOND = 1000;

export const defaultSettings: EngineSettings = {
  panorama: { host: 'panorama.example', rateLimit: 10, timeoutMs: 300 * SECOND },
  firewall: {
    port: 443,
    timeoutMs: 300 * SECOND,
    softwareCheckTimeoutMs: 90 * SECOND,
    softwareInfoTimeoutMs: 120 * SECOND,
    jobStallTimeoutMs: 1800 * SECOND,
    maxRebootPollIntervalMs: 300 * SECOND,
    rebootReadyTimeoutMs: 600 * SECOND,
    rebootInitialDelayMs: 90 * SECOND,
    rebootStabilizationDelayMs: 90 * SECOND,
    downloadRetryAttempts: 3,
    rebootReadyTimeoutMsByModel: {},
  },
  workers: { max: 5, queueSize: 1000 },
  upgrade: { installMode: 'stepwise' },
  ha: { returnToOriginalActive: false },
  recovery: { onStart: 'resume' },
  download: { maxConcurrent: 20, maxConcurrentPerGroup: 5 },
  discovery: { retryAttempts: 3 },
  validation: {
    tcpSessionMargin: 5,
    routeMargin: 0,
    arpMargin: 0,
    fibMargin: 0,
    interfaceMargin: 0,
    bgpPeerMargin: 0,
    tunnelMargin: 0,
    licenceMargin: 0,
    onMismatch: 'continue',
    minDiskGb: 5,
    verifyHashes: true,
    failOnMissingHash: false,
  },
  readiness: {
    policies: {},
    minimumContent: {},
    updateWindowHours: 2,
    mustExist: { sessions: [], arpEntries: [], tunnels: [] },
  },
  backup: { enabled: true, retentionDays: 90 },
};
