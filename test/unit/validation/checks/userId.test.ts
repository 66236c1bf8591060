import { userId } from '../../../../src/validation/checks/userId.ts';
import { assertFinding, judged } from './scriptedDevice.ts';

const system = (version: string): string =>
  `<system><hostname>fw</hostname><serial>001701000101</serial><model>PA-440</model><sw-version>${version}</sw-version></system>`;
const agent = (name: string, state: string): string =>
  `Agent: ${name}(vsys: vsys1) Host: h(192.0.2.1):5007\n    Status    : ${state}\n`;

describe('the check of User-ID agents', () => {
  const found = (agents: string, others: string) =>
    judged(userId, {
      'show system info': system('10.2.10'),
      'show redistribution service status': 'Redistribution service: down',
      'show user user-id-agent state all': agents,
      'show redistribution agent state all': others,
    });

  it('passes without agents, and where all are connected by one of the two lists', async () => {
    assertFinding(await found('', ''), 'pass', /has no User-ID agents/);
    const down = agent('dc-1', 'not-conn:idle');
    const up = agent('dc-1', 'conn:idle');
    assertFinding(await found(down, up + agent('fw-2', 'conn:idle')), 'pass', /All 2 User-ID agents/);
    assertFinding(await found(up, down), 'pass', /All 1 User-ID agents/);
  });

  it('fails with the names of those that are not, and what the device says of them', async () => {
    assertFinding(
      await found(agent('dc-1', 'conn:idle'), agent('fw-2', 'not-conn:idle')),
      'fail',
      /^1 of 2 User-ID agents are not connected: fw-2 \(not-conn:idle\)\./,
    );
  });

  it('asks releases before 10.0 nothing of redistribution', async () => {
    const finding = await judged(userId, {
      'show system info': system('9.1.13'),
      'show user user-id-service status': 'User id service: up',
      'show user user-id-agent state all': agent('dc-1', 'conn:idle'),
    });
    assertFinding(finding, 'pass', /All 1/);
  });
});
