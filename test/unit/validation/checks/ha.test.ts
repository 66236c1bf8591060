import { ha } from '../../../../src/validation/checks/ha.ts';
import { assertFinding, judged } from './scriptedDevice.ts';

interface MemberAnswer {
  readonly state: string;
  readonly 'build-rel': string;
  readonly preemptive: string;
  readonly 'state-reason': string;
  readonly 'last-error-state': string;
  readonly 'last-error-reason': string;
}

interface PairAnswer {
  readonly local?: Partial<MemberAnswer & { readonly 'state-sync': string }>;
  readonly peer?: Partial<MemberAnswer & { readonly 'conn-status': string }>;
  readonly group?: { readonly 'running-sync'?: string; readonly 'running-sync-enabled'?: string };
}

function elements(values: Readonly<Record<string, string>>): string {
  return Object.entries(values)
    .map(([name, value]) => `<${name}>${value}</${name}>`)
    .join('');
}

/** What a healthy active member says, but for the changes; an empty text is an empty element. */
function pairAnswer({ local, peer, group }: PairAnswer): string {
  const both = { 'build-rel': '10.2.10', preemptive: 'no' };
  return `<enabled>yes</enabled><group><mode>Active-Passive</mode>
    <local-info>${elements({ ...both, state: 'active', 'state-sync': 'Complete', ...local })}</local-info>
    <peer-info>${elements({ ...both, state: 'passive', 'conn-status': 'up', ...peer })}</peer-info>
    ${elements({ 'running-sync': 'synchronized', 'running-sync-enabled': 'yes', ...group })}</group>`;
}

const finding = (changes: PairAnswer) => judged(ha, { 'show high-availability state': pairAnswer(changes) });

