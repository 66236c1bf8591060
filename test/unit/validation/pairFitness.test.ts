import assert from 'node:assert/strict';
import type { HaState, HaStateName } from '../../../src/panos/answers/haState.ts';
import { judgePair, type PairMember } from '../../../src/validation/pairFitness.ts';
import type { PairTrouble } from '../../../src/validation/validationTroubles.ts';
import { sn } from '../../support/serials.ts';

type Enabled = Extract<HaState, { enabled: true }>;
interface Changes {
  readonly local?: Partial<Enabled['local']>;
  readonly peer?: Partial<Enabled['peer']>;
  readonly ha?: Partial<Omit<Enabled, 'local' | 'peer'>>;
  readonly info?: Partial<PairMember['info']>;
}

function member(number: 1 | 2, changes: Changes = {}): PairMember {
  const other = number === 1 ? 2 : 1;
  const one = {
    stateText: '',
    stateSeconds: null,
    managementIp: `10.0.0.${number}`,
    serial: null,
    swVersion: '11.1.4',
    preemptive: false,
    reason: null,
  };
  const state = (of: 1 | 2) => (of === 1 ? ('active' as const) : ('passive' as const));
  return {
    serial: sn(`00170100020${number}`),
    hostname: `fw-${number}`,
    info: {
      serial: sn(`00170100020${number}`),
      hostname: `fw-${number}`,
      model: 'PA-3410',
      family: '3400',
      swVersion: '11.1.4',
      uptimeSeconds: 86_400,
      deviceClock: null,
      managementIp: `10.0.0.${number}`,
      appVersion: null,
      multiVsys: null,
      routingEngine: 'legacy',
      deviceCertificate: null,
      isPanorama: false,
      ...changes.info,
    },
    ha: {
      enabled: true,
      mode: 'active-passive',
      configSync: 'synchronized',
      ...changes.ha,
      local: { ...one, state: state(number), stateSync: 'complete', ...changes.local },
      peer: {
        ...one,
        managementIp: `10.0.0.${other}`,
        state: state(other),
        connection: 'up',
        ...changes.peer,
      },
    },
  };
}

function trouble(first: Changes, second: Changes = {}, allowPreemption = false): PairTrouble['code'] | null {
  const verdict = judgePair([member(1, first), member(2, second)], { allowPreemption });
  return verdict.ok ? null : verdict.trouble.code;
}

describe('judgePair', () => {
  it('names the member that stands by first, whatever the order', () => {
    const [one, two] = [member(1), member(2)];
    for (const pair of [[one, two] as const, [two, one] as const]) {
      assert.deepEqual(judgePair(pair, { allowPreemption: false }), {
        ok: true,
        mode: 'active-passive',
        first: two.serial,
        second: one.serial,
      });
    }
  });

  it('takes synchronization that is switched off as it is', () => {
    assert.equal(trouble({ local: { stateSync: 'user-disabled' }, ha: { configSync: null } }), null);
  });

  it('refuses a member whose synchronization it cannot read', () => {
    assert.equal(trouble({ local: { stateSync: null } }), 'sessions_not_synchronized');
    assert.equal(trouble({}, { ha: { configSync: 'unknown' } }), 'config_not_synchronized');
    assert.equal(trouble({}, { peer: { connection: 'unknown' } }), 'peer_down');
    assert.equal(trouble({ ha: { mode: 'unknown' } }), 'peers_disagree');
    assert.equal(trouble({ local: { state: 'unknown', stateText: 'resting' } }), 'not_functional');
  });

  it('believes only members that name each other', () => {
    assert.equal(trouble({ peer: { serial: sn('001701000209') } }), 'peers_disagree');
    assert.equal(trouble({ peer: { managementIp: '10.0.0.9' } }), 'peers_disagree');
    assert.equal(trouble({ peer: { managementIp: null } }), 'peers_disagree');
    assert.equal(trouble({ peer: { managementIp: null, serial: sn('001701000202') } }), null);
  });

  it('does not take a state for granted that only one member can have', () => {
    assert.equal(trouble({}, { local: { state: 'active' } }), 'both_active');
    assert.equal(trouble({ local: { state: 'passive' } }), 'none_active');
    assert.equal(trouble({}, { local: { state: 'initial', stateText: 'initial' } }), 'not_functional');
    assert.equal(trouble({}, { local: { state: 'suspended' } }), 'suspended');
  });

  it('takes preemption of one member as preemption, unless it is borne', () => {
    assert.equal(trouble({ local: { preemptive: true } }), 'preemptive');
    assert.equal(trouble({ local: { preemptive: true } }, {}, true), null);
  });

  it('does not ask members on two versions for one configuration', () => {
    const apart = { info: { swVersion: '11.2.4' }, ha: { configSync: 'not synchronized' } } as const;
    assert.equal(trouble({ ha: { configSync: 'not synchronized' } }, apart), null);
    assert.equal(trouble({ ha: { configSync: 'not synchronized' } }), 'config_not_synchronized');
  });

  it('bears a standby member that is out of the pair only for its older version', () => {
    const out = { local: { state: 'non-functional', stateText: 'non-functional' } } as const;
    const older = { ...out, info: { swVersion: '11.1.3' } };
    assert.equal(trouble({}, out), 'not_functional');
    assert.equal(trouble({}, older), null);
    assert.equal(trouble({}, { ...out, info: { swVersion: '11.2.0' } }), 'not_functional');
  });

  it('quotes why a member is out of the pair, by its own word, else by its peer’s', () => {
    const out = { state: 'non-functional', stateText: 'non-functional' } as const;
    const briefs = (mine: string | null, theirs: string | null, seen: HaStateName = out.state) => {
      const pair = [
        member(1, { peer: { state: seen, reason: theirs } }),
        member(2, { local: { ...out, reason: mine } }),
      ] as const;
      const verdict = judgePair(pair, { allowPreemption: false });
      assert.ok(!verdict.ok);
      return verdict.brief;
    };
    assert.equal(
      briefs('Path monitor failure', 'Link down'),
      'fw-2 is non-functional (it says: "Path monitor failure"), so it could not take over.',
    );
    assert.equal(
      briefs(null, 'Link down'),
      'fw-2 is non-functional (it says: "Link down"), so it could not take over.',
    );
    assert.equal(briefs(null, null), 'fw-2 is non-functional, so it could not take over.');
    assert.equal(briefs(null, 'Link down', 'passive'), 'fw-2 is non-functional, so it could not take over.');
    const suspended = { state: 'suspended', reason: 'Peer "version"\ntoo old' } as const;
    const verdict = judgePair([member(1), member(2, { local: suspended })], { allowPreemption: false });
    assert.ok(!verdict.ok);
    assert.equal(
      verdict.brief,
      `fw-2 is suspended (it says: "Peer 'version' too old"), and not by this job.`,
    );
  });

  it('says what is wrong in one sentence, and what to do after it', () => {
    const pair = [member(1), member(2, { local: { state: 'suspended' } })] as const;
    assert.deepEqual(judgePair(pair, { allowPreemption: false }), {
      ok: false,
      trouble: { code: 'suspended', member: 'fw-2', reason: null },
      message:
        'fw-2 is suspended, and not by this job. Make it functional (Device > High Availability > Operational Commands) and try again.',
      brief: 'fw-2 is suspended, and not by this job.',
    });
  });
});
