/** The number on the icon of the extension: how many devices need attention, as the view below it counts them. */
import assert from 'node:assert/strict';
import type { DeviceLeft } from '../../../../src/jobs/left/leftNow.ts';
import { Emitter } from '../../../../src/ports/events.ts';
import { silentLog } from '../../../../src/ports/log.ts';
import { systemClock } from '../../../../src/ports/systemClock.ts';
import { EngineHolder, type OpenedEngine } from '../../../../src/vscode/engine/engineHolder.ts';
import { type EditorStandIn, standInForEditor } from '../../../support/editorStandIn.ts';
import { job } from '../../../support/sampleJob.ts';
import { fakeEngine } from '../fakeEngine.ts';

const nothingRemembered = { keys: () => [], get: () => undefined, update: async () => undefined };

describe('the number of devices that need attention', () => {
  let editor: EditorStandIn;

  before(() => {
    editor = standInForEditor();
  });
  after(() => editor.deregister());

  it('follows a look at a device that shows that what was left on it is over', async () => {
    const handedOver = job({ id: 'job-1', status: 'cancelled', handedOverTo: 'anna' }, '001');
    let left: DeviceLeft | undefined = {
      serial: handedOver.runs[0]?.serial ?? assert.fail('A job has a device.'),
      hostname: 'fw-001',
      jobId: handedOver.id,
      states: [{ kind: 'may_be_installed', version: '11.1.6-h3' }],
    };
    const looked = new Emitter<readonly string[]>();
    const fake = fakeEngine('owner', [handedOver]);
    const engine = {
      ...fake,
      inventory: { ...fake.inventory, onDidChange: looked.event },
      leftOn: () => left,
    };
    const opened = { engine, clock: systemClock, settings: {}, simulation: null, credentials: {} };
    const holder = new EngineHolder(async () => opened as unknown as OpenedEngine, systemClock, silentLog);
    await holder.start();
    const { createDevicesTree } = await import('../../../../src/vscode/trees/devicesTree.ts');
    createDevicesTree(holder, nothingRemembered);
    const view = editor.told.find(({ what }) => what === 'createTreeView')?.args[2] as {
      readonly badge?: { readonly tooltip: string };
    };
    assert.equal(view.badge?.tooltip, '1 device needs attention');
    left = undefined;
    looked.fire(['001']);
    assert.equal(view.badge, undefined);
  });
});
