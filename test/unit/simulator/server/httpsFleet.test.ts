import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EffectEntry } from '../../../../src/simulator/device/effectLog.ts';
import { parseFleetSpec } from '../../../../src/simulator/spec/fleetSpec.ts';
import { startHttpsFleet, type Endpoint, type HttpsFleet } from '../../../../src/simulator/httpsFleet.ts';
import { post } from '../post.ts';
import { CREDENTIALS, sampleSpec, STANDALONE, standalone } from '../../../support/sampleSpec.ts';
import { SHOW, textOf } from '../sampleFleet.ts';

describe('simulator: over HTTPS', () => {
  const directory = mkdtempSync(join(tmpdir(), 'simulated-fleet-'));
  const effectLogFile = join(directory, 'effects.jsonl');
  let running: HttpsFleet;
  let firewall: Endpoint;
  let key: string;

  before(async () => {
    const lost = standalone({ serial: '001701000109', connected: false });
    running = await startHttpsFleet(parseFleetSpec(sampleSpec([standalone({ bootMinutes: 8 }), lost])), {
      speed: 600,
      effectLogFile,
    });
    const found = running.endpoints.find(({ target }) => target === STANDALONE);
    assert.ok(found);
    firewall = found;
    const { username: user, password } = CREDENTIALS;
    key = textOf((await post(firewall.address, { type: 'keygen', user, password })).body, 'key') ?? '';
  });
  after(() => {
    running.close();
    rmSync(directory, { recursive: true });
  });

  it('presents each device with a certificate of its own', async () => {
    const reply = await post(firewall.address, { type: 'op', cmd: SHOW.systemInfo }, key);
    assert.equal(reply.status, 200);
    assert.equal(textOf(reply.body, 'serial'), STANDALONE);
    assert.equal(reply.fingerprint, firewall.fingerprint);
    assert.equal(new Set(running.endpoints.map(({ fingerprint }) => fingerprint)).size, 3);
  });

  it('lets Panorama tell where the devices listen', async () => {
    const [panorama] = running.endpoints;
    assert.ok(panorama);
    const { username: user, password } = CREDENTIALS;
    const login = await post(panorama.address, { type: 'keygen', user, password });
    const list = await post(
      panorama.address,
      { type: 'op', cmd: SHOW.devicesAll },
      textOf(login.body, 'key')?.replaceAll('&amp;', '&'),
    );
    assert.equal(textOf(list.body, 'ip-address'), firewall.address);
  });

  it('breaks connections to a device that is not there', async () => {
    const lost = running.endpoints.at(-1)?.address ?? '';
    await assert.rejects(post(lost, {}), { code: 'ECONNRESET' });
  });

  it('is really gone while a device reboots, and back at the same port', async () => {
    await post(firewall.address, { type: 'op', cmd: '<request><restart><system/></restart></request>' }, key);
    // Only what lasts long enough to be seen for certain; the phases between are tested in memory.
    for (const expected of ['answer', 'broken', 'answer']) {
      while ((await probe(firewall.address, key)) !== expected);
    }
    const story = readFileSync(effectLogFile, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as EffectEntry);
    assert.deepEqual(
      story.map(({ what }) => what),
      ['restart_accepted', 'went_down', 'booted'],
    );
  });
});

/** Whether the device works, is gone, or is somewhere between. */
function probe(address: string, key: string): Promise<'answer' | 'broken' | 'between'> {
  return post(address, { type: 'op', cmd: SHOW.systemInfo }, key).then(
    ({ body }) => (body.includes('<sw-version>') ? 'answer' : 'between'),
    (error: unknown) => ((error as { code?: string }).code === 'ECONNRESET' ? 'broken' : 'between'),
  );
}
