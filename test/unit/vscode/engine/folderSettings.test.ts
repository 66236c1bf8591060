/** Settings that an open folder brings along: what counts before and after the user's word. */
import assert from 'node:assert/strict';
import { readSettings } from '../../../../src/engine/settings/readSettings.ts';
import { type SettingKey, settingKeys } from '../../../../src/engine/settings/settingsTable.ts';
import { type Configuration, folderSettings } from '../../../../src/vscode/engine/folderSettings.ts';
import {
  folderSettingsAnswer,
  folderSettingsQuestion,
  valueInFull,
  valueText,
} from '../../../../src/vscode/words/folderSettingWords.ts';

type Values = Readonly<Record<string, unknown>>;

/** As VS Code lays them over each other: the folder's values over the user's. */
function configuration(folder: Values, user: Values = {}): Configuration {
  return {
    get: (key) => folder[key] ?? user[key],
    inspect: (key) => ({ workspaceValue: folder[key], globalValue: user[key] }),
  };
}

function memory() {
  const content = new Map<string, unknown>();
  return {
    keys: () => [...content.keys()],
    get: <T>(key: string, otherwise?: T) => (content.get(key) as T | undefined) ?? otherwise,
    update: async (key: string, value: unknown) => void content.set(key, value),
  };
}

const HOSTILE: Values = {
  'panorama.host': 'evil.example.com',
  'firewall.port': 8443,
  'backup.enabled': false,
  'validation.verifyHashes': false,
  'readiness.policies': { license: 'off' },
  'workers.max': 50,
};

describe('settings of a folder', () => {
  it('count for nothing before the user has looked at them, whichever setting it is', () => {
    const before = readSettings(() => undefined).engine;
    const folder = Object.fromEntries(settingKeys.map((key) => [key, HOSTILE[key] ?? 'changed']));
    const settings = folderSettings(() => configuration(folder), memory());
    const read = readSettings((key) => settings.read(key));
    assert.deepEqual([read.engine, read.caFile, read.problems], [before, null, []]);
    assert.equal(settings.all().length, settingKeys.length - 1, 'all but tls.caFile, which it may never set');
  });

  it('leave the user his own values', () => {
    const user = { 'panorama.host': 'pano', 'workers.max': 3 };
    const settings = folderSettings(() => configuration(HOSTILE, user), memory());
    assert.deepEqual(
      ['panorama.host', 'workers.max', 'panorama.timeout'].map((key) => settings.read(key as SettingKey)),
      ['pano', 3, undefined],
    );
    const same = folderSettings(() => configuration(user, user), memory());
    assert.deepEqual(same.all(), [], 'what says the same is no question');
  });

  it('count one by one after the user has said so, and are asked about again when they change', async () => {
    const kept = memory();
    const settings = folderSettings(() => configuration(HOSTILE), kept);
    await settings.answer(settings.all(), new Set(['workers.max']));
    assert.deepEqual([settings.read('workers.max'), settings.read('backup.enabled')], [50, undefined]);
    const next = folderSettings(() => configuration({ ...HOSTILE, 'workers.max': 49 }), kept);
    assert.deepEqual(
      next.all().flatMap(({ key, answer }) => (answer === 'open' ? [key] : [])),
      ['workers.max'],
    );
    assert.equal(next.read('workers.max'), undefined);
    const back = folderSettings(() => configuration(HOSTILE), kept);
    assert.deepEqual(
      [back.read('workers.max'), back.all().some(({ answer }) => answer === 'open')],
      [50, false],
    );
    await back.answer(back.all(), new Set());
    assert.equal(back.read('workers.max'), undefined, 'and can be taken back');
  });

  it('are named with file, value and what counts instead', () => {
    const all = folderSettings(() => configuration(HOSTILE, { 'panorama.host': 'pano' }), memory()).all();
    const host = all.filter(({ key }) => key === 'panorama.host');
    assert.equal(
      folderSettingsQuestion('.vscode/settings.json', host),
      '.vscode/settings.json sets panosUpgrade.panorama.host to "evil.example.com" instead of "pano". Nothing of it is used until you say so.',
    );
    assert.match(
      folderSettingsQuestion('a.code-workspace', all),
      /^a\.code-workspace sets panosUpgrade\.panorama\.host to .*; 3 more\. /,
    );
    assert.equal(
      folderSettingsAnswer('f', host, new Set()),
      '0 of 1 setting in f are used; your own value instead of panosUpgrade.panorama.host.',
    );
    assert.equal(folderSettingsAnswer('f', host, new Set(['panorama.host'])), '1 of 1 setting in f is used.');
    const policies = all.filter(({ key }) => key === 'readiness.policies');
    assert.equal(
      policies.map(valueInFull).join(),
      'panosUpgrade.readiness.policies, instead of nothing\n  license: "off"',
    );
    assert.equal(folderSettingsQuestion('f', []), '');
    assert.equal(valueText('a\n\u202Eb'), '"a\\n b"');
    assert.ok(valueText('x'.repeat(10_000)).length < 130);
  });
});
