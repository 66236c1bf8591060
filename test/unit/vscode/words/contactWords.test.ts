/** What is said while this machine is offline, and while logins wait: in the status bar, the Jobs view and the log. */
import assert from 'node:assert/strict';
import type { Engine } from '../../../../src/engine/engineContract.ts';
import { Emitter } from '../../../../src/ports/events.ts';
import { silentLog } from '../../../../src/ports/log.ts';
import { logContact } from '../../../../src/vscode/notices/contactLog.ts';
import { jobView } from '../../../../src/vscode/panels/job/jobView.ts';
import { statusBarLook } from '../../../../src/vscode/statusBar/statusBarLook.ts';
import { jobLook } from '../../../../src/vscode/trees/jobLook.ts';
import {
  contactSentence,
  isOfflineFor,
  loginsHeldSentence,
  offlineSentence,
} from '../../../../src/vscode/words/contactWords.ts';
import { job, step } from '../../../support/sampleJob.ts';
import { sn } from '../../../support/serials.ts';
import { fakeEngine } from '../fakeEngine.ts';

const time = (at: number): string => `t${at}`;
const offline = { since: 5, jobIds: ['job-1', 'job-7'], who: 'fw-1 and fw-2', othersAnswer: false };
const loginsHeld = { until: 70, why: 'fw-1 refused the password of "admin".' };

describe('words about our own network and logins that wait', () => {
  it('say since when, of whom, and what waits', () => {
    assert.equal(
      offlineSentence(offline, time),
      'No answer from fw-1 and fw-2 since t5, nor from any other device: this machine seems to be offline. 2 jobs wait, and no time limit runs.',
    );
    assert.match(offlineSentence({ ...offline, jobIds: ['job-1'] }, time), /offline\. 1 job waits, and/);
    assert.match(offlineSentence({ ...offline, jobIds: [] }, time), /offline\.$/);
  });

  it('say why, and when the next login is tried', () => {
    assert.equal(
      loginsHeldSentence(loginsHeld, time),
      'fw-1 refused the password of "admin". The next login is tried at t70.',
    );
  });

  it('stand first in the status bar: what explains the others before them', () => {
    const suspended = [
      {
        serial: sn('001'),
        hostname: 'fw-1',
        jobId: 'job-1',
        step: 'x',
        since: 5,
        isProved: true,
        seen: null,
        nextAt: 70,
        isTried: true,
      },
    ];
    const engine = { ...fakeEngine('owner', [job()]), offline, loginsHeld, suspended };
    const all = statusBarLook('owner', engine, null, 0, time);
    assert.deepEqual(
      [all.icon, all.text, all.isWarning],
      [
        'debug-disconnect',
        'Offline: nothing answers · fw-1 is suspended · Logins wait · 1 active · 0 %',
        true,
      ],
    );
    assert.match(all.tooltip, /^No answer from fw\\-1 and fw\\-2 since t5, nor from /);
    assert.match(all.tooltip, /The next login is tried at t70\\\./);
    assert.match(all.spoken, /Offline: nothing answers\. /);
    const locked = statusBarLook('owner', { ...engine, offline: null, suspended: [] }, null, 0, time);
    assert.deepEqual([locked.icon, locked.text], ['lock', 'Logins wait · 1 active · 0 %']);
  });

  it('stand in the rows of jobs that are under way, and of no others', () => {
    const running = job({ steps: [step({ state: 'running' })] });
    const offlineNow = {
      live: null,
      percent: 21,
      paused: false,
      isOffline: true,
      wait: null,
      waits: '',
      waiting: 0,
      suspended: [],
    };
    const said = (one: typeof running, paused = false): string =>
      jobLook(one, { ...offlineNow, paused }).description;
    assert.equal(said(running), '21 % · waits: no answer from its devices');
    assert.equal(said(job({ status: 'queued' })), 'Upgrade to 11.1.4-h7');
    assert.equal(said(job({ status: 'queued' }), true), 'held: the engine is paused');
    assert.equal(said(job({ steps: [step()] }), true), '21 % · held: the engine is paused');
    assert.equal(said(job({ status: 'failed', message: 'No.' })), 'No.');
  });

  it('are about a job only where it is one of those that wait', () => {
    const engine = { offline, loginsHeld: null };
    assert.equal(isOfflineFor(engine, job()), true);
    assert.equal(isOfflineFor(engine, job({ id: 'job-2' })), false);
    assert.equal(isOfflineFor({ offline: null }, job()), false);
  });

  it('stand on the page of a job, before what it does, for as long as they are so', () => {
    const running = job({ steps: [step({ state: 'running' })] });
    const message = (now: Parameters<typeof contactSentence>[0], one = running): string => {
      const contact = contactSentence(now, one, time);
      const moment = {
        live: null,
        paused: false,
        now: 0,
        time,
        wait: null,
        waits: '',
        waiting: 0,
        suspended: [],
        left: [],
        consequence: null,
        contact,
      };
      return jobView(one, moment).message;
    };
    assert.match(message({ offline, loginsHeld: null }), /^No answer from fw-1 and fw-2 since t5, nor /);
    assert.match(message({ offline: null, loginsHeld }), /^fw-1 refused .* tried at t70\./);
    const other = { ...offline, jobIds: ['job-7'] };
    assert.doesNotMatch(message({ offline: other, loginsHeld: null }), /No answer/);
    const ended = job({ status: 'failed', message: 'No.' });
    assert.equal(message({ offline, loginsHeld }, ended), 'No.');
    assert.equal(message({ offline: null, loginsHeld: null }), 'Install 10.2.10');
  });

  it('stand in the log once, when they begin and when they are over', () => {
    const changed = new Emitter<void>();
    const engine: { offline: Engine['offline']; loginsHeld: Engine['loginsHeld'] } & Engine = {
      ...fakeEngine(),
      onDidChangeState: changed.event,
    };
    const lines: string[] = [];
    const log = {
      ...silentLog,
      info: (line: string) => void lines.push(`info ${line}`),
      warn: (line: string) => void lines.push(`warn ${line}`),
    };
    const holder: Parameters<typeof logContact>[0] = {
      opened: null,
      follow(subscribe) {
        subscribe(engine);
        return { dispose: () => undefined };
      },
    };
    logContact(holder, log);
    const set = (now: Partial<Pick<Engine, 'offline' | 'loginsHeld'>>): void => {
      Object.assign(engine, now);
      changed.fire();
    };
    set({ offline });
    set({ offline: { ...offline, jobIds: ['job-1', 'job-7', 'job-8'] } });
    set({ offline: null, loginsHeld });
    set({});
    set({ loginsHeld: null });
    assert.deepEqual(
      lines.map((line) => line.split(' ').slice(0, 4).join(' ')),
      ['warn No answer from', 'info Devices answer again:', 'warn fw-1 refused the', 'info Logins are tried'],
    );
  });
});
