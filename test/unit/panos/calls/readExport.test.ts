import assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';
import type { ExportCommand } from '../../../../src/panos/calls/command.ts';
import type { DeviceErrorKind } from '../../../../src/panos/errors.ts';
import { failure, fails, fakeDevice, http, KEY, refused, type Answer } from '../fakeDevice.ts';

const CONFIGURATION: ExportCommand = {
  name: 'export configuration',
  form: { type: 'export', category: 'configuration' },
  content: 'configuration',
};
const ARCHIVE: ExportCommand = {
  name: 'export device-state',
  form: { type: 'export', category: 'device-state' },
  content: 'archive',
};
const CONFIG = `<?xml version="1.0"?>\n<config version="10.1.0" urldb="paloaltonetworks">${'<a>ü</a>'.repeat(400)}</config>\n`;
const NOT_FOUND = refused('File not found');

interface Written {
  readonly pieces: Uint8Array[];
  readonly write: (piece: Uint8Array) => Promise<void>;
  readonly all: () => Buffer;
}

function written(): Written {
  const pieces: Uint8Array[] = [];
  return {
    pieces,
    async write(piece) {
      pieces.push(piece);
    },
    all: () => Buffer.concat(pieces),
  };
}

/** Answers with the bytes in small pieces. */
function inPieces(content: string | Uint8Array, size = 100, status = 200): Answer {
  const bytes = Buffer.from(content);
  async function* body(): AsyncGenerator<Uint8Array> {
    for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
  }
  return () => ({ status, body: body() });
}

describe('an export', () => {
  it('is written as it came, whatever the pieces', async () => {
    const archive = gzipSync(Buffer.from(Array.from({ length: 5000 }, (_, at) => at % 251)));
    for (const size of [1, 100, 100_000]) {
      const configuration = written();
      const device = fakeDevice([inPieces(CONFIG, size)]);
      const length = await device.client.export(CONFIGURATION, configuration.write);
      assert.deepEqual([configuration.all().toString(), length], [CONFIG, Buffer.byteLength(CONFIG)]);
      assert.deepEqual([device.requests[1]?.form, device.requests[1]?.key], [CONFIGURATION.form, KEY]);

      const state = written();
      await fakeDevice([inPieces(archive, size)]).client.export(ARCHIVE, state.write);
      assert.ok(state.all().equals(archive));
    }
  });

  it('takes a configuration without a declaration or after a comment', async () => {
    for (const text of [
      '<config/>'.replace('/', '></config'),
      `\n<!-- by hand -->\n<config version="1">\n</config>`,
    ]) {
      const file = written();
      await fakeDevice([inPieces(text)]).client.export(CONFIGURATION, file.write);
      assert.equal(file.all().toString(), text);
    }
  });

  it('is allowed 512 MB', async () => {
    const device = fakeDevice([inPieces(CONFIG)]);
    await device.client.export(CONFIGURATION, written().write);
    assert.equal(device.requests[1]?.largestBody, 512e6);
  });

  it('that is no file becomes an error, and nothing is written', async () => {
    const success = http(200, '<response status="success"><result>x</result></response>');
    const cases: [ExportCommand, Answer, DeviceErrorKind][] = [
      [CONFIGURATION, NOT_FOUND, 'device_refused'],
      [ARCHIVE, NOT_FOUND, 'device_refused'],
      [CONFIGURATION, refused('Missing parameter', 400), 'device_refused'],
      [CONFIGURATION, http(403, '<html>Forbidden</html>'), 'authentication'],
      [CONFIGURATION, http(200, '<html><config></config></html>'), 'not_an_answer'],
      [CONFIGURATION, success, 'not_an_answer'],
      [CONFIGURATION, inPieces(CONFIG, 100, 503), 'http_status'],
      [CONFIGURATION, inPieces(gzipSync(CONFIG)), 'not_an_answer'],
      [CONFIGURATION, http(200, ''), 'not_an_answer'],
      [CONFIGURATION, http(200, '<configuration></configuration>'), 'not_an_answer'],
      [ARCHIVE, http(200, ''), 'not_an_answer'],
      [ARCHIVE, http(200, '<html>starting</html>'), 'not_an_answer'],
      [ARCHIVE, inPieces(CONFIG), 'not_an_answer'],
    ];
    for (const [command, answer, kind] of cases) {
      const file = written();
      const error = await failure(fakeDevice([answer]).client.export(command, file.write, { attempts: 1 }));
      assert.deepEqual([error.kind, error.operation, file.pieces.length], [kind, command.name, 0]);
    }
    const { deviceText } = await failure(fakeDevice([NOT_FOUND]).client.export(ARCHIVE, written().write));
    assert.equal(deviceText, 'File not found');
  });

  it('of a configuration that stops in the middle fails, and is not begun again by itself', async () => {
    for (const end of [-2, -10, 1000]) {
      const device = fakeDevice([inPieces(CONFIG.slice(0, end))]);
      const error = await failure(device.client.export(CONFIGURATION, written().write));
      assert.deepEqual([error.kind, device.asked().length], ['not_an_answer', 1]);
      assert.match(error.message, /stops in the middle/);
    }
  });

  it('is asked for again until the first piece, never afterwards', async () => {
    const before = fakeDevice([fails('no_answer', 'unknown'), http(503, ''), inPieces(CONFIG)]);
    const file = written();
    await before.client.export(CONFIGURATION, file.write);
    assert.deepEqual([file.all().toString(), before.asked().length], [CONFIG, 3]);

    async function* breaksOff(): AsyncGenerator<Uint8Array> {
      yield Buffer.from(CONFIG.slice(0, 1000));
      await failing();
    }
    const failing = async (): Promise<never> =>
      fails('no_answer', 'unknown')(after.requests[1] ?? assert.fail()) as never;
    const after = fakeDevice([() => ({ status: 200, body: breaksOff() })]);
    const error = await failure(after.client.export(CONFIGURATION, written().write));
    assert.deepEqual([error.kind, after.asked().length], ['no_answer', 1]);
  });

  it('ends with what the writer throws, and lets go of the body', async () => {
    for (const failingTurn of [1, 3]) {
      let letGo = false;
      async function* endless(): AsyncGenerator<Uint8Array> {
        try {
          for (yield Buffer.from('<config>'); ;) yield Buffer.from('<a></a>'.repeat(100));
        } finally {
          letGo = true;
        }
      }
      const device = fakeDevice([() => ({ status: 200, body: endless() })]);
      let turn = 0;
      const full = async (): Promise<void> => {
        turn += 1;
        if (turn === failingTurn) throw new Error('disk full');
      };
      await assert.rejects(device.client.export(CONFIGURATION, full), /^Error: disk full$/);
      assert.deepEqual([letGo, turn, device.asked().length], [true, failingTurn, 1]);
    }
  });

  it('stops when the caller says so', async () => {
    const device = fakeDevice([inPieces(CONFIG)]);
    const error = await failure(
      device.client.export(CONFIGURATION, written().write, { signal: AbortSignal.abort() }),
    );
    assert.deepEqual([error.kind, device.asked()], ['cancelled', []]);
  });
});
