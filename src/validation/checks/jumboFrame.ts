/**
 * Are jumbo frames on, and which MTU have the ports? Neither is wrong; a changed setting after an upgrade is easier seen
 * when it was written down.
 */
import { showJumboFrames, showMtus } from '../../panos/commands/readiness.ts';
import { pass, unknown, type Check } from '../check.ts';
import { isAboutOneQuestion } from '../oneQuestion.ts';

export const jumboFrame: Check = {
  id: 'jumbo_frame',
  defaultPolicy: 'off',
  async run({ ask }) {
    const setting = await ask(showJumboFrames);
    if (setting === 'unknown') return unknown('The device does not say whether jumbo frames are on.');
    const mtus = await ask(showMtus).catch((error: unknown) => {
      if (isAboutOneQuestion(error)) return null;
      throw error;
    });
    return pass(`Jumbo frames are ${setting}. ${mtuWords(mtus)}`);
  },
};

/** @param mtus null where the device does not tell them */
function mtuWords(mtus: ReadonlyMap<string, number> | null): string {
  if (mtus === null) return 'The device does not tell the MTU of its ports.';
  const bySize = Map.groupBy(mtus, ([, mtu]) => mtu);
  const sizes = [...bySize].toSorted(([one], [other]) => one - other);
  return `MTU: ${sizes.map(([mtu, ports]) => `${mtu} on ${ports.length} ${ports.length === 1 ? 'port' : 'ports'}`).join(', ')}.`;
}
