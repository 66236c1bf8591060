import { arpEntries } from '../../../../src/validation/checks/arpEntries.ts';
import type { RequiredArpEntry, RequiredSession } from '../../../../src/validation/mustExist.ts';
import { sessions } from '../../../../src/validation/checks/sessions.ts';
import { tunnels } from '../../../../src/validation/checks/tunnels.ts';
import { defaultSettings } from '../../../support/engineSettings.ts';
import { assertFinding, judged } from './scriptedDevice.ts';

const nothingRequired = defaultSettings.readiness.mustExist;

describe('the checks of what must exist', () => {
  it('ask nothing when nothing is listed', async () => {
    assertFinding(await judged(sessions, {}), 'pass', /No session is required/);
    assertFinding(await judged(arpEntries, {}), 'pass', /No ARP entry is required/);
    assertFinding(await judged(tunnels, {}), 'pass', /No tunnel is required/);
  });

  it('look for sessions by source, destination after translation, and port', async () => {
    const entry =
      '<entry><source>10.0.0.9</source><dst>192.0.2.1</dst><xdst>10.5.0.1</xdst><dport>443</dport></entry>';
    const finding = (...required: RequiredSession[]) =>
      judged(
        sessions,
        { 'show session all': `${entry}<entry><source>10.0.0.8</source></entry>` },
        { mustExist: { ...nothingRequired, sessions: required } },
      );
    const there = { source: '10.0.0.9', destination: '10.5.0.1', destinationPort: '443' };
    assertFinding(await finding(there), 'pass', /All 1 required sessions are there/);
    assertFinding(
      await finding(there, { ...there, destinationPort: '80' }, { ...there, destination: '192.0.2.1' }),
      'fail',
      /2 of 3 required sessions are not there: 10\.0\.0\.9 to 10\.5\.0\.1 port 80, 10\.0\.0\.9 to 192\.0\.2\.1 port 443\./,
    );
  });

  it('look for ARP entries on any interface, or on one; unanswered questions do not count', async () => {
    const entry = (ip: string, mac: string, name: string): string =>
      `<entry><ip>${ip}</ip><mac>${mac}</mac><interface>${name}</interface></entry>`;
    const table =
      entry('192.0.2.1', '02:00:00:00:00:01', 'ethernet1/1') +
      entry('192.0.2.2', '(incomplete)', 'ethernet1/1') +
      entry('192.0.2.3', '00:00:00:00:00:00', 'ethernet1/1');
    const finding = (...required: RequiredArpEntry[]) =>
      judged(
        arpEntries,
        { 'show arp all': `<entries>${table}</entries>` },
        { mustExist: { ...nothingRequired, arpEntries: required } },
      );
    const there = { ip: '192.0.2.1' };
    assertFinding(await finding(there, { ...there, interface: 'ethernet1/1' }), 'pass', /All 2/);
    assertFinding(
      await finding(there, { ...there, interface: 'ae1' }, { ip: '192.0.2.2' }, { ip: '192.0.2.3' }),
      'fail',
      /3 of 4 .*: 192\.0\.2\.1 on ae1, 192\.0\.2\.2, 192\.0\.2\.3\./,
    );
  });

  it('want tunnels to be active', async () => {
    const entry = (name: string, state: string): string =>
      `<entry><name>${name}</name><state>${state}</state></entry>`;
    const flows = `<num_ipsec>2</num_ipsec><IPSec>${entry('hub:net-a', 'Active')}${entry('branch', 'init')}</IPSec>`;
    const finding = (...required: string[]) =>
      judged(
        tunnels,
        { 'show running tunnel flow all': flows },
        { mustExist: { ...nothingRequired, tunnels: required } },
      );
    assertFinding(await finding('hub:net-a'), 'pass', /All 1 required tunnels/);
    assertFinding(
      await finding('hub:net-a', 'branch', 'hub'),
      'fail',
      /2 of 3 .*: branch \(init\), hub \(not listed\)\./,
    );
  });
});
