/**
 * A member is out of its pair, and we do not see its peer, or see it now and then only: the watch goes by what the member
 * itself says of it, waits for no login, and takes two signs for one only where they come in a row. Judged by what the members
 * went through.
 */
import assert from 'node:assert/strict';
import type { Engine } from '../../../src/engine/engineContract.ts';
import {
  beginPair,
  byHand,
  haState,
  ONE_HOP_OF_PAIR,
  outageSeconds,
  pairSpec,
  submitPair,
} from '../../support/pairRig.ts';
import type { Rig } from '../../support/rig.ts';
import { PAIR, pair } from '../../support/sampleSpec.ts';

const [FIRST, SECOND] = PAIR;
const MINUTE_MS = 60_000;

describe('engine: the watch on a peer that refuses logins', () => {
  it('still sees within a minute that it died, in a window that has not logged in there', async () => {
    const { rig, engine } = await beginPair({
      paths: { '10.2.10': ['11.1.4-h7'] },
      spec: pairSpec(pair()),
    });
    const { id } = await submitPair(engine);
    await rig.until(FIRST, 'suspended');
    rig.fleet.fault(FIRST, { kind: 'job_stalls', type: 'SWInstall' });
    await rig.until(FIRST, 'install_started');
    await rig.clock.drive(engine.close());
    const refusal = { how: 'unauthorised' } as const;
    rig.fleet.fault(SECOND, { kind: 'call', command: 'keygen', what: refusal, times: 'always' });
    const next = await rig.start();
    // The second of its logins is refused by then, and the next one far away.
    await rig.clock.advanceBy(5 * MINUTE_MS);
    const diedAt = rig.clock.now();
    rig.fleet.fault(SECOND, { kind: 'power_lost' });
    await rig.finish(next, id);
    const [told] = rig.fleet.log.of(FIRST, 'functional');
    assert.ok(told !== undefined, 'it was never made functional');
    assert.ok(told.at > diedAt, 'it was made functional before');
    assert.ok(told.at - diedAt <= MINUTE_MS, `${(told.at - diedAt) / 1000} s later`);
    assert.equal(haState(rig, FIRST), 'active');
  });
});

describe('engine: the watch on a peer that is seen now and then', () => {
  /** The first one is out, and its installation stands still: nothing but the watch ends the step. */
  async function out(): Promise<{ rig: Rig; engine: Engine; id: string }> {
    const { rig, engine } = await beginPair({ paths: ONE_HOP_OF_PAIR });
    const { id } = await submitPair(engine);
    await rig.until(FIRST, 'suspended');
    rig.fleet.fault(FIRST, { kind: 'job_stalls', type: 'SWInstall' });
    await rig.until(FIRST, 'install_started');
    return { rig, engine, id };
  }

  /** The next answer of the peer about its state says something else, once. */
  async function oneBadSign(rig: Rig): Promise<void> {
    const { address } = rig.fleet.devices.get(SECOND) ?? {};
    let isSaid = false;
    rig.rewrite = (operation, body, request) => {
      const isIt = operation === 'show high-availability state' && request.address.host === address;
      if (isSaid || !isIt) return body;
      isSaid = true;
      return body.replace('<state>active</state>', '<state>non-functional</state>');
    };
    await rig.clock.run(() => isSaid, 5 * MINUTE_MS);
    rig.rewrite = null;
  }

  for (const targets of [PAIR, undefined]) {
    it(`takes a sign before and one after twenty blind minutes for no two in a row, ${targets === undefined ? 'where nobody answered' : 'where others answered'}`, async () => {
      const { rig } = await out();
      await oneBadSign(rig);
      rig.fleet.network.away({ how: 'refused', seconds: 20 * 60, targets });
      await rig.clock.advanceBy(20 * MINUTE_MS - 1);
      await oneBadSign(rig);
      await rig.clock.advanceBy(2 * MINUTE_MS);
      assert.deepEqual(rig.fleet.log.of(FIRST, 'functional'), []);
      assert.equal(outageSeconds(rig), 0);
    });
  }

  it('gives the member back at the second of two signs after them', async () => {
    const { rig, engine, id } = await out();
    rig.fleet.network.away({ how: 'refused', seconds: 20 * 60, targets: PAIR });
    await rig.clock.advanceBy(10 * MINUTE_MS);
    byHand(rig, SECOND, 'suspend');
    await rig.clock.advanceBy(10 * MINUTE_MS);
    const seenAt = rig.clock.now();
    await rig.finish(engine, id);
    const [told] = rig.fleet.log.of(FIRST, 'functional');
    assert.ok(told !== undefined, 'it was never made functional');
    assert.ok(told.at - seenAt <= MINUTE_MS, `${(told.at - seenAt) / 1000} s later`);
  });

  it('says who answers at the address of the peer instead, and that nobody is known to forward', async () => {
    const { rig, engine, id } = await out();
    rig.fleet.fault(SECOND, { kind: 'exchanged', serial: '001701009901' });
    const { address } = rig.fleet.devices.get(FIRST) ?? {};
    rig.rewrite = (operation, body, request) =>
      operation === 'show high-availability state' && request.address.host === address
        ? body.replaceAll('<conn-status>up</conn-status>', '<conn-status>down</conn-status>')
        : body;
    rig.fleet.fault(FIRST, { kind: 'functional_ignored', times: 1_000 });
    const { message } = await rig.finish(engine, id);
    assert.match(message ?? '', /Another device \(001701009901\) answers at the address of 001701000202\./);
    assert.match(
      message ?? '',
      /fw-active was not seen to be functional again, and fw-passive was seen not to forward any more\./,
    );
    assert.doesNotMatch(message ?? '', /take over/);
  });

  it('gives the member back that loses every second answer, when its peer has died', async () => {
    const { rig, engine, id } = await out();
    const what = { how: 'delay', seconds: 400 } as const;
    for (let nth = 1; nth < 200; nth += 2)
      rig.fleet.fault(FIRST, { kind: 'call', command: 'show system info', nth, what });
    const diedAt = rig.clock.now();
    rig.fleet.fault(SECOND, { kind: 'power_lost' });
    await rig.finish(engine, id);
    const [told] = rig.fleet.log.of(FIRST, 'functional');
    assert.ok(told !== undefined, 'it was never made functional');
    assert.ok(told.at - diedAt <= 6 * MINUTE_MS, `${(told.at - diedAt) / 1000} s later`);
  });
});
