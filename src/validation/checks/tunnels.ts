/** Are the IPsec tunnels up that the user wants to see? docs/PANOS.md "IPsec tunnels". */
import { showTunnelFlows } from '../../panos/commands/forwarding.ts';
import { pass, type Check } from '../check.ts';
import { judgeRequired } from '../judgeRequired.ts';

export const tunnels: Check = {
  id: 'tunnels',
  defaultPolicy: 'warn',
  async run({ ask, mustExist }) {
    const required = mustExist.tunnels;
    if (required.length === 0) return pass('No tunnel is required.');
    const states = new Map((await ask(showTunnelFlows)).map(({ name, state }) => [name, state]));
    const named = required.map((name) => nameOf(name, states.get(name)));
    return judgeRequired('tunnels', named, new Set(required.map((name) => nameOf(name, 'active'))));
  },
};

function nameOf(tunnel: string, state = 'not listed'): string {
  return `${tunnel} (${state})`;
}
