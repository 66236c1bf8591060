import { jumboFrame } from '../../../../src/validation/checks/jumboFrame.ts';
import { assertFinding, judged } from './scriptedDevice.ts';

describe('the check of jumbo frames', () => {
  const MTUS =
    "sw.dev.interface.config: { 'ethernet1/1': { 'mtu': 9192, }, 'ethernet1/2': { 'mtu': 1500, }, 'ae1': { 'mtu': 1500, }, }";
  const finding = (word: string) =>
    judged(jumboFrame, {
      'show system setting jumbo-frame': word,
      'show system state filter sw.dev.interface.config': MTUS,
    });

  it('reports the setting and the MTUs, and finds nothing wrong with either', async () => {
    assertFinding(
      await finding('on'),
      'pass',
      /^Jumbo frames are on\. MTU: 1500 on 2 ports, 9192 on 1 port\.$/,
    );
    assertFinding(await finding('<![CDATA[off\n]]>'), 'pass', /Jumbo frames are off\. MTU: /);
    assertFinding(await finding('9192'), 'unknown', /does not say/);
  });
});
