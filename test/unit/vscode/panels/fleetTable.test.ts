/** The Fleet page: every device with what its newest job makes of it. */
import assert from 'node:assert/strict';
import type { Engine } from '../../../../src/engine/engineContract.ts';
import type { Device } from '../../../../src/inventory/device.ts';
import type { Job, Run, RunImage } from '../../../../src/jobs/job.ts';
import {
  closedFleetHead,
  fleetHead,
  fleetRow,
  retryableJobs,
} from '../../../../src/vscode/panels/fleet/fleetTable.ts';
import { newestJobs } from '../../../../src/jobs/newestJobs.ts';
import type { StepState } from '../../../../src/workflow/stepState.ts';
import type { RowView, TableHead } from '../../../../webview-ui/protocol.ts';
import { device } from '../../../support/sampleDevice.ts';
import { job, run, runImage, step } from '../../../support/sampleJob.ts';
import { fakeEngine } from '../fakeEngine.ts';
import { sn } from '../../../support/serials.ts';

const NOW = 100_000;

function image(version: string, state: RunImage['state'], change: Partial<RunImage> = {}): RunImage {
  return runImage({ version, state, ...change });
}

/** Of a run, by how its job ended. */
const statuses: Partial<Record<Job['status'], Run['status']>> = {
  completed: 'download_complete',
  failed: 'failed',
};

function download(serial: string, status: Job['status'], images: readonly RunImage[] = []): Job {
  const made = job({ id: `job-${serial}`, type: 'download_only', status }, serial);
  return {
    ...made,
    runs: made.runs.map((run) => ({ ...run, images: [...images], status: statuses[status] ?? run.status })),
  };
}

function engineWith(devices: readonly Device[], jobs: readonly Job[], percent: number | null = null): Engine {
  const live = percent === null ? null : { stepId: 's', percent, message: 'downloading' };
  const engine = fakeEngine('owner', jobs, live);
  return {
    ...engine,
    paused: engine.paused,
    inventory: {
      ...engine.inventory,
      devices: () => devices,
      get: (serial) => devices.find((one) => one.serial === serial),
      siteOf: (serial) => (serial === '1' ? 'Ulm' : null),
      groupOf: (serial) => (serial === '5' ? null : 'branch'),
    },
  };
}

const devices = ['1', '2', '3', '4', '5', '6'].map((serial) =>
  device({ serial: sn(serial), hostname: `fw-${serial}` }),
);
const jobs = [
  download('1', 'completed', [image('11.1.0', 'downloaded'), image('11.1.4', 'present')]),
  download('2', 'active', [
    image('11.1.0', 'downloaded', { startedAt: NOW - 20_000, endedAt: NOW - 10_000 }),
    image('11.1.4', 'downloading', { startedAt: NOW - 5000 }),
  ]),
  download('3', 'failed', [image('11.1.0', 'failed', { integrity: 'mismatch' })]),
  download('4', 'queued'),
  download('6', 'completed', [image('11.1.0', 'downloaded'), image('11.1.4', 'not_listed')]),
];

const headOf = (engine: Engine): TableHead =>
  fleetHead(engine, newestJobs(engine.jobs.all()), { now: NOW, isSimulated: false });
const rowOf = (engine: Engine, serial: string): RowView => {
  const known = engine.inventory.get(serial);
  assert.ok(known !== undefined);
  return fleetRow(engine, known, newestJobs(engine.jobs.all()).get(serial));
};
const counts = (head: TableHead): Record<string, number> =>
  Object.fromEntries(head.counters.flatMap(({ id, count }) => (count === 0 ? [] : [[id, count]])));

