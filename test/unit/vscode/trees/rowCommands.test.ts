/**
 * What a click on a row does, in every view. VS Code forgets the arguments of a row's command as soon as the row is
 * drawn again, and a click that comes then fails: no row may have any.
 */
import assert from 'node:assert/strict';
import { systemClock } from '../../../../src/ports/systemClock.ts';
import { silentLog } from '../../../../src/ports/log.ts';
import { viewIds } from '../../../../src/vscode/commandIds.ts';
import type { createDevicesTree } from '../../../../src/vscode/trees/devicesTree.ts';
import { EngineHolder, type OpenedEngine } from '../../../../src/vscode/engine/engineHolder.ts';
import { type EditorStandIn, standInForEditor } from '../../../support/editorStandIn.ts';
import { device } from '../../../support/sampleDevice.ts';
import { job, step } from '../../../support/sampleJob.ts';
import { sn } from '../../../support/serials.ts';
import { fakeEngine } from '../fakeEngine.ts';

/** As much of a row as is looked at, and what gives them. */
interface Row {
  readonly id?: string;
  readonly label?: unknown;
  readonly command?: { readonly command: string; readonly arguments?: readonly unknown[] };
}

interface RowProvider {
  getChildren(node?: unknown): unknown;
  getTreeItem(node: unknown): unknown;
}

type Memory = Parameters<typeof createDevicesTree>[1];
const memory: Memory = { keys: () => [], get: () => undefined, update: async () => undefined };

/** Of every kind: groups, devices, a pair with its members, jobs of one hop and of two, steps. */
const devices = ['001', '002', '003'].map((serial) =>
  device({ serial: sn(serial), hostname: `fw-${serial}` }),
);
const [, first, second] = devices;
const hops = [step(), step({ id: 'hop2.install', hop: 2, fromVersion: '10.2.10' })];
const jobs = [
  job({ id: 'job-1', steps: hops }),
  job({ id: 'job-2', status: 'queued' }, '002'),
  job({ id: 'job-3', status: 'failed', steps: [step()] }, '003'),
  job({ id: 'job-4', status: 'completed' }, '003'),
];

describe('the command of a row', () => {
  let editor: EditorStandIn;
  const rows = new Map<string, readonly Row[]>();

  before(async () => {
    editor = standInForEditor();
    const trees = await import('../../../../src/vscode/trees/devicesTree.ts');
    const { createPairsTree } = await import('../../../../src/vscode/trees/pairsTree.ts');
    const { createJobsTree } = await import('../../../../src/vscode/trees/jobsTree.ts');
    const fake = fakeEngine('owner', jobs);
    assert.ok(first !== undefined && second !== undefined);
    const inventory = {
      ...fake.inventory,
      devices: () => devices,
      get: (serial: string) => devices.find((one) => one.serial === serial),
      pairs: () => [{ id: 'pair-1', members: [first, second] as const }],
    };
    const engine = { ...fake, inventory };
    const opened = { engine, clock: systemClock, settings: {}, simulation: null, credentials: {} };
    const holder = new EngineHolder(async () => opened as unknown as OpenedEngine, systemClock, silentLog);
    await holder.start();
    trees.createDevicesTree(holder, memory);
    createPairsTree(holder);
    createJobsTree(holder);
    for (const { what, args } of editor.told) {
      if (what !== 'createTreeView') continue;
      const [id, { treeDataProvider }] = args as [string, { treeDataProvider: RowProvider }];
      rows.set(id, await allRows(treeDataProvider));
    }
  });

  after(() => editor.deregister());

  it('is looked at in every view', () => {
    assert.deepEqual([...rows.keys()].sort(), Object.values(viewIds).sort());
    for (const [id, items] of rows) assert.ok(items.length > 2, `${id} has ${items.length} rows`);
  });

  it('has no arguments, in no view', () => {
    for (const [id, items] of rows)
      for (const { label, command } of items)
        assert.equal(command?.arguments, undefined, `${id}: ${JSON.stringify(label)}`);
  });

  it('shows the job it stands for', () => {
    const withCommand = (rows.get(viewIds.jobs) ?? []).flatMap(({ id, command }) =>
      command ? [[id, command]] : [],
    );
    assert.equal(withCommand.length, jobs.length);
    for (const [id, command] of withCommand as [string, { command: string }][]) {
      const registered = editor.told.find(
        ({ what, args }) => what === 'registerCommand' && args[0] === command.command,
      );
      const [, run] = registered?.args as [string, () => void];
      run();
      const { what, args } = editor.told.at(-1) ?? {};
      assert.deepEqual(
        [what, args],
        ['executeCommand', ['panosUpgrade.showJob', { jobId: id.replace('job:', '') }]],
      );
    }
  });
});

async function allRows(provider: RowProvider): Promise<readonly Row[]> {
  const walk = async (node?: unknown): Promise<readonly Row[]> => {
    const rows: Row[] = [];
    for (const child of (await provider.getChildren(node)) as readonly unknown[])
      rows.push((await provider.getTreeItem(child)) as Row, ...(await walk(child)));
    return rows;
  };
  return walk();
}
