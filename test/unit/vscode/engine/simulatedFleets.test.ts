import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { UserError } from '../../../../src/ports/userError.ts';
import {
  type SimulatedFleet,
  SimulatedFleets,
  type SimulatedFleetsParts,
} from '../../../../src/vscode/engine/simulatedFleets.ts';

const fleet = (panorama: string): SimulatedFleet => ({
  name: 'demo',
  startedAt: '2026-11-20T10:00:00.000Z',
  time: { speed: 30, realEpoch: 0, simEpoch: 0 },
  panorama,
  username: 'u',
  password: 'p',
  pins: {},
});

/** @param live the fleets that run, by folder */
function parts(
  live: Readonly<Record<string, SimulatedFleet>>,
  change: Partial<SimulatedFleetsParts> = {},
): SimulatedFleetsParts {
  const memory = new Map<string, unknown>();
  return {
    program: 'no-such-program',
    fleetSpec: 'demo.json',
    stateFolder: 'own',
    demoFolders: async () => ['newer demo', 'demo'],
    memory: {
      keys: () => [...memory.keys()],
      get: (key: string) => memory.get(key),
      update: async (key: string, value: unknown) => void memory.set(key, value),
    } as SimulatedFleetsParts['memory'],
    findLiveFleet: async (folder) => live[folder] ?? null,
    endFleet: async (folder) => folder in live,
    ...change,
  };
}

describe('the simulated fleet of a workspace', () => {
  it('is the one that the demo started for it', async () => {
    const live = { demo: fleet('127.0.0.1:1') };
    assert.equal(await new SimulatedFleets(parts(live)).current(), live.demo);
    assert.equal(await new SimulatedFleets(parts(live, { demoFolders: async () => [] })).current(), null);
  });

  it('is one that runs already, from when it is asked for', async () => {
    const live = { own: fleet('127.0.0.1:2') };
    const fleets = new SimulatedFleets(parts(live));
    assert.equal(await fleets.current(), null);
    await fleets.start();
    assert.equal(await fleets.current(), live.own);
  });

  it('is none when its process is gone', async () => {
    const live: Record<string, SimulatedFleet> = { own: fleet('127.0.0.1:2') };
    const fleets = new SimulatedFleets(parts(live));
    await fleets.start();
    delete live['own'];
    assert.equal(await fleets.current(), null);
  });

  it('is told to end itself, and is used no more', async () => {
    const live: Record<string, SimulatedFleet> = { own: fleet('127.0.0.1:2') };
    const ended: string[] = [];
    const endFleet = async (folder: string): Promise<boolean> => {
      ended.push(folder);
      return folder in live;
    };
    const fleets = new SimulatedFleets(parts(live, { endFleet }));
    await fleets.start();
    assert.equal(await fleets.stop(), true);
    assert.deepEqual(ended, ['own']);
    assert.equal(await fleets.current(), null);
  });

  it('is forgotten also when it does not answer, which is said', async () => {
    const live: Record<string, SimulatedFleet> = { own: fleet('127.0.0.1:2') };
    const fleets = new SimulatedFleets(
      parts(live, { demoFolders: async () => [], endFleet: async () => false }),
    );
    await fleets.start();
    assert.equal(await fleets.stop(), false);
    assert.equal(await fleets.current(), null);
    assert.equal(await fleets.stop(), true);
  });

  it('says in its own words why it does not start', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'panos-fleet-'));
    try {
      const program = join(folder, 'simulator.cjs');
      await writeFile(program, 'console.error("no demo.json here"); process.exit(1);');
      const fleets = new SimulatedFleets(parts({}, { program, stateFolder: folder }));
      await assert.rejects(fleets.start(), (error) => {
        assert.ok(error instanceof UserError);
        assert.match(error.message, /did not start\. no demo\.json here/);
        return true;
      });
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
