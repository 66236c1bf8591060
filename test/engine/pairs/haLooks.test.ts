/**
 * What the last look at a pair is worth: it is seconds old when an effect is sent, it is of the right devices, and an
 * effect whose fate somebody may have changed is not repeated. Judged by what the members went through.
 */
import assert from 'node:assert/strict';
import type { Engine } from '../../../src/engine/engineContract.ts';
import { restart } from '../../../src/simulator/boot/boot.ts';
import { suspendHa } from '../../../src/panos/commands/highAvailability.ts';
import { defaultSettings } from '../../support/engineSettings.ts';
import type { Firewall } from '../../../src/simulator/device/firewall.ts';
import { endingSentence } from '../../../src/vscode/actions/endingTexts.ts';
import type { FirewallSpecInput } from '../../../src/simulator/spec/fleetSpec.ts';
import {
  beginPair,
  byHand,
  doneTo,
  haState,
  ONE_HOP_OF_PAIR,
  outageSeconds,
  pairSpec,
  submitPair,
} from '../../support/pairRig.ts';
import type { Rig, RigOptions } from '../../support/rig.ts';
import { activeActive, PAIR, pair } from '../../support/sampleSpec.ts';

const [FIRST, SECOND] = PAIR;
const HA = 'show high-availability state';

interface Night {
  readonly rig: Rig;
  readonly engine: Engine;
  readonly id: string;
}

async function night(options: RigOptions = {}): Promise<Night> {
  const { rig, engine } = await beginPair({ paths: ONE_HOP_OF_PAIR, ...options });
  return { rig, engine, id: (await submitPair(engine)).id };
}

/** Calls `act` once, when the step has asked its own device what it works on: right before it looks at the pair. */
function beforeTheLook({ rig, engine, id }: Night, kind: string, act: () => void): void {
  let isDone = false;
  rig.rewrite = (operation, body) => {
    const step = engine.jobs.get(id)?.steps.find(({ state }) => state === 'running');
    const isIt = step?.kind === kind && step.serial === FIRST && operation === 'show jobs all';
    if (!isDone && isIt) {
      isDone = true;
      act();
    }
    return body;
  };
}

function device(rig: Rig, serial: string): Firewall {
  rig.fleet.catchUp();
  const found = rig.fleet.devices.get(serial);
  assert.ok(found !== undefined);
  return found;
}

function after(rig: Rig, ms: number, act: () => void): void {
  void rig.clock.sleep(ms).then(act);
}

const slowAnswer = { kind: 'call', command: HA, what: { how: 'delay', seconds: 250 } } as const;

