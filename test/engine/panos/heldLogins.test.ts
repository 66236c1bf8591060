/**
 * Logins that are refused or not answered, seen from the account: no discovery, no boot and no row of crashes costs more of
 * them than it bears, and what is held goes on by itself.
 */
import assert from 'node:assert/strict';
import { DeviceError } from '../../../src/panos/errors.ts';
import type { DiscoveryResult } from '../../../src/inventory/discovery.ts';
import type { Engine } from '../../../src/engine/engineContract.ts';
import type { FaultInput } from '../../../src/simulator/faults/faults.ts';
import type { FirewallSpecInput, FleetSpecInput } from '../../../src/simulator/spec/fleetSpec.ts';
import { PAIR_PATHS, pairSpec, submitPair } from '../../support/pairRig.ts';
import { Rig } from '../../support/rig.ts';
import { CREDENTIALS, pair, sampleSpec, STANDALONE, standalone } from '../../support/sampleSpec.ts';

type CredentialsMore = Partial<FleetSpecInput['credentials']>;

const MINUTE_MS = 60_000;
const TWELVE = Array.from({ length: 12 }, (_, index) => `0017010004${String(index + 1).padStart(2, '0')}`);
const LOCKS_AT_THREE = { lockOut: { afterRefusals: 3 } };

function rigOf(firewalls: readonly FirewallSpecInput[], credentials: CredentialsMore): Rig {
  const spec = { ...sampleSpec([...firewalls]), credentials: { ...CREDENTIALS, ...credentials } };
  return new Rig({ spec, paths: { '10.1.14': ['10.2.10'] } });
}

function twelve(credentials: CredentialsMore): Rig {
  return rigOf(
    TWELVE.map((serial) => standalone({ serial, hostname: `fw-${serial.slice(-2)}` })),
    credentials,
  );
}

const refusesLogins: FaultInput = {
  kind: 'call',
  command: 'keygen',
  what: { how: 'unauthorised' },
  times: 'always',
};
/** Nothing comes back in time: somebody is asked on a telephone. */
const leavesLoginsOpen: FaultInput = {
  kind: 'call',
  command: 'keygen',
  what: { how: 'late', seconds: 90 },
  times: 'always',
};

async function discovered(rig: Rig, engine: Engine): Promise<DiscoveryResult> {
  const options = { signal: new AbortController().signal, onProgress: () => undefined };
  return rig.clock.drive(engine.discover(options));
}

describe('engine: logins that wait for a telephone', () => {
  it('are at most three in a discovery of twelve firewalls, which is soon over and says when it goes on', async () => {
    const rig = twelve({ secondFactor: { seconds: 90, approved: false } });
    const engine = await rig.start();
    const begun = rig.clock.now();
    await assert.rejects(discovered(rig, engine), (error: unknown) => {
      assert.ok(error instanceof DeviceError);
      assert.match(error.message, /the next one is tried in 3 minutes/);
      return true;
    });
    assert.ok(rig.fleet.account.logins <= 3);
    assert.ok(rig.clock.now() - begun <= 5 * MINUTE_MS);
  });

  it('are as few where Panorama has let us in', async () => {
    const rig = twelve({});
    for (const serial of TWELVE) rig.fleet.fault(serial, leavesLoginsOpen);
    const engine = await rig.start();
    const begun = rig.clock.now();
    const { problems } = await discovered(rig, engine);
    assert.equal(rig.fleet.account.logins, 3);
    assert.ok(rig.clock.now() - begun <= 5 * MINUTE_MS);
    assert.equal(problems.length, 12);
    for (const { message } of problems) assert.match(message, /[Tt]he next one is tried in \d+ minutes/);
  });
});