describe('the check of high availability', () => {
  it('passes a whole pair, whichever member and mode', async () => {
    assertFinding(await finding({}), 'pass', /This member is active, its peer passive/);
    await Promise.all(
      [
        ['passive', 'active'],
        ['active-primary', 'active-secondary'],
        ['active-secondary', 'active-primary'],
      ].map(async ([mine = '', theirs = '']) => {
        assertFinding(await finding({ local: { state: mine }, peer: { state: theirs } }), 'pass', /in step/);
      }),
    );
  });

  it('passes a device that stands alone, but not right after its boot, when members say the same', async () => {
    const alone = (uptime: string) =>
      judged(ha, {
        'show high-availability state': '<enabled>no</enabled><group><local-info/></group>',
        'show system info': `<system><serial>1</serial><hostname>fw</hostname><model>PA-440</model><sw-version>11.1.4</sw-version><uptime>${uptime}</uptime></system>`,
      });
    assertFinding(await alone('0 days, 0:10:00'), 'pass', /stands alone/);
    assertFinding(await alone('0 days, 0:09:59'), 'unknown', /ten minutes/);
    assertFinding(await alone('a while'), 'unknown', /ten minutes/);
  });

  it('fails for members that are no two roles of one pair', async () => {
    for (const [mine = '', theirs = ''] of [
      ['active', 'active'],
      ['passive', 'passive'],
      ['active', 'suspended'],
      ['suspended', 'active'],
      ['active', 'non-functional'],
      ['initial', 'active'],
      ['active-primary', 'tentative'],
      ['active', 'active-secondary'],
    ]) {
      const reason = new RegExp(`This member is ${mine} and its peer ${theirs}:`);
      assertFinding(await finding({ local: { state: mine }, peer: { state: theirs } }), 'fail', reason);
    }
  });

  it('quotes why a member does not work, in the device’s own words', async () => {
    const broken = { state: 'non-functional', 'state-reason': 'Path monitor failure' };
    assertFinding(
      await finding({ peer: broken }),
      'fail',
      /^This member is active and its peer non-functional \(it says: "Path monitor failure"\): one must/,
    );
    const once = { 'last-error-state': 'suspended', 'last-error-reason': 'User requested' };
    assertFinding(
      await finding({ local: { ...once, state: 'suspended' }, peer: { ...once, state: 'active' } }),
      'fail',
      /^This member is suspended \(it says: "User requested"\) and its peer active: /,
    );
  });

  it('says nothing but that the link is down when it is', async () => {
    const down = { local: { 'state-sync': 'incomplete' }, peer: { state: 'unknown', 'conn-status': 'down' } };
    assertFinding(await finding(down), 'fail', /^The link to the peer is down[^"]*Repair the HA connection/);
  });

  it('fails while sessions or the configuration are not in step', async () => {
    assertFinding(
      await finding({ local: { 'state-sync': 'incomplete' } }),
      'fail',
      /Session synchronization is "incomplete"/,
    );
    for (const sync of ['not synchronized', 'synchronization in progress']) {
      assertFinding(await finding({ group: { 'running-sync': sync } }), 'fail', new RegExp(`is "${sync}"`));
    }
  });

  it('bears a configuration that is not in step where nobody wants it, or the versions differ', async () => {
    const off = { 'running-sync': 'not synchronized', 'running-sync-enabled': 'no' };
    assertFinding(await finding({ group: off }), 'pass', /in step/);
    const half = { peer: { 'build-rel': '11.0.4' }, group: { 'running-sync': 'not synchronized' } };
    assertFinding(await finding(half), 'pass', /in step/);
  });

  it('warns where sessions are not synchronized because the user has switched it off', async () => {
    const off = { 'state-sync': 'User-disabled' };
    assertFinding(await finding({ local: off }), 'warn', /is switched off/);
    assertFinding(
      await finding({ local: { ...off, preemptive: 'yes' } }),
      'fail',
      /Preemption.*switched off/,
    );
  });

  it('warns of a pair that is half upgraded, as either member sees it', async () => {
    const older = { state: 'non-functional', 'build-rel': '10.2.10' };
    const newer = { state: 'active', 'build-rel': '11.1.4' };
    const group = { 'running-sync': 'not synchronized' };
    const out = { ...older, 'state-sync': 'incomplete' };
    assertFinding(await finding({ local: out, peer: newer, group }), 'warn', /half upgraded/);
    assertFinding(await finding({ local: newer, peer: older, group }), 'warn', /half upgraded/);
    const failed = { ...newer, state: 'non-functional' };
    assertFinding(
      await finding({ local: failed, peer: { 'build-rel': '10.2.10', state: 'active' } }),
      'fail',
      /:/,
    );
  });

  it('fails when a member preempts', async () => {
    assertFinding(await finding({ local: { preemptive: 'yes' } }), 'fail', /Preemption is on/);
    assertFinding(await finding({ peer: { preemptive: 'yes' } }), 'fail', /Preemption is on/);
    assertFinding(await finding({ peer: { preemptive: '' } }), 'pass', /in step/);
  });

  it('fails for members more than one feature release apart below 10.2', async () => {
    const apart = (mine: string, theirs: string) =>
      finding({ local: { 'build-rel': mine }, peer: { 'build-rel': theirs } });
    for (const [mine = '', theirs = ''] of [
      ['9.1.13', '10.0.8'],
      ['10.1.14', '10.2.10'],
      ['8.1.20', '9.0.5'],
      ['10.2.0-b36', '11.0.4'],
      ['11.2.4', '12.1.4'],
      ['12.1.4', '12.2.4'],
    ]) {
      assertFinding(await apart(mine, theirs), 'pass', /in step/);
    }
    assertFinding(await apart('10.2.10', '10.0.8'), 'fail', /apart \(10\.0\.8 and 10\.2\.10\)/);
    assertFinding(await apart('9.0.5', '10.0.8'), 'fail', /more than one feature release apart/);
    assertFinding(await apart('10.1.14', '11.0.2'), 'fail', /more than one feature release apart/);
    assertFinding(
      await apart('11.2.4', '10.2.10'),
      'warn',
      /apart \(10\.2\.10 and 11\.2\.4\), and it is not certain/,
    );
    assertFinding(await apart('11.1.4', '12.2.4'), 'warn', /not certain/);
  });

  it('names all that is wrong, and does not know what the device does not say', async () => {
    assertFinding(
      await finding({ local: { preemptive: 'yes', 'state-sync': 'incomplete' } }),
      'fail',
      /Session synchronization.*Preemption is on/,
    );
    const silent: readonly [PairAnswer, RegExp][] = [
      [{ peer: { state: 'resting' } }, /its peer "resting"/],
      [{ peer: { 'conn-status': '' } }, /does not say clearly/],
      [{ local: { 'state-sync': '' } }, /whether sessions are synchronized/],
      [{ group: { 'running-sync': '' } }, /whether the configuration is synchronized/],
      [{ local: { preemptive: '' } }, /whether preemption is on/],
      [{ peer: { 'build-rel': '' } }, /which versions both members run/],
      [{ peer: { 'build-rel': 'custom' } }, /custom, 10\.2\.10, are not understood/],
    ];
    for (const [changes, reason] of silent) assertFinding(await finding(changes), 'unknown', reason);
  });
});
