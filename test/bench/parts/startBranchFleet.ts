/** Starts branchFleetServer.ts and waits until all its devices listen. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { FleetQuestion, FleetReady, FleetSeen } from './branchFleetServer.ts';

export interface BranchFleet extends FleetReady {
  /** What the devices were asked and went through up to now. */
  look(): Promise<FleetSeen>;
  /** These devices answer nothing any more. */
  lose(serials: readonly string[]): Promise<FleetSeen>;
  stop(): void;
}

/** @param speed simulated seconds in a real one. */
export async function startBranchFleet(speed: number): Promise<BranchFleet> {
  const child = fork(fileURLToPath(new URL('branchFleetServer.ts', import.meta.url)), [String(speed)]);
  const broken = once(child, 'exit').then(([code]) => {
    throw new Error(`The simulated fleet ended with code ${String(code)}.`);
  });
  // Whoever waits for a message hears of it.
  broken.catch(() => undefined);
  const message = async (): Promise<unknown> => {
    const [first] = (await Promise.race([once(child, 'message'), broken])) as unknown[];
    return first;
  };
  const ask = async (question: FleetQuestion): Promise<FleetSeen> => {
    const answer = message();
    child.send(question);
    return (await answer) as FleetSeen;
  };
  const ready = (await message()) as FleetReady;
  return {
    ...ready,
    look: () => ask({ lose: [] }),
    lose: (serials) => ask({ lose: serials }),
    stop: () => child.disconnect(),
  };
}
