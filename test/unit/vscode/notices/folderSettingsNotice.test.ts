/** The message about settings of the open folder: once they stand still, and one at a time. */
import assert from 'node:assert/strict';
import { VirtualClock } from '../../../../src/simulator/time/virtualClock.ts';
import type { FolderSetting } from '../../../../src/vscode/engine/folderSettings.ts';
import { type EditorStandIn, standInForEditor } from '../../../support/editorStandIn.ts';

describe('showFolderSettings', () => {
  let editor: EditorStandIn;
  before(() => (editor = standInForEditor()));
  after(() => editor.deregister());

  async function scene() {
    const { showFolderSettings } = await import('../../../../src/vscode/notices/folderSettingsNotice.ts');
    const clock = new VirtualClock();
    const state = { value: 1, isOpen: false };
    const setting = (): FolderSetting => ({
      key: 'workers.max',
      value: state.value,
      instead: 5,
      answer: 'open',
    });
    const settings = {
      read: () => undefined,
      all: () => (state.isOpen ? [setting()] : []),
      answer: async () => undefined,
    };
    const before = editor.told.length;
    /** Closes the message that stands. */
    let close: (() => void) | undefined;
    editor.answers.push(() => new Promise<undefined>((done) => (close = () => done(undefined))));
    showFolderSettings(settings, clock);
    const save = (value: number): void => {
      Object.assign(state, { value, isOpen: true });
      editor.changeConfiguration();
    };
    const messages = (): string[] => editor.told.slice(before).map(({ args }) => String(args[0]));
    return { clock, save, messages, close: () => close?.() };
  }

  it('waits until nothing more is saved, and speaks of what is there then', async () => {
    const { clock, save, messages, close } = await scene();
    for (let value = 2; value < 20; value += 1) {
      save(value);
      await clock.advanceBy(1000);
    }
    assert.deepEqual(messages(), [], 'who saves every second is not interrupted');
    await clock.advanceBy(10_000);
    assert.equal(messages().length, 1);
    assert.match(messages()[0] ?? '', /workers\.max to 19 instead of 5/);
    close();
  });

  it('shows no second message while one stands, and afterwards what is new', async () => {
    const { clock, save, messages, close } = await scene();
    save(2);
    await clock.advanceBy(10_000);
    save(3);
    await clock.advanceBy(60_000);
    assert.equal(messages().length, 1);
    close();
    await clock.advanceBy(1);
    assert.match(messages().at(-1) ?? '', /workers\.max to 3 /);
    assert.equal(messages().length, 2);
  });
});
