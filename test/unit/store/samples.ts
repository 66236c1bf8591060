/**
 * Small things to be stored. Imports nothing that takes time to load: processes that are killed by the hundred begin
 * with it.
 */
import type { Device } from '../../../src/inventory/device.ts';
import type { Job } from '../../../src/jobs/job.ts';
import type { JournalEntry } from '../../../src/workflow/journalRecord.ts';
import { device } from '../../support/sampleDevice.ts';
import { job, run, step } from '../../support/sampleJob.ts';
import { sn } from '../../support/serials.ts';

export function started(job: string): JournalEntry {
  return { kind: 'JOB_STARTED', job, data: {} };
}

export function sampleDevice(index: number): Device {
  return device({
    serial: sn(`0019010${String(index).padStart(5, '0')}`),
    hostname: `branch-fw-${index}`,
    address: `10.20.${index >> 8}.${index & 255}`,
    swVersion: '11.1.6-h4',
    typeReason: 'High availability is not enabled on the firewall.',
    discoveredAt: 1_770_000_000_000,
    lastSeenAt: 1_770_000_000_000,
    readAt: {
      version: 1_770_000_000_000,
      haState: 1_770_000_000_040,
      type: 1_770_000_000_040,
      contact: 1_770_000_000_000,
      deviceGroup: 1_769_999_998_000,
    },
  });
}

/** An upgrade through two hops with every step filled in; ended or just begun. */
export function sampleJob(
  index: number,
  status: 'completed' | 'needs_operator' | 'active' = 'completed',
): Job {
  const { serial, hostname, address } = sampleDevice(index);
  const kinds = [
    'software_check',
    'readiness',
    'pre_snapshot',
    'download',
    'prove_images',
    'install',
  ] as const;
  const later = ['restart', 'prove_back', 'post_snapshot', 'compare'] as const;
  const createdAt = 1_770_000_000_000 + index;
  return job({
    id: `job-${index.toString(36).padStart(8, '0')}`,
    by: 'night.shift@example.com',
    status,
    message: status === 'completed' ? 'Runs 11.2.4 and passed the comparison.' : null,
    createdAt,
    startedAt: createdAt + 500,
    endedAt: status === 'active' ? null : createdAt + 3_000_000,
    runs: [
      run({
        serial,
        hostname,
        address,
        status: status === 'completed' ? 'complete' : 'installing',
        startingVersion: '11.1.6-h4',
        currentVersion: '11.2.4',
        path: ['11.1.10', '11.2.4'],
      }),
    ],
    steps: [1, 2].flatMap((hop) =>
      [...kinds, ...later].map((kind, position) =>
        step({
          id: `hop${hop}.${kind}`,
          kind,
          serial,
          hop,
          fromVersion: '11.1.6-h4',
          version: hop === 1 ? '11.1.10' : '11.2.4',
          title: `Step ${position} of hop ${hop} on ${hostname}`,
          reason: 'It has to be done before the firewall may be restarted into the new version.',
          state: 'done',
          startedAt: createdAt + hop * 1_000_000 + position * 61_007,
          endedAt: createdAt + hop * 1_000_000 + position * 61_007 + (index % 977) * 31,
          message: `Done: the device job ${index % 89} ended FIN OK.`,
          facts: { sessions: (index * 7919) % 10_007, routes: (index * 104_729) % 3_001 },
          effect:
            kind === 'install' || kind === 'restart'
              ? {
                  phase: 'done',
                  evidence: {
                    serial,
                    swVersion: hop === 1 ? '11.1.6-h4' : '11.1.10',
                    uptimeSeconds: (index * 7_919) % 9_000_000,
                    deviceClock: createdAt + hop * 1_000_000,
                    newestDeviceJob: index % 89,
                    at: createdAt + hop * 1_000_000 + position * 61_000,
                  },
                  attempts: 1,
                  answered: true,
                  deviceJob: (index % 89) + 1,
                }
              : null,
        }),
      ),
    ),
  });
}