describe('the head of the Fleet page', () => {
  it('has the counts in the words of the original tool', () => {
    const head = headOf(engineWith(devices, jobs));
    assert.equal(
      head.lead,
      '6 devices · 5 tracked · 1 complete · 1 partly staged · 1 downloading · 1 queued · 1 failed',
    );
    assert.equal(head.announcement, 'Downloads: 1 of 5 complete, 1 partly, 1 failed');
  });

  it('counts every device once, by what its newest job makes of it', () => {
    const upgrades = [job({ id: 'u', status: 'needs_operator' }, '5')];
    const head = headOf(engineWith([...devices, device({ serial: sn('7') })], [...upgrades, ...jobs]));
    assert.deepEqual(counts(head), {
      downloading: 1,
      queued: 1,
      complete: 1,
      partly: 1,
      failed: 1,
      attention: 1,
      idle: 1,
    });
    assert.equal(head.counters.find(({ id }) => id === 'complete')?.label, 'Download complete');
  });

  it('tells an upgrade that was handed over from one that was cancelled', () => {
    const cancelled = { type: 'standalone', status: 'cancelled' } as const;
    const upgrades = [
      job({ ...cancelled, id: 'u', handedOverTo: 'ada' }, '1'),
      job({ ...cancelled, id: 'v' }, '2'),
    ];
    assert.deepEqual(counts(headOf(engineWith(devices.slice(0, 2), upgrades))), {
      handedOver: 1,
      cancelled: 1,
    });
  });

  it('has bytes, speed and time left while images come', () => {
    const { percent, progressText } = headOf(engineWith(devices, jobs, 50));
    assert.ok(percent !== null && percent > 0 && percent < 100);
    assert.match(progressText, /^\d\.\d GB of about \d\.\d GB · 100\.0 MB\/s · about \d+ s left$/);
  });

  it('says whose time it is that is left', () => {
    const engine = engineWith(devices, jobs, 50);
    const newest = newestJobs(engine.jobs.all());
    const { progressText } = fleetHead(engine, newest, { now: NOW, isSimulated: true });
    assert.match(progressText, / left \(simulated time\)$/);
  });

  it('agrees with its lead while devices are upgraded', () => {
    const upgrades = [
      job({ id: 'u', status: 'completed' }, '1'),
      job({ id: 'v', status: 'active' }, '6'),
      ...jobs,
    ];
    const head = headOf(engineWith(devices, upgrades));
    assert.equal(head.lead, '6 devices · 3 tracked · 0 complete · 1 downloading · 1 queued · 1 failed');
    assert.deepEqual(counts(head), {
      downloading: 1,
      upgrading: 1,
      queued: 1,
      upgraded: 1,
      failed: 1,
      idle: 1,
    });
  });

  it('says the same to a screen reader while only the bytes go on', () => {
    const [early, late] = [10, 90].map((percent) => headOf(engineWith(devices, jobs, percent)));
    assert.notEqual(early?.progressText, late?.progressText);
    assert.equal(early?.announcement, late?.announcement);
  });

  it('has its rows by host name', () => {
    const { columns, sortedBy } = headOf(engineWith(devices, jobs));
    assert.equal(columns[sortedBy ?? -1]?.title, 'Device');
  });

  it('has no bar when nothing is under way', () => {
    const head = headOf(engineWith(devices, [download('1', 'completed', [image('11.1.0', 'downloaded')])]));
    assert.deepEqual([head.percent, head.progressText], [null, '']);
    assert.equal(headOf(engineWith(devices, [])).lead, '6 devices');
  });

  it('offers to retry what failed, and nothing to a window that only looks', () => {
    const labels = ({ actions }: TableHead): string[] => actions.map(({ label }) => label);
    assert.deepEqual(labels(headOf(engineWith(devices, jobs))), [
      'Download Images to All Devices…',
      'Verify Downloads…',
      'Retry All Failed…',
      'Pause Engine',
    ]);
    const viewer = headOf({ ...engineWith(devices, jobs), role: 'viewer' });
    assert.ok(viewer.actions.every(({ enabled }) => !enabled));
  });

  it('retries each job once, and only what may be tried again', () => {
    const pair = job({ id: 'pair', status: 'failed' });
    const newest = new Map([
      ['1', pair],
      ['2', pair],
      ['3', job({ id: 'stuck', status: 'needs_operator' })],
    ]);
    assert.deepEqual(
      retryableJobs(newest).map(({ id }) => id),
      ['pair'],
    );
  });

  it('says why there are no devices', () => {
    assert.match(closedFleetHead('starting').lead, /^Opening/);
    assert.match(closedFleetHead('untrusted').lead, /not trusted/);
    assert.match(closedFleetHead('failed').lead, /could not be opened/);
    assert.match(headOf(engineWith([], [])).empty, /Discover Devices/);
  });
});

