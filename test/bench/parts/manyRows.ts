/** Inventories and job lists of any length. */
import type { Device } from '../../../src/inventory/device.ts';
import type { Job } from '../../../src/jobs/job.ts';
import { device } from '../../support/sampleDevice.ts';
import { job, run } from '../../support/sampleJob.ts';
import { sn } from '../../support/serials.ts';

export const THEN = 1_770_000_000_000;

export function manyDevices(count: number): Device[] {
  return Array.from({ length: count }, (_, index) =>
    device({
      serial: sn(`0079${String(index).padStart(8, '0')}`),
      hostname: `branch-fw-${index}`,
      address: `10.${(index >> 16) & 255}.${(index >> 8) & 255}.${index & 255}`,
      swVersion: '10.2.10',
      typeReason: 'High availability is not enabled on the firewall.',
      discoveredAt: THEN,
      lastSeenAt: THEN,
    }),
  );
}

export function manyEndedJobs(count: number): Job[] {
  return manyDevices(count).map(({ serial, hostname, address }, index) =>
    job({
      id: `job-${index}`,
      by: 'bench',
      status: 'completed',
      message: 'Upgraded to 11.1.4-h7.',
      createdAt: THEN + index,
      startedAt: THEN + index,
      endedAt: THEN + index + 1,
      runs: [
        run({
          serial,
          hostname,
          address,
          status: 'complete',
          startingVersion: '10.2.10',
          currentVersion: '11.1.4-h7',
          path: ['11.1.4-h7'],
        }),
      ],
    }),
  );
}
