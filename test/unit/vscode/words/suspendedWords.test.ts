/** What is said of members that are still suspended because of us: in rows, the status bar and on the Job page. */
import assert from 'node:assert/strict';
import type { Engine } from '../../../../src/engine/engineContract.ts';
import type { Device } from '../../../../src/inventory/device.ts';
import type { SuspendedNow } from '../../../../src/jobs/outcome/suspendedNow.ts';
import { Emitter } from '../../../../src/ports/events.ts';
import { jobView } from '../../../../src/vscode/panels/job/jobView.ts';
import { shownHaState } from '../../../../src/jobs/outcome/shownHaState.ts';
import { statusBarLook } from '../../../../src/vscode/statusBar/statusBarLook.ts';
import { groupDevices, hasLeft } from '../../../../src/vscode/trees/deviceGroups.ts';
import { deviceLook } from '../../../../src/vscode/trees/deviceLook.ts';
import { deviceTooltip } from '../../../../src/vscode/trees/deviceTooltip.ts';
import { jobLook } from '../../../../src/vscode/trees/jobLook.ts';
import { jobTooltip } from '../../../../src/vscode/trees/jobTooltips.ts';
import { pairLook } from '../../../../src/vscode/trees/pairLook.ts';
import {
  onDidChangeSuspended,
  restoredWords,
  suspendedSentence,
  suspendedWords,
} from '../../../../src/vscode/words/suspendedWords.ts';
import { device } from '../../../support/sampleDevice.ts';
import { job, step } from '../../../support/sampleJob.ts';
import { sn } from '../../../support/serials.ts';
import { fakeEngine } from '../fakeEngine.ts';

const time = (at: number): string => `at ${at}`;
const member: SuspendedNow = {
  serial: sn('001'),
  hostname: 'fw-1',
  jobId: 'job-1',
  step: 'hop1.make_functional',
  since: 5,
  isProved: true,
  seen: 'no route to the host.',
  nextAt: 70,
  isTried: true,
};
const other: SuspendedNow = { ...member, serial: sn('002'), hostname: 'fw-2', isProved: false };

const unchanged = { peer: undefined, job: undefined } as const;

describe('words about members that are left suspended', () => {
  it('say what is known, and that it is tried as long as it is', () => {
    assert.equal(suspendedSentence([]), '');
    assert.equal(suspendedSentence([member]), 'fw-1 is suspended: trying to make it functional');
    assert.equal(suspendedSentence([{ ...member, isTried: false }]), 'fw-1 is suspended');
    assert.equal(suspendedSentence([other]), 'fw-2 may still be suspended: trying to make it functional');
    assert.equal(
      suspendedSentence([member, other]),
      '2 HA members may be suspended: trying to make them functional',
    );
  });

  it('are few in the status bar', () => {
    assert.equal(suspendedWords([]), '');
    assert.equal(suspendedWords([member]), 'fw-1 is suspended');
    assert.equal(suspendedWords([other]), 'fw-2 may be suspended');
    assert.equal(suspendedWords([member, other]), '2 HA members may be suspended');
    assert.equal(suspendedWords([member, member]), '2 HA members are suspended');
  });

  it('say since when it is functional again, of what was taken back after the job', () => {
    const back = step({ kind: 'make_functional', state: 'done', endedAt: 20 });
    assert.equal(
      restoredWords(job({ endedAt: 10, steps: [back] }), time),
      'fw-1 is functional again since at 20.',
    );
    assert.equal(restoredWords(job({ endedAt: 30, steps: [back] }), time), '');
    assert.equal(restoredWords(job({ steps: [back] }), time), '');
  });
});

