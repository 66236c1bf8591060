/**
 * Requests that a device carries out minutes after we gave up waiting for its answer: each is found and followed, none is
 * sent twice, and none is taken for somebody else's. In virtual time. docs/PANOS.md "Requests that are carried out late".
 */
import assert from 'node:assert/strict';
import type { Job } from '../../../src/jobs/job.ts';
import { beginPair, haState, outageSeconds, submitPair } from '../../support/pairRig.ts';
import { Rig } from '../../support/rig.ts';
import { PAIR, STANDALONE as SERIAL, standalone } from '../../support/sampleSpec.ts';

const COMMANDS = [
  ['download_started', 'request system software download'],
  ['install_started', 'request system software install'],
  ['restart_accepted', 'request restart system'],
] as const;
/** The client itself waits 300 seconds. */
const SECONDS = [310, 400, 600, 840];

async function upgrade(command: string, seconds: number): Promise<{ rig: Rig; job: Job }> {
  const firewalls = [standalone({ model: 'PA-VM', downloaded: ['10.2.0'] })];
  const rig = new Rig({ firewalls, paths: { '10.1.14': ['10.2.10'] } });
  const engine = await rig.start();
  const { id } = await rig.submit(engine);
  rig.fleet.fault(SERIAL, { kind: 'call', command, what: { how: 'late', seconds } });
  return { rig, job: await rig.finish(engine, id) };
}

/** The process dies with its request, and the next one begins a minute later. */
async function dieWith(command: string, seconds: number): Promise<{ rig: Rig; job: Job }> {
  const firewalls = [standalone({ model: 'PA-VM', downloaded: ['10.2.0'] })];
  const rig = new Rig({ firewalls, paths: { '10.1.14': ['10.2.10'] } });
  let dead = false;
  const first = await rig.start((touch, die) => {
    if (dead || touch.when !== 'after' || !touch.name.startsWith(command)) return;
    dead = true;
    die();
  });
  const { id } = await rig.submit(first);
  rig.fleet.fault(SERIAL, { kind: 'call', command, what: { how: 'late', seconds } });
  await rig.clock.run(() => dead, 86_400_000);
  await rig.clock.advanceBy(60_000);
  return { rig, job: await rig.finish(await rig.start(), id) };
}

function isOnce({ rig, job }: { rig: Rig; job: Job }): void {
  assert.equal(job.status, 'completed', job.message ?? '');
  for (const [what] of COMMANDS) assert.equal(rig.fleet.log.of(SERIAL, what).length, 1, what);
  const messages = job.steps.map(({ message }) => message ?? '').join(' ');
  assert.doesNotMatch(messages, /somebody|anybody/i);
}

describe('engine: a request that is carried out late', () => {
  for (const [what, command] of COMMANDS) {
    for (const seconds of SECONDS) {
      it(`is found and not sent again: ${what.replace(/_.*/, '')}, ${seconds} seconds later`, async () => {
        isOnce(await upgrade(command, seconds));
      });
    }
  }

  for (const [what, command] of COMMANDS) {
    it(`is found by the process after the one that died with it: ${what.replace(/_.*/, '')}`, async () => {
      isOnce(await dieWith(command, 600));
    });
  }

  for (const seconds of SECONDS) {
    it(`suspends a member once, ${seconds} seconds later`, async () => {
      const { rig, engine } = await beginPair({ paths: { '10.2.10': ['11.1.4-h7'] } });
      const { id } = await submitPair(engine);
      const command = 'request high-availability state suspend';
      rig.fleet.fault(PAIR[0], { kind: 'call', command, what: { how: 'late', seconds } });
      const job = await rig.finish(engine, id);
      assert.equal(job.status, 'completed', job.message ?? '');
      assert.equal(rig.fleet.log.of(PAIR[0], 'suspended').length, 1);
      assert.equal(outageSeconds(rig), 0);
      assert.deepEqual(PAIR.map((serial) => haState(rig, serial)).toSorted(), ['active', 'passive']);
    });
  }
});
