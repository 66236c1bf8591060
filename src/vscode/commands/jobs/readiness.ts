/** Checking how fit devices are for their upgrades. Reads only. */
import { allDevices, chosenDevices } from '../asking/chosenDevices.ts';
import { onEngine } from '../asking/commandParts.ts';
import { workersOf } from '../asking/workersArgument.ts';

export const checkReadiness = onEngine(async ({ engine }, parts, target, others) => {
  const chosen = await chosenDevices(engine, parts, target, others, async () => allDevices(engine));
  if (chosen !== null) parts.readinessPanels.show({ ...chosen, workers: workersOf(target) });
});
