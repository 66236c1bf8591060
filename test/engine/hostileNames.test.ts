/** A firewall that calls itself whatever it likes, discovered, asked about and upgraded: what is kept and shown of it. */
import assert from 'node:assert/strict';
import { standInForEditor, type EditorStandIn } from '../support/editorStandIn.ts';
import { hostileTexts, UNSEEN } from '../support/hostileTexts.ts';
import { Rig } from '../support/rig.ts';
import { STANDALONE, standalone } from '../support/sampleSpec.ts';

/** What XML cannot carry never arrives. */
const names = Object.entries(hostileTexts).map(([what, text]) => {
  const sent = text.replaceAll(/[^\t\r\n\x20-\u{10FFFF}]|[\p{Cs}\uFFFE\uFFFF]/gu, '-');
  return [what, `x${sent}`] as const;
});

describe('engine: a device with a hostile host name', () => {
  let editor: EditorStandIn;
  before(() => {
    editor = standInForEditor();
  });
  after(() => editor.deregister());

  for (const [what, hostname] of names) {
    it(`cannot rewrite the question before its upgrade: ${what}`, async () => {
      const { confirmUpgrade } = await import('../../src/vscode/commands/asking/askForUpgrade.ts');
      const rig = new Rig({ firewalls: [standalone({ hostname })] });
      const engine = await rig.start();
      const [device] = await rig.discover(engine);
      assert.ok(device !== undefined);
      assert.doesNotMatch(device.hostname, UNSEEN);
      assert.ok(device.hostname.length <= 254 && !device.hostname.includes(' '), device.hostname);

      editor.answers.push((args) => args[2]);
      assert.equal(await confirmUpgrade(engine, device), true);
      const [message, options, button] = editor.told.at(-1)?.args as [string, { detail: string }, unknown];
      assert.match(message, /^Upgrade [^\s?]\S* from 10\.1\.14 to 11\.1\.4-h7\?$/);
      assert.match(options.detail, /^1\. 10\.1\.14 → 10\.2\.10, with .*\n2\. 10\.2\.10 → 11\.1\.4-h7, with /);
      assert.deepEqual(button, { title: 'Upgrade with 2 Restarts' });
      await rig.clock.drive(engine.close());
    });
  }

  it('is upgraded under a name that is cut, and no more of it is kept than that', async () => {
    const rig = new Rig({ firewalls: [standalone({ hostname: 'a'.repeat(5_000_000) })] });
    const engine = await rig.start();
    const { id } = await rig.submit(engine);
    const job = await rig.finish(engine, id);
    assert.equal(job.status, 'completed', job.message ?? '');
    assert.equal(job.runs[0]?.hostname, `${'a'.repeat(253)}…`);
    assert.equal(engine.inventory.get(STANDALONE)?.hostname.length, 254);
    await rig.clock.drive(engine.close());
    // A backup is the device's own file, byte by byte.
    for (const path of rig.disk.paths().filter((one) => !one.includes('/backups/'))) {
      const bytes = Buffer.from(rig.disk.content(path) ?? []);
      assert.ok(!bytes.includes('a'.repeat(255)) && bytes.length < 1_000_000, `${path}: ${bytes.length}`);
    }
  });
});