describe('engine: refused logins', () => {
  for (const oldKeyAnswer of ['key_expired', 'invalid_credential'] as const) {
    it(`are none where Panorama's key has ended between two discoveries (${oldKeyAnswer})`, async () => {
      const rig = twelve({ keyLifetimeMinutes: 20, oldKeyAnswer, ...LOCKS_AT_THREE });
      const engine = await rig.start();
      await rig.discover(engine);
      const before = rig.fleet.account.logins;
      await rig.clock.advanceBy(30 * MINUTE_MS);
      const { problems, devices } = await discovered(rig, engine);
      assert.deepEqual(problems, []);
      assert.ok(devices.every(({ presence }) => presence === 'reachable'));
      assert.deepEqual([rig.fleet.account.logins - before, rig.fleet.account.refusals], [13, 0]);
    });
  }

  it('are two at most, whoever is asked how often, and say when the next one is tried', async () => {
    const rig = twelve(LOCKS_AT_THREE);
    for (const serial of TWELVE.slice(0, 3)) rig.fleet.fault(serial, refusesLogins);
    const engine = await rig.start();
    for (let times = 0; times < 4; times += 1) {
      const { problems } = await discovered(rig, engine);
      assert.match(problems.at(-1)?.message ?? '', /The next one is tried in \d+ minutes/);
      await rig.clock.advanceBy(5 * MINUTE_MS);
    }
    assert.deepEqual([rig.fleet.account.refusals, rig.fleet.account.timesLocked], [2, 0]);
  });

  it('that are remembered are not counted again: the others go on logging in', async () => {
    const rig = twelve({ keyLifetimeMinutes: 2, ...LOCKS_AT_THREE });
    const [last = ''] = TWELVE.slice(-1);
    rig.fleet.fault(last, refusesLogins);
    const engine = await rig.start();
    for (let times = 0; times < 6; times += 1) {
      const devices = await rig.discover(engine);
      assert.equal(
        devices.filter(({ presence }) => presence === 'reachable').length,
        11,
        `discovery ${times + 1}`,
      );
      await rig.clock.advanceBy(5 * MINUTE_MS);
    }
    assert.equal(rig.fleet.account.timesLocked, 0);
  });
});

describe('engine: a device that lets nobody in while it boots', () => {
  const boot = { noAuthenticationMinutes: 4, losesKeys: true } as const;

  it('locks no account, however often the process dies meanwhile', async () => {
    const rig = rigOf([standalone({ boot: { noAuthenticationMinutes: 8 } })], LOCKS_AT_THREE);
    let kill = (): void => undefined;
    const first = await rig.start((_touch, die) => {
      kill = die;
    });
    const { id } = await rig.submit(first);
    await rig.until(STANDALONE, 'went_down');
    await rig.clock.run(() => rig.fleet.devices.get(STANDALONE)?.phase === 'no_authentication');
    kill();
    for (let deaths = 0; deaths < 6; deaths += 1) await dieAfter(rig, 150_000);
    assert.ok(rig.fleet.account.refusals > 0, 'it was asked');
    const engine = await rig.start();
    assert.equal((await rig.finish(engine, id)).status, 'completed');
    assert.equal(rig.fleet.account.timesLocked, 0);
  });

  for (const loginWhileBooting of ['not_connected', 'invalid_credential'] as const) {
    it(`is asked again minutes later, and its pair is whole in the end (${loginWhileBooting})`, async () => {
      const members = pair({ staysSuspended: true }, { staysSuspended: true });
      const rig = new Rig({
        paths: PAIR_PATHS,
        spec: pairSpec(
          members.map((member) => ({ ...member, boot: { ...boot, loginWhileBooting } })),
          { credentials: { ...CREDENTIALS, ...LOCKS_AT_THREE } },
        ),
      });
      const engine = await rig.start();
      await rig.discover(engine);
      const job = await rig.finish(engine, (await submitPair(engine)).id);
      assert.equal(job.status, 'completed', job.message ?? '');
      const states = [...rig.fleet.devices.values()].map(({ ha }) => ha?.state).toSorted();
      assert.deepEqual(states, ['active', 'passive']);
      assert.equal(rig.fleet.account.timesLocked, 0);
    });
  }

  it('opens the guard for nobody else', async () => {
    const others = TWELVE.slice(0, 5);
    const rig = rigOf(
      [
        standalone({ boot: { noAuthenticationMinutes: 8 } }),
        ...others.map((serial) => standalone({ serial, hostname: `fw-${serial.slice(-2)}` })),
      ],
      LOCKS_AT_THREE,
    );
    const engine = await rig.start();
    const { id } = await rig.submit(engine);
    await rig.until(STANDALONE, 'went_down');
    for (const serial of others) {
      rig.fleet.fault(serial, refusesLogins);
      rig.fleet.fault(serial, { kind: 'keys_expire' });
    }
    for (let times = 0; times < 4; times += 1) {
      await discovered(rig, engine);
      await rig.clock.advanceBy(2 * MINUTE_MS);
    }
    assert.equal(rig.fleet.account.refusals, 2);
    assert.equal((await rig.finish(engine, id)).status, 'completed');
    assert.equal(rig.fleet.account.timesLocked, 0);
  });
});

/** A process that lives for so long. */
async function dieAfter(rig: Rig, ms: number): Promise<void> {
  let kill = (): void => undefined;
  const engine = rig.start((_touch, die) => {
    kill = die;
  });
  engine.catch(() => undefined);
  await rig.clock.advanceBy(ms);
  kill();
}