describe('a member that is left suspended is in sight', () => {
  const idle = {
    live: null,
    percent: 0,
    paused: false,
    isOffline: false,
    wait: null,
    waits: '',
    waiting: 0,
    suspended: [member],
    left: [],
    consequence: null,
    contact: '',
  };
  const situation = {
    job: undefined,
    percent: 0,
    needsAttention: false,
    paused: false,
    suspended: member,
    left: undefined,
    haState: 'suspended',
  };

  it('in the row of the device, before everything else', () => {
    const look = deviceLook(device(), situation);
    assert.match(look.description, /^is suspended: trying to make it functional · /);
    assert.match(look.spoken, /is suspended/);
    assert.deepEqual([look.icon, look.color], ['warning', 'list.warningForeground']);
    const inJob = deviceLook(device(), { ...situation, job: job() });
    assert.equal(inJob.icon, 'sync~spin');
  });

  it('among those that need attention, whatever its newest job is', () => {
    const [group] = groupDevices(
      [device()],
      new Map(),
      'state',
      () => null,
      hasLeft({ ...fakeEngine(), suspended: [member] }),
    );
    assert.equal(group?.label, 'Needs attention');
  });

  it('in its tooltip: since when, what was seen, when it is tried again, and how it is done by hand', () => {
    const engine = (suspended: Engine['suspended']) => ({ ...fakeEngine(), suspended });
    const text = deviceTooltip(engine([member]), device(), undefined, time);
    assert.match(text, /\*\*Suspended:\*\* since at 5, by job\\-1/);
    assert.match(text, /\*\*Seen last:\*\* no route to the host/);
    assert.match(text, /\*\*Tried again:\*\* at 70/);
    assert.match(text, /\*\*Make it functional by hand:\*\* Device &gt; High Availability/);
    const now = deviceTooltip(engine([{ ...member, nextAt: null }]), device(), undefined, time);
    assert.match(now, /\*\*Tried again:\*\* now/);
    assert.doesNotMatch(deviceTooltip(engine([]), device(), undefined, time), /by hand/);
  });

  it('in the row of its pair', () => {
    const members = [
      device({ haState: 'active' }),
      device({ serial: sn('002'), haState: 'passive' }),
    ] as const;
    const look = pairLook({ id: 'x', members }, [other], [], undefined);
    assert.match(look.description, /^fw-2 may still be suspended: trying to make it functional · /);
    assert.equal(look.icon, 'warning');
  });

  it('with no HA state from before its suspension, in rows, pairs and tooltips', () => {
    const old = device({ haState: 'active', peerSerial: sn('002'), lastSeenAt: 4 });
    const peer = device({ serial: sn('002'), haState: 'passive', peerSerial: sn('001'), lastSeenAt: 4 });
    const seenSince = { ...peer, haState: 'active', readAt: { ...peer.readAt, haState: 6 } };
    const doubted = { ...member, isProved: false };
    assert.equal(shownHaState(old, { ...unchanged, suspended: [member] }), 'suspended');
    assert.equal(shownHaState(old, { ...unchanged, suspended: [doubted] }), 'perhaps suspended');
    const back = { ...old, readAt: { ...old.readAt, haState: 6 } };
    assert.equal(
      shownHaState(back, { ...unchanged, suspended: [member] }),
      'active',
      'somebody has made it functional',
    );
    assert.equal(
      shownHaState(back, { ...unchanged, suspended: [doubted] }),
      'perhaps suspended',
      'that may be carried out late',
    );
    assert.equal(shownHaState(peer, { ...unchanged, suspended: [member] }), null, 'it may have taken over');
    assert.equal(shownHaState(seenSince, { ...unchanged, suspended: [member] }), 'active');
    assert.equal(shownHaState(peer, { ...unchanged, suspended: [] }), 'passive');

    const roles = (members: readonly [Device, Device], left: readonly SuspendedNow[]): string =>
      pairLook({ id: 'x', members }, left, [], undefined).description;
    assert.match(roles([old, peer], [doubted]), / · perhaps suspended \/ unknown · /);
    assert.match(roles([old, seenSince], [member]), / · suspended \/ active · /);
    assert.match(roles([old, peer], []), /^active \/ passive · /);
    const text = deviceTooltip({ ...fakeEngine(), suspended: [doubted] }, old, undefined, time);
    assert.match(text, /\*\*HA state:\*\* perhaps suspended/);
    const row = deviceLook(old, {
      ...situation,
      haState: shownHaState(old, { ...unchanged, suspended: [doubted] }),
    });
    assert.match(row.description, / · perhaps suspended · PA-440$/);
  });

  it('in the row, the tooltip and the page of its job', () => {
    const ended = job({ status: 'failed', message: 'Install: no.', endedAt: 10 });
    assert.equal(
      jobLook(ended, idle).description,
      'fw-1 is suspended: trying to make it functional · Install: no.',
    );
    assert.match(jobTooltip(ended, null, [member], time), /Tried again:\*\* at 70/);
    const moment = { ...idle, now: 0, time };
    assert.equal(
      jobView(ended, moment).message,
      'Install: no. fw-1 is suspended: trying to make it functional; next at at 70.',
    );
    const steps = [step({ kind: 'make_functional', state: 'done', endedAt: 20 })];
    assert.equal(
      jobView({ ...ended, steps }, { ...moment, suspended: [] }).message,
      'Install: no. fw-1 is functional again since at 20.',
    );
  });

  it('as under way on the page while it is tried, though its job has ended', () => {
    const back = step({ kind: 'make_functional', state: 'running', startedAt: 20 });
    const ended = job({ status: 'failed', endedAt: 10, steps: [back] });
    const moment = { ...idle, now: 25, time };
    assert.equal(jobView(ended, moment).steps[0]?.status, 'running');
    const stopped = { ...ended, steps: [{ ...back, startedAt: 5 }] };
    assert.equal(jobView(stopped, moment).steps[0]?.status, 'bad');
  });

  it('first in the status bar, as a warning', () => {
    const engine = { ...fakeEngine(), suspended: [member] };
    const look = statusBarLook('owner', engine, null, 0, time);
    assert.deepEqual([look.icon, look.text, look.isWarning], ['warning', 'fw-1 is suspended · PAN-OS', true]);
    assert.match(look.tooltip, /^\$\(warning\) \*\*fw\\-1 is suspended/);
    assert.match(look.tooltip, /Tried again:\*\* at 70/);
    assert.match(look.spoken, /^PAN-OS Upgrade: fw-1 is suspended\. 0 active/);
  });

  it('until it is over, and whoever draws it is told of both', () => {
    const changed = new Emitter<void>();
    const engine: { suspended: readonly SuspendedNow[]; onDidChangeState: Engine['onDidChangeState'] } = {
      suspended: [],
      onDidChangeState: changed.event,
    };
    const told: string[] = [];
    onDidChangeSuspended(engine, (serials) => told.push(serials.join()));
    for (const suspended of [[], [member], [other], []]) {
      engine.suspended = suspended;
      changed.fire();
    }
    assert.deepEqual(told, ['001', '001,002', '002']);
  });
});
