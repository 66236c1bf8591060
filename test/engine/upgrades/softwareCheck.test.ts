/** The question to the update server at the beginning of a hop: what it does not answer ends nothing by itself. */
import assert from 'node:assert/strict';
import type { Job } from '../../../src/jobs/job.ts';
import type { FaultInput } from '../../../src/simulator/faults/faults.ts';
import type { FirewallSpecInput } from '../../../src/simulator/spec/fleetSpec.ts';
import { Rig } from '../../support/rig.ts';
import { STANDALONE as SERIAL, standalone } from '../../support/sampleSpec.ts';

type What = Extract<FaultInput, { kind: 'call' }>['what'];

async function upgradeWithout(
  what: What,
  firewall: Partial<FirewallSpecInput> = {},
): Promise<{ rig: Rig; job: Job }> {
  const rig = new Rig({ firewalls: [standalone(firewall)], paths: { '10.1.14': ['10.2.10'] } });
  const engine = await rig.start();
  const { id } = await rig.submit(engine);
  rig.fleet.fault(SERIAL, { kind: 'call', command: 'request system software check', times: 'always', what });
  return { rig, job: await rig.finish(engine, id) };
}

const STAGED = { downloaded: ['10.2.0', '10.2.10'] };
const HOWS: readonly What[] = [
  { how: 'http_status', status: 504 },
  { how: 'delay', seconds: 600 },
  { how: 'drop_before' },
  { how: 'error', text: 'Failed to check upgrade info due to generic communication error.' },
  { how: 'html' },
];

describe('engine: an update server that does not answer', () => {
  for (const what of HOWS) {
    it(`keeps nothing back where every image is on the device (${what.how})`, async () => {
      const { rig, job } = await upgradeWithout(what, STAGED);
      assert.equal(job.status, 'completed', job.message ?? '');
      const check = job.steps.find(({ kind }) => kind === 'software_check');
      assert.match(check?.message ?? '', /^Every image is on the device: the update server is not asked\.$/);
      assert.equal(rig.fleet.log.of(SERIAL, 'booted').length, 1);
    });
  }

  it('is asked once a hop, and not where every image of it is on the device', async () => {
    for (const [downloaded, times] of [
      [[], 2],
      [['10.2.0', '10.2.10'], 1],
    ] as const) {
      const rig = new Rig({
        firewalls: [standalone({ downloaded: [...downloaded] })],
        paths: { '10.1.14': ['10.2.10', '11.1.4-h7'] },
      });
      const engine = await rig.start();
      const { id } = await rig.submit(engine);
      let asked = 0;
      rig.onAnswer = async ({ operation }) => {
        if (operation === 'request system software check') asked += 1;
      };
      assert.equal((await rig.finish(engine, id)).status, 'completed');
      assert.equal(asked, times, downloaded.join());
    }
  });

  it('goes on where one is missing, and says which', async () => {
    // What the device knew before is still listed.
    const { job } = await upgradeWithout({ how: 'http_status', status: 504 }, { downloaded: ['10.2.0'] });
    const check = job.steps.find(({ kind }) => kind === 'software_check');
    assert.equal(check?.state, 'done', check?.message ?? '');
    assert.match(check.message ?? '', /Not on the device yet: 10\.2\.10\./);
  });
});
