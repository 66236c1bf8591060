/**
 * Which part of the processor time is the simulator's, where it runs in the same process: by V8's own profiler, of which
 * each sample belongs to the nearest function of this project on its stack. What belongs to none, such as garbage
 * collection, is shared in the same proportion.
 */
import { Session } from 'node:inspector/promises';

/** Coarse, so that the profiler itself is not seen. */
const INTERVAL_US = 5_000;

const SIMULATED = /\/(src\/simulator|test)\//;
const OWN = /\/src\//;
/** What waits for the disk takes no processor. */
const WAITING = /^f(data)?sync$/;

/** The result of `work`, and the simulator's share of it: 0 to 1. */
export async function simulatorShare(work: () => Promise<void>): Promise<number> {
  const session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.setSamplingInterval', { interval: INTERVAL_US });
  await session.post('Profiler.start');
  await work();
  const { profile } = await session.post('Profiler.stop');
  session.disconnect();

  const parents = new Map(
    profile.nodes.flatMap(({ id, children }) => (children ?? []).map((child) => [child, id] as const)),
  );
  const urls = new Map(profile.nodes.map(({ id, callFrame }) => [id, callFrame.url]));
  let [simulated, own] = [0, 0];
  for (const { id, hitCount = 0, callFrame } of profile.nodes) {
    if (WAITING.test(callFrame.functionName)) continue;
    for (let at: number | undefined = id; at !== undefined; at = parents.get(at)) {
      const url = urls.get(at) ?? '';
      if (SIMULATED.test(url)) simulated += hitCount;
      else if (OWN.test(url) && !url.includes('/node_modules/')) own += hitCount;
      else continue;
      break;
    }
  }
  return simulated / (simulated + own);
}
