/** Checking how fit devices are for their upgrades. Reads only. */
import { allDevices, chosenDevices } from './chosenDevices.ts';
import { onEngine } from './commandParts.ts';
import { workersOf } from './workersArgument.ts';

export const checkReadiness = onEngine(async ({ engine }, parts, target, others) => {
  const chosen = await chosenDevices(engine, parts, target, others, async () => allDevices(engine));
  if (chosen !== null) parts.readinessPanels.show({ ...chosen, workers: workersOf(target) });
});
