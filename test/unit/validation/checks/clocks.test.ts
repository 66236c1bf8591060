import { clockDifference } from '../../../../src/validation/checks/clockDifference.ts';
import { ntpSync } from '../../../../src/validation/checks/ntpSync.ts';
import { assertFinding, judged } from './scriptedDevice.ts';

const at = (second: number): string => `Thu Nov  5 09:04:${String(second).padStart(2, '0')} CET 2026`;

describe('the check of the planes’ clocks', () => {
  const finding = (before: string, planes: string, after: string) =>
    judged(clockDifference, { 'show clock': [before, after], 'show clock more': planes });
  const plane = (name: string, second: number): string =>
    `<member>DP ${name}:\ndataplane time: ${at(second)}\n</member>`;

  it('does not take the time between the answers for a difference', async () => {
    assertFinding(await finding(at(3), plane('s3dp0', 9), at(20)), 'pass', /all planes agree/);
    assertFinding(await finding(at(3), plane('s3dp0', 5), at(3)), 'pass', /all planes agree/);
  });

  it('fails for each plane that is ahead or behind', async () => {
    const planes = plane('s3dp0', 10) + plane('s3dp1', 30) + plane('s4dp0', 2);
    assertFinding(
      await finding(at(9), planes, at(10)),
      'fail',
      /management plane's: s3dp1 by 20 s, s4dp0 by 7 s\./,
    );
  });

  it('passes a device without dataplane, and does not know times it cannot read', async () => {
    assertFinding(await finding(at(3), '', at(4)), 'pass', /no dataplane/);
    assertFinding(await finding('soon', plane('s3dp0', 9), at(9)), 'unknown', /management plane's clock/);
    assertFinding(await finding(at(3), '<member>what?</member>', at(4)), 'unknown', /clock of dataplane/);
  });
});

describe('the check of NTP', () => {
  const server = (number: number, status: string): string =>
    `<ntp-server-${number}><name>ntp${number}</name><status>${status}</status></ntp-server-${number}>`;
  const finding = (inside: string) => judged(ntpSync, { 'show ntp': inside });

  it('wants the clock to follow one of the servers', async () => {
    const servers = server(1, 'rejected') + server(2, 'synched');
    assertFinding(await finding(`${servers}<synched>ntp2</synched>`), 'pass', /follows ntp2/);
    assertFinding(
      await finding(`${server(1, 'rejected')}${server(2, '')}<synched>LOCAL</synched>`),
      'fail',
      /none of the NTP servers: ntp1 \(rejected\), ntp2 \(no status\)/,
    );
    assertFinding(await finding(`${servers}<synched>ntp7</synched>`), 'unknown', /none of its NTP servers/);
  });

  it('warns of a device without servers', async () => {
    assertFinding(await finding('<synched>LOCAL</synched>'), 'warn', /No NTP server is configured/);
  });
});
