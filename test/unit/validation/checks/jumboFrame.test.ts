import { jumboFrame } from '../../../../src/validation/checks/jumboFrame.ts';
import { assertFinding, judged } from './scriptedDevice.ts';

describe('the check of jumbo frames', () => {
  it('reports the setting, and finds nothing wrong with either', async () => {
    const finding = (word: string) => judged(jumboFrame, { 'show system setting jumbo-frame': word });
    assertFinding(await finding('on'), 'pass', /Jumbo frames are on/);
    assertFinding(await finding('<![CDATA[off\n]]>'), 'pass', /Jumbo frames are off/);
    assertFinding(await finding('9192'), 'unknown', /does not say/);
  });
});
