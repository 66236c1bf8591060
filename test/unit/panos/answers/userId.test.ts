import assert from 'node:assert/strict';
import { readMtus } from '../../../../src/panos/answers/forwarding/mtus.ts';
import { readUserIdAgents, readUserIdService } from '../../../../src/panos/answers/userId.ts';
import { AnswerShapeError } from '../../../../src/panos/calls/elementReaders.ts';
import { result } from '../sampleXml.ts';

const text = (lines: string): ReturnType<typeof result> => result(`<![CDATA[${lines}]]>`);

describe('readUserIdAgents', () => {
  const agents = (lines: string) => readUserIdAgents(text(lines));

  it('reads a block for each, connected or not', () => {
    assert.deepEqual(
      agents(`
Agent: 92-uid-Agent(vsys: vsys1) Host: 192.0.2.49(192.0.2.49):5007
        Status                                            : conn:idle
        Version                                           : 0x6
        SSL config:                                       : Custom certificates
        num of connection tried                           : 1
        num of connection failed                          : 0

Agent: dc one(vsys: vsys2) Host: dc1.example.com(192.0.2.50):5007
        Status                                            : not-conn:idle(Error: Failed to connect)
        Version                                           : 0x0
Agent: plain Host: 192.0.2.51(192.0.2.51):5007
        Status                                            : conn:Get all
`),
      [
        { name: '92-uid-Agent', vsys: 'vsys1', connected: true, state: 'conn:idle' },
        {
          name: 'dc one',
          vsys: 'vsys2',
          connected: false,
          state: 'not-conn:idle(Error: Failed to connect)',
        },
        { name: 'plain', vsys: null, connected: true, state: 'conn:Get all' },
      ],
    );
  });

  it('gives none where the device says nothing, or that there are none', () => {
    for (const none of ['', '\n', 'No User-ID agents are configured', 'Total: 0'])
      assert.deepEqual(agents(none), [], none);
    assert.deepEqual(readUserIdAgents(result('')), []);
  });

  it('refuses what it understands in part', () => {
    const whole = 'Agent: a(vsys: vsys1) Host: h(1):5007\n  Status : conn:idle\n';
    for (const odd of [
      'something else',
      'Status : conn:idle',
      'Agent: a(vsys: vsys1) Host: h(1):5007\n  Version : 0x6',
      `Agent: b(vsys: vsys1)\n  Version : 0x6\n${whole}`,
      `${whole}Agent: (vsys: vsys1) Host: h(1):5007\n  Status : conn:idle`,
    ])
      assert.throws(() => agents(odd), AnswerShapeError, odd);
  });
});

describe('readUserIdService', () => {
  it('reads up and down of either release, and null where nothing is said', () => {
    assert.equal(readUserIdService(text('User id service info:\n  User id service:          up\n')), 'up');
    assert.equal(
      readUserIdService(text('Redistribution info:\n    Redistribution service:           down\n')),
      'down',
    );
    assert.equal(readUserIdService(result('')), null);
    assert.throws(() => readUserIdService(text('Redistribution service: starting')), AnswerShapeError);
  });
});

describe('readMtus', () => {
  it('reads the MTU of each port, past comments that look like anything', () => {
    const state = `sw.dev.interface.config: { 'ethernet1/1': { 'comment': "it's 'up', {really}", 'mtu': 1500, }, 'ethernet1/2': { 'mtu': 9192, 'comment': to 'dc', }, 'vlan': { }, 'ae1.7': { 'mtu': 1400, }, }`;
    assert.deepEqual(
      [...readMtus(text(state))],
      [
        ['ethernet1/1', 1500],
        ['ethernet1/2', 9192],
        ['ae1.7', 1400],
      ],
    );
  });

  it('refuses an answer without any', () => {
    for (const none of ['NO_MATCHES', '', "sw.dev.interface.config: { 'ethernet1/1': { }, }"])
      assert.throws(() => readMtus(text(none)), AnswerShapeError, none);
  });
});
