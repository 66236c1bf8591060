/** Inventories and job lists of any length. */
import type { Device } from '../../../src/inventory/device.ts';
import type { Job } from '../../../src/jobs/job.ts';

export const THEN = 1_770_000_000_000;

export function manyDevices(count: number): Device[] {
  return Array.from({ length: count }, (_, index) => ({
    serial: `0079${String(index).padStart(8, '0')}`,
    hostname: `branch-fw-${index}`,
    address: `10.${(index >> 16) & 255}.${(index >> 8) & 255}.${index & 255}`,
    model: 'PA-440',
    swVersion: '10.2.10',
    deviceType: 'standalone',
    typeReason: 'High availability is not enabled on the firewall.',
    haState: null,
    peerSerial: null,
    multiVsys: false,
    routingEngine: 'legacy',
    deviceGroup: null,
    source: 'panorama',
    presence: 'reachable',
    presenceReason: null,
    discoveredAt: THEN,
    lastSeenAt: THEN,
  }));
}

export function manyEndedJobs(count: number): Job[] {
  return manyDevices(count).map(({ serial, hostname, address }, index) => ({
    id: `job-${index}`,
    type: 'standalone',
    dryRun: false,
    allowPreemption: false,
    handedOverTo: null,
    priority: 0,
    holdsBatch: null,
    by: 'bench',
    batch: null,
    status: 'completed',
    message: 'Upgraded to 11.1.4-h7.',
    cancelRequested: false,
    createdAt: THEN + index,
    startedAt: THEN + index,
    endedAt: THEN + index + 1,
    runs: [
      {
        serial,
        hostname,
        address,
        status: 'complete',
        startingVersion: '10.2.10',
        currentVersion: '11.1.4-h7',
        path: ['11.1.4-h7'],
        images: [],
      },
    ],
    steps: [],
  }));
}