describe('engine: the last look at a pair', () => {
  it('is not acted upon when the peer was taken out in between', async () => {
    const now = await night();
    beforeTheLook(now, 'suspend', () => byHand(now.rig, SECOND, 'suspend'));
    await now.rig.finish(now.engine, now.id);
    assert.deepEqual(doneTo(now.rig, FIRST), []);
    assert.equal(outageSeconds(now.rig), 0);
  });

  for (const [what, from, to] of [
    ['the links are down', '<conn-status>up</conn-status>', '<conn-status>down</conn-status>'],
    [
      'the sessions are out of step',
      '<state-sync>Complete</state-sync>',
      '<state-sync>incomplete</state-sync>',
    ],
  ] as const) {
    it(`keeps a member from being suspended when ${what}`, async () => {
      const now = await night();
      beforeTheLook(now, 'suspend', () => {
        now.rig.rewrite = (operation, body) => (operation === HA ? body.replace(from, to) : body);
      });
      await now.rig.finish(now.engine, now.id);
      assert.deepEqual(doneTo(now.rig, FIRST), []);
    });
  }

  it('is looked at again when one member took minutes to answer, before a suspension', async () => {
    const now = await night();
    const { rig } = now;
    beforeTheLook(now, 'suspend', () => {
      rig.fleet.fault(FIRST, slowAnswer);
      rig.fleet.fault(SECOND, { kind: 'slow_to_go_down', seconds: 1 });
      after(rig, 15_000, () => restart(device(rig, SECOND)));
    });
    await rig.finish(now.engine, now.id);
    await rig.clock.advanceBy(3_600_000);
    assert.equal(outageSeconds(rig), 0);
  });

  it('is looked at again when one member took minutes to answer, before a restart', async () => {
    const now = await night();
    const { rig } = now;
    beforeTheLook(now, 'restart', () => {
      rig.fleet.fault(FIRST, slowAnswer);
      after(rig, 15_000, () => byHand(rig, SECOND, 'suspend'));
    });
    const peers: (string | undefined)[] = [];
    rig.fleet.log.onEntry(({ serial, what }) => {
      if (serial === FIRST && what === 'restart_accepted') peers.push(device(rig, SECOND).ha?.state);
    });
    await rig.finish(now.engine, now.id);
    assert.deepEqual(peers, []);
  });

  it('is not acted upon when the request had to wait for its turn', async () => {
    const now = await night();
    const { rig, engine } = now;
    const ofPeer = device(rig, SECOND).address;
    let looked = 0;
    const waits: number[] = [];
    beforeTheLook(now, 'suspend', () => {
      rig.fleet.fault(FIRST, { kind: 'call', command: '.*', times: 40, what: { how: 'delay', seconds: 20 } });
      const options = { signal: new AbortController().signal, onRow: () => undefined };
      for (let count = 0; count < 5; count += 1) void engine.checkReadiness({ serials: [FIRST], ...options });
      rig.rewrite = (operation, body, { address }) => {
        if (operation === HA && address.host === ofPeer) looked = rig.clock.now();
        return body;
      };
    });
    rig.fleet.log.onEntry(({ serial, what }) => {
      if (serial === FIRST && what === 'suspended') waits.push((rig.clock.now() - looked) / 1000);
    });
    await rig.finish(engine, now.id);
    assert.ok(
      waits.every((seconds) => seconds <= 40),
      waits.join(),
    );
  });

  it('keeps a member from being restarted of which nobody knows whether it forwards', async () => {
    for (const word of ['<state>active-taking-over</state>', null]) {
      const now = await night();
      await now.rig.until(SECOND, 'install_started');
      const { address } = device(now.rig, SECOND);
      now.rig.rewrite = (operation, body, request) => {
        if (operation !== HA || request.address.host !== address) return body;
        return word === null
          ? '<response status="success"><result><enabled>no</enabled></result></response>'
          : body.replace('<state>passive</state>', word);
      };
      const job = await now.rig.finish(now.engine, now.id);
      assert.match(job.message ?? '', /it may forward traffic/);
      assert.equal(now.rig.fleet.log.of(SECOND, 'restart_accepted').length, 0);
    }
  });
});

