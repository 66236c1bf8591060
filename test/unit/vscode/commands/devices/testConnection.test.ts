/** *Test Connection* of one device, of a pair, and from the message about a pair's job: every member is tested and told. */
import assert from 'node:assert/strict';
import type { OpenedEngine } from '../../../../../src/vscode/engine/engineHolder.ts';
import { DeviceError } from '../../../../../src/panos/errors.ts';
import { device } from '../../../../support/sampleDevice.ts';
import { defaultSettings } from '../../../../support/engineSettings.ts';
import { type EditorStandIn, standInForEditor } from '../../../../support/editorStandIn.ts';
import { job, run } from '../../../../support/sampleJob.ts';
import { sn } from '../../../../support/serials.ts';
import { fakeEngine } from '../../fakeEngine.ts';

const members = [
  device({ serial: sn('001'), hostname: 'fw-a', deviceType: 'ha_pair' }),
  device({ serial: sn('002'), hostname: 'fw-b', deviceType: 'ha_pair' }),
] as const;
const pairJob = job({
  type: 'ha_pair',
  runs: [run({ hostname: 'fw-a' }), run({ serial: sn('002'), hostname: 'fw-b' })],
});

function noAnswerOf(device: string): DeviceError {
  const [operation, what] = ['show system info', 'nothing answers at this address'];
  return new DeviceError({ kind: 'unreachable', device, operation, delivery: 'not_sent', what });
}

describe('testConnection', () => {
  let editor: EditorStandIn;
  before(() => (editor = standInForEditor()));
  after(() => editor.deregister());

  /** @param silent does not answer. @returns what the user is told in the end, and who was asked */
  async function tell(target: unknown, silent?: string) {
    const { testConnection } = await import('../../../../../src/vscode/commands/devices/testConnection.ts');
    const asked: (string | null)[] = [];
    const engine = {
      ...fakeEngine('owner', [pairJob]),
      inventory: {
        ...fakeEngine().inventory,
        devices: () => members,
        get: (serial: string) => members.find((one) => one.serial === serial),
        pairs: () => [{ id: '001+002', members }],
      },
      async testConnection(serial: string | null) {
        asked.push(serial);
        const name = members.find((one) => one.serial === serial)?.hostname ?? 'Panorama';
        if (serial === silent) throw noAnswerOf(name);
        return `${name} answers.`;
      },
    };
    const stop = { onCancellationRequested: () => ({ dispose: () => undefined }) };
    editor.answers.push(
      ...members.map(
        () =>
          ([, task]: readonly unknown[]) =>
            (task as (...args: unknown[]) => unknown)({}, stop),
      ),
    );
    const opened: Partial<OpenedEngine> = { engine, settings: defaultSettings };
    const channel = { error: () => undefined };
    await testConnection({ holder: { require: async () => opened }, channel } as never, target, undefined);
    await new Promise((resolve) => setImmediate(resolve));
    editor.answers.length = 0;
    const { what, args } = editor.told.at(-1) ?? { what: '', args: [] };
    const titles = args.slice(2).map((button) => (button as { title: string }).title);
    return { asked, what, message: args[0], titles };
  }

  it('tests the one device of a row', async () => {
    const { asked, message } = await tell({ kind: 'device', serial: '002' });
    assert.deepEqual([asked, message], [['002'], 'fw-b answers.']);
  });

  it('tests both members of a pair, and tells of both', async () => {
    const { asked, what, message } = await tell({ kind: 'pair', pairId: '001+002' });
    assert.deepEqual(asked, ['001', '002']);
    assert.deepEqual([what, message], ['showInformationMessage', 'fw-a answers. fw-b answers.']);
  });

  it('tests all devices of the job whose button it was, and goes on after one that does not answer', async () => {
    const { asked, what, message, titles } = await tell({ jobId: 'job-1', serial: '001' }, '001');
    assert.deepEqual([asked, what], [['001', '002'], 'showWarningMessage']);
    assert.match(String(message), /^fw-a.*nothing answers.* fw-b answers\.$/);
    assert.deepEqual(titles, ['Test Connection', 'Show Log']);
  });
});