describe('a row of the Fleet page', () => {
  const engine = engineWith(devices, jobs, 40);

  it('has the device, its state, its progress and its images', () => {
    const view = rowOf(engine, '2');
    assert.deepEqual([view.id, view.counter], ['2', 'downloading']);
    assert.deepEqual(view.cells.slice(0, 4), [
      ...['fw-2', '2', '10.1.14'],
      { text: 'Downloading', status: 'running', order: 0 },
    ]);
    assert.deepEqual(view.cells.slice(7), ['branch (device group)', 'PA-440']);
    const [progress, images] = [view.cells[4], view.cells[5]];
    assert.ok(typeof progress === 'object' && progress.percent !== undefined);
    assert.equal(progress.text, `${progress.percent} %`);
    assert.equal(progress.order, progress.percent);
    assert.ok(typeof images === 'object');
    assert.deepEqual(images.parts, [
      { text: '11.1.0', status: 'good', word: 'downloaded' },
      { text: '11.1.4 40 %', status: 'running', word: 'downloading' },
    ]);
  });

  it('says that a checksum was wrong', () => {
    const images = rowOf(engine, '3').cells[5];
    assert.ok(typeof images === 'object');
    assert.deepEqual(images.parts, [{ text: '11.1.0', status: 'bad', word: 'failed, wrong checksum' }]);
  });

  it('has no bar before its job has begun, and is sorted before those that have', () => {
    assert.deepEqual(rowOf(engine, '4').cells[4], { text: '', order: -1 });
    assert.deepEqual(rowOf(engine, '5').cells[4], { text: '', order: -1 });
  });

  it('says which of the two its group is', () => {
    assert.equal(rowOf(engine, '1').cells[7], 'Ulm (site)');
    assert.equal(rowOf(engine, '5').cells[7], '');
  });

  it('keeps its images while the device is upgraded', () => {
    const steps = [
      step({ id: 'a', kind: 'download', serial: sn('5'), version: '10.2.0', state: 'done' }),
      step({ id: 's', kind: 'download', serial: sn('5'), version: '10.2.10', state: 'running' }),
      step({ id: 'c', kind: 'download', serial: sn('5'), version: '11.1.0' }),
      step({ id: 'd', kind: 'install', serial: sn('5'), version: '10.2.10' }),
    ];
    const upgrade = job({ id: 'u', status: 'active', steps }, '5');
    const images = rowOf(engineWith(devices, [upgrade], 40), '5').cells[5];
    assert.ok(typeof images === 'object');
    assert.deepEqual(images.parts, [
      { text: '10.2.0', status: 'good', word: 'is on the device' },
      { text: '10.2.10 40 %', status: 'running', word: 'downloading' },
      { text: '11.1.0', status: 'waiting', word: 'to be downloaded' },
    ]);
  });

  it('says of each member of a pair what is so of it', () => {
    const pair = (kind: StepState['kind'], title: string): Engine => {
      const upgrade = {
        ...job({ id: 'u', type: 'ha_pair', status: 'active' }),
        runs: ['1', '5'].map((serial) => run({ serial: sn(serial), hostname: `fw-${serial}` })),
        steps: [step({ kind, title, serial: sn('5'), state: 'running' })],
      };
      return engineWith(devices, [upgrade]);
    };
    const saidOf = (engine: Engine, serial: string): unknown[] => {
      const { cells, counter } = rowOf(engine, serial);
      return [counter, cells[6]];
    };
    const live = pair('install', 'Install 11.1.0');
    assert.deepEqual(saidOf(live, '5'), ['upgrading', 'Install 11.1.0']);
    assert.deepEqual(saidOf(live, '1'), ['peer', 'fw-5: Install 11.1.0']);
    assert.deepEqual(saidOf(pair('restart', 'Restart fw-5'), '1'), ['peer', 'Restart fw-5']);
    const proof = pair('prove_pair', 'Prove the pair is whole');
    for (const serial of ['1', '5'])
      assert.deepEqual(saidOf(proof, serial), ['upgrading', 'Prove the pair is whole']);
    assert.deepEqual(counts(headOf(live)), { upgrading: 1, peer: 1, idle: 4 });
  });

  it('without a job says that the device cannot be reached, and is counted so', () => {
    const gone = device({ presence: 'disconnected', presenceReason: 'Not connected since Monday.' });
    const { cells, counter } = fleetRow(engineWith([gone], []), gone, undefined);
    assert.equal(counter, 'disconnected');
    assert.deepEqual(counts(headOf(engineWith([gone], []))), { disconnected: 1 });
    assert.deepEqual(cells[3], { text: 'Disconnected', status: 'attention', order: 16 });
    assert.equal(cells[6], 'Not connected since Monday.');
  });

  it('stands first, with the cause, where its job failed', () => {
    const steps = [step({ kind: 'download', version: '11.1.0', state: 'failed' })];
    const failed = rowOf(engineWith(devices, [job({ status: 'failed', steps }, '5')]), '5');
    assert.deepEqual([failed.comesFirst, failed.opens, failed.counter], [true, true, 'failed']);
    const state = failed.cells[3];
    assert.equal(typeof state === 'object' && state.text, 'Download failed: 11.1.0');
    const idle = rowOf(engineWith(devices, []), '5');
    assert.deepEqual([idle.comesFirst, idle.opens], [undefined, undefined], 'nothing to open, no hurry');
  });

  it('has as many cells as there are columns', () => {
    assert.equal(rowOf(engine, '1').cells.length, headOf(engine).columns.length);
  });
});