describe('engine: a suspended member', () => {
  it('is given back when its peer fails in the middle of the installation', async () => {
    const { rig, engine, id } = await night();
    await rig.until(FIRST, 'install_started');
    rig.fleet.fault(SECOND, { kind: 'never_back' });
    rig.fleet.fault(SECOND, { kind: 'slow_to_go_down', seconds: 1 });
    restart(device(rig, SECOND));
    const job = await rig.finish(engine, id);
    assert.match(
      job.message ?? '',
      /Left, because its peer failed\. fw-passive does not answer: .*it was told to install 11\.1\.4-h7/,
    );
    // Who forwards, whether it was given back, how long nobody did, and what may go on: in the headline.
    const headline = endingSentence(job);
    const [, seconds = ''] =
      /^fw-active was given back and is active: it forwards; for (\d+) s nobody was seen to forward\. Install 11\.1\.4-h7 on fw-active: fw-passive does not answer: .* Any restart of fw-active may start 11\.1\.4-h7: the end of its installation was not seen\./.exec(
        headline,
      ) ?? [];
    assert.ok(Math.abs(Number(seconds) - outageSeconds(rig)) < 45, `${headline} ${outageSeconds(rig)} s`);
    assert.equal(haState(rig, FIRST), 'active');
    const known = engine.inventory.devices().find(({ serial }) => serial === FIRST);
    assert.equal(known?.haState, 'active', 'what is shown of it');
    assert.ok(outageSeconds(rig) < 150, `${outageSeconds(rig)} s`);
  });

  for (const members of [pair(), activeActive()]) {
    const mode = members[0]?.ha?.mode ?? 'active-passive';
    it(`is given back within a minute when somebody switches HA off on its peer, which is said: ${mode}`, async () => {
      const { rig, engine, id } = await night({ spec: pairSpec(members) });
      await rig.until(FIRST, 'install_started');
      const since = rig.clock.now();
      rig.fleet.fault(SECOND, { kind: 'ha_switched_off' });
      const job = await rig.finish(engine, id);
      assert.equal(job.status, 'failed', job.message ?? '');
      assert.match(
        job.message ?? '',
        /fw-\S+ says that HA is not enabled on it, so that nobody knows whether it forwards/,
      );
      const [told] = rig.fleet.log.of(FIRST, 'functional');
      assert.ok(told !== undefined && told.at - since <= 60_000, `${((told?.at ?? 0) - since) / 1000} s`);
      assert.deepEqual(rig.fleet.log.of(FIRST, 'restart_accepted'), []);
      await rig.clock.advanceBy(300_000);
      assert.match(haState(rig, FIRST) ?? '', /^active/);
    });
  }

  const OTHERS = ['001701000211', '001701000212'] as const;

  function withAnotherPair(): FirewallSpecInput[] {
    const others = pair({ peer: OTHERS[1] }, { peer: OTHERS[0] }).map((member, index) => {
      const serial = OTHERS[index] ?? '';
      return { ...member, serial, hostname: `fw-${serial.slice(-3)}` };
    });
    return [...pair({ staysSuspended: true }), ...others];
  }

  /** Another device answers at the address of the suspended member when the next window opens. */
  async function exchanged(
    stranger: string,
    act: (rig: Rig) => void,
  ): Promise<{ rig: Rig; states: unknown[] }> {
    const { rig, engine, id } = await night({ spec: pairSpec(withAnotherPair()) });
    await rig.until(FIRST, 'suspended');
    await rig.clock.drive(engine.close());
    act(rig);
    await rig.clock.advanceBy(60_000);
    const [own, other] = [device(rig, FIRST), device(rig, stranger)] as { address: string }[];
    assert.ok(own !== undefined && other !== undefined);
    [own.address, other.address] = [other.address, own.address];
    const job = await rig.finish(await rig.start(), id);
    const states = job.steps
      .filter(({ kind, serial }) => kind === 'make_functional' && serial === FIRST)
      .map(({ state }) => state);
    return { rig, states };
  }

  it('is not looked for in another device that somebody suspended at its address', async () => {
    const { rig } = await exchanged(OTHERS[1], (fleet) => byHand(fleet, OTHERS[1], 'suspend'));
    assert.ok(!doneTo(rig, OTHERS[1]).includes('functional'));
  });

  it('is not proved functional by another device at its address', async () => {
    const { rig, states } = await exchanged(OTHERS[0], () => undefined);
    assert.equal(haState(rig, FIRST), 'suspended');
    assert.deepEqual(states, ['failed']);
  });

  it('is not suspended again after somebody took it back while no window was open', async () => {
    const members = pair(
      { mode: 'active-active', state: 'active-primary' },
      { mode: 'active-active', state: 'active-secondary' },
    );
    const { rig, engine, id } = await night({ spec: pairSpec(members) });
    await rig.until(SECOND, 'download_started');
    await engine.close();
    let isDead = false;
    // The process dies in the moment in which the first suspension was accepted.
    await rig.start(({ name, when }, die) => {
      if (isDead || when !== 'after' || name !== suspendHa.name) return;
      isDead = true;
      die();
    });
    await rig.clock.run(() => isDead, 86_400_000);
    byHand(rig, SECOND, 'functional');
    await rig.clock.advanceBy(300_000);
    const job = await rig.finish(await rig.start(), id);
    assert.equal(job.status, 'needs_operator', job.message ?? '');
    assert.equal(rig.fleet.log.of(SECOND, 'suspended').length, 1);
    assert.equal(outageSeconds(rig), 0);
  });

  it('is made functional again by a cancel, also while the engine waits to be resumed', async () => {
    const settings = { ...defaultSettings, recovery: { onStart: 'paused' as const } };
    const { rig, engine, id } = await night({ settings });
    await rig.until(FIRST, 'suspended');
    await engine.close();
    const next = await rig.start();
    assert.ok(next.paused);
    next.cancel(id, 'test');
    const job = await rig.finish(next, id);
    assert.equal(job.status, 'cancelled');
    assert.equal(haState(rig, FIRST), 'passive');
  });
});
