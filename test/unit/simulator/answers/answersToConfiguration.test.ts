import assert from 'node:assert/strict';
import { gunzipSync } from 'node:zlib';
import { STANDALONE, standalone } from '../../../support/sampleSpec.ts';
import { Bench } from '../sampleFleet.ts';

const xpath = "/config/devices/entry[@name='localhost.localdomain']/deviceconfig/system";

describe('simulator: configuration', () => {
  const bench = new Bench([standalone()]);
  const exported = async (category: string) => {
    const reply = await bench.post(STANDALONE, { type: 'export', category });
    assert.ok(reply.kind === 'answer');
    return reply;
  };

  it('is exported as it is, not wrapped in an answer', async () => {
    const { contentType, body, headers } = await exported('configuration');
    assert.equal(contentType, 'application/xml');
    assert.match(
      String(body),
      /^<\?xml version="1\.0"\?>\n<config version="10\.1\.0"[^>]* detail-version="10\.1\.14">/,
    );
    assert.match(headers?.['Content-Disposition'] ?? '', /running-config\.xml/);
  });

  it('is inside the device state, which is an archive', async () => {
    const { contentType, body } = await exported('device-state');
    assert.equal(contentType, 'application/octet-stream');
    assert.ok(typeof body !== 'string');
    const tar = gunzipSync(body);
    assert.equal(tar.length % 512, 0);
    assert.match(tar.subarray(0, 100).toString(), /^running-config\.xml\0/);
    // The checksum is the sum of the header with blanks in its place.
    const blanked = Buffer.from(tar.subarray(0, 512)).fill(' ', 148, 156);
    const sum = blanked.reduce((total, byte) => total + byte, 0);
    assert.equal(Number.parseInt(tar.subarray(148, 154).toString(), 8), sum);
    assert.deepEqual((await exported('device-state')).body, body);
  });

  it('refuses to export what it does not know', async () => {
    const reply = await bench.post(STANDALONE, { type: 'export' });
    assert.ok(reply.kind === 'answer' && reply.status === 400);
  });

  it('gives one object, and code 7 where there is none', async () => {
    const get = (path: string): Promise<string> =>
      bench.body(STANDALONE, { type: 'config', action: 'get', xpath: path });
    assert.match(
      await get(`${xpath}/hostname`),
      /code="19"><result total-count="1" count="1"><hostname>fw-lab-01<\/hostname>/,
    );
    assert.equal(
      await get(`${xpath}/update-schedule`),
      '<response status="success" code="7"><result/></response>',
    );
  });

  it('is saved under a name', async () => {
    const answer = await bench.ask(STANDALONE, '<save><config><to>before.xml</to></config></save>');
    assert.match(answer, /status="success".*Config saved to before\.xml/);
  });

  it('calls are counted by what they fetch', async () => {
    assert.equal(bench.fleet.devices.get(STANDALONE)?.calls.byCommand.get('export device-state'), 2);
    assert.equal(bench.fleet.devices.get(STANDALONE)?.calls.byCommand.get('config get'), 2);
  });
});
