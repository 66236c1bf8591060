/** Do User-ID mappings still come in? Rules for users deny everybody without them. docs/PANOS.md "User-ID". */
import { showSystemInfo } from '../../panos/commands/device.ts';
import { fail, pass, type Check } from '../check.ts';
import { namesOf } from '../namesOf.ts';
import { askUserId } from '../userId.ts';

export const userId: Check = {
  id: 'user_id',
  defaultPolicy: 'warn',
  async run({ ask }) {
    const { agents } = await askUserId(ask, (await ask(showSystemInfo)).swVersion);
    if (agents.length === 0) return pass('The device has no User-ID agents.');
    const away = agents.filter(({ connected }) => !connected);
    if (away.length === 0) return pass(`All ${agents.length} User-ID agents are connected.`);
    const names = away.map(({ name, state }) => `${name} (${state})`);
    return fail(
      `${away.length} of ${agents.length} User-ID agents are not connected: ${namesOf(names)}. Find out why before the upgrade.`,
    );
  },
};
