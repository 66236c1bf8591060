/** Are jumbo frames on? Neither is wrong; a changed setting after an upgrade is easier seen when it was written down. */
import { showJumboFrames } from '../../panos/commands/readiness.ts';
import { pass, unknown, type Check } from '../check.ts';

export const jumboFrame: Check = {
  id: 'jumbo_frame',
  defaultPolicy: 'off',
  async run({ ask }) {
    const setting = await ask(showJumboFrames);
    return setting === 'unknown'
      ? unknown('The device does not say whether jumbo frames are on.')
      : pass(`Jumbo frames are ${setting}.`);
  },
};
