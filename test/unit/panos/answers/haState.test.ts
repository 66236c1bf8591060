import assert from 'node:assert/strict';
import { AnswerShapeError } from '../../../../src/panos/calls/elementReaders.ts';
import { readHaState, type HaState } from '../../../../src/panos/answers/haState.ts';
import { result } from '../sampleXml.ts';
import { sn } from '../../../support/serials.ts';

type Enabled = Extract<HaState, { enabled: true }>;

function readEnabled(content: string): Enabled {
  const state = readHaState(result(`<enabled>yes</enabled>${content}`));
  assert.ok(state.enabled);
  return state;
}

const PAIR = `<group><mode>Active-Passive</mode>
  <local-info><state-sync>Complete</state-sync><build-rel>10.0.9</build-rel><mgmt-ip>10.9.0.1/25</mgmt-ip>
    <state>passive</state><state-duration>930</state-duration><preemptive>no</preemptive><mode>Active-Passive</mode>
    <last-error-state>suspended</last-error-state></local-info>
  <peer-info><conn-ha1><conn-status>down</conn-status></conn-ha1><state>active</state><conn-status>up</conn-status>
    <mgmt-ip>10.9.0.2/25</mgmt-ip><build-rel>10.0.8</build-rel><preemptive>yes</preemptive>
    <serial-num>001801000001</serial-num></peer-info>
  <running-sync>not synchronized</running-sync><running-sync-enabled>yes</running-sync-enabled></group>`;

describe('readHaState', () => {
  it('reads an active/passive member', () => {
    assert.deepEqual(readEnabled(PAIR), {
      enabled: true,
      mode: 'active-passive',
      local: {
        state: 'passive',
        stateText: 'passive',
        stateSeconds: 930,
        managementIp: '10.9.0.1',
        serial: null,
        swVersion: '10.0.9',
        preemptive: false,
        reason: null,
        stateSync: 'complete',
      },
      peer: {
        state: 'active',
        stateText: 'active',
        stateSeconds: null,
        managementIp: '10.9.0.2',
        serial: sn('001801000001'),
        swVersion: '10.0.8',
        preemptive: true,
        reason: null,
        connection: 'up',
      },
      configSync: 'not synchronized',
    } satisfies HaState);
  });

  it('reads a standalone firewall that has a group all the same', () => {
    const content =
      '<enabled>no</enabled><group><local-info><ha1-encrypt-imported>no</ha1-encrypt-imported></local-info></group>';
    assert.deepEqual(readHaState(result(content)), { enabled: false });
  });

  it('reads an active/active member that says little', () => {
    const state = readEnabled(
      '<group><mode>Active-Active</mode><local-info><state>Active-Primary</state></local-info></group>',
    );
    assert.equal(state.mode, 'active-active');
    assert.equal(state.local.state, 'active-primary');
    assert.equal(state.local.stateText, 'Active-Primary');
    assert.deepEqual(
      [state.peer.state, state.peer.connection, state.configSync],
      ['unknown', 'unknown', 'unknown'],
    );
  });

  it('keeps the words of synchronization apart, blanks and all, and a cluster out of it', () => {
    for (const words of ['synchronized', 'not synchronized', 'synchronization in progress']) {
      const state = readEnabled(
        `<ha-cluster><state>cluster-unknown</state></ha-cluster>${PAIR.replace('not synchronized', `\n ${words} `)}`,
      );
      assert.equal(state.configSync, words);
      assert.equal(state.local.state, 'passive');
    }
  });

  it('gives null for configuration synchronization that is switched off', () => {
    assert.equal(
      readEnabled(PAIR.replace('<running-sync-enabled>yes', '<running-sync-enabled>no')).configSync,
      null,
    );
  });

  it('calls states it does not know unknown and keeps their text', () => {
    const state = readEnabled(
      '<local-info><state>primary-active</state></local-info><peer-info><state>secondary-passive</state><conn-status>Up</conn-status></peer-info><running-sync>synchronized</running-sync>',
    );
    assert.deepEqual([state.local.state, state.local.stateText], ['unknown', 'primary-active']);
    assert.deepEqual([state.peer.stateText, state.peer.connection], ['secondary-passive', 'up']);
    assert.equal(state.configSync, 'synchronized');
    assert.equal(state.mode, 'unknown');
  });

  it('reads why a member is in its state, and not why it once was in another', () => {
    const reasons = (local: string, peer = '') => {
      const state = readEnabled(
        `<group><local-info>${local}</local-info><peer-info>${peer}</peer-info></group>`,
      );
      return [state.local.reason, state.peer.reason];
    };
    const old = (state: string): string =>
      `<last-error-state>${state}</last-error-state><last-error-reason>Link down</last-error-reason>`;
    assert.deepEqual(
      reasons(
        `<state>active</state>${old('non-functional')}`,
        '<state>Non-Functional</state><state-reason>Path monitor failure</state-reason>',
      ),
      [null, 'Path monitor failure'],
    );
    assert.deepEqual(
      reasons(
        `<state>non-functional</state>${old('Non-functional')}`,
        `<state>suspended</state>${old('non-functional')}`,
      ),
      ['Link down', null],
    );
    assert.deepEqual(
      reasons(
        '<state>suspended</state><last-error-reason>User requested</last-error-reason>',
        '<state>passive</state><last-error-reason>User requested</last-error-reason>',
      ),
      ['User requested', null],
    );
  });

  it('refuses an answer that does not say whether HA is on', () => {
    assert.throws(() => readHaState(result('')), AnswerShapeError);
    assert.throws(() => readHaState(result('<group/>')), AnswerShapeError);
    assert.throws(() => readHaState(result('<enabled>perhaps</enabled>')), AnswerShapeError);
  });
});
