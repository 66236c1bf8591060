import assert from 'node:assert/strict';
import { formatReadinessReport, readinessReportName } from '../../../src/exchange/readinessReport.ts';
import type { CheckedDevice } from '../../../src/jobs/survey/checkedDevice.ts';
import { ALL_CHECKS } from '../../../src/validation/readiness/allChecks.ts';

const device: CheckedDevice = {
  serial: '001234567890',
  hostname: 'fw-1',
  model: 'PA-440',
  address: '10.0.0.1',
  version: '10.0.2',
  target: '11.1.4',
  verdict: 'not_ready',
  message: '',
  results: [
    { check: 'disk_space', verdict: 'pass', reason: 'All images are there.' },
    { check: 'config_locks', verdict: 'fail', reason: 'Locked by =cmd, "ada".' },
  ],
};

describe('the report of readiness', () => {
  it('has a line a device and a column a check, empty where it was not made', () => {
    const unreachable = { ...device, hostname: '=x', target: null, results: [], message: 'No answer.' };
    const [head = '', first = '', second = ''] = formatReadinessReport([
      device,
      { ...unreachable, verdict: 'unreachable' },
    ]).split('\r\n');
    assert.deepEqual(head.split(','), [
      ...[
        'hostname',
        'serial',
        'model',
        'mgmt_ip',
        'current_version',
        'target_version',
        'readiness',
        'reason',
      ],
      ...ALL_CHECKS.map(({ id }) => id),
    ]);
    assert.equal(
      first,
      `fw-1,001234567890,PA-440,10.0.0.1,10.0.2,11.1.4,not_ready,,pass: All images are there.,,"fail: Locked by =cmd, ""ada"".",${','.repeat(ALL_CHECKS.length - 4)}`,
    );
    assert.match(second, /^"'=x",.*,unreachable,No answer\.,,+$/);
  });

  it('is named by its moment', () => {
    assert.equal(
      readinessReportName(new Date(2026, 10, 21, 6, 45, 3).getTime()),
      'readiness_20261121_064503.csv',
    );
  });
});
