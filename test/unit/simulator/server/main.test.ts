import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { endFleet, findLiveFleet } from '../../../../src/simulator/liveFleet.ts';
import { readFleetFile } from '../../../../src/simulator/spec/fleetFile.ts';
import { post } from '../post.ts';
import { sampleSpec, standalone } from '../../../support/sampleSpec.ts';

const MAIN = fileURLToPath(new URL('../../../../src/simulator/main.ts', import.meta.url));

interface Finished {
  readonly code: number | null;
  readonly errors: string;
}

describe('simulator: the process', () => {
  const directory = mkdtempSync(join(tmpdir(), 'simulated-fleet-'));
  const fleetFile = join(directory, 'small.json');
  const started: ChildProcess[] = [];
  before(() => writeFileSync(fleetFile, JSON.stringify(sampleSpec([standalone()]))));
  after(() => {
    for (const child of started) child.kill();
    rmSync(directory, { recursive: true });
  });

  const start = (
    ...more: string[]
  ): { child: ChildProcess; said: Promise<string>; finished: Promise<Finished> } => {
    const parameters = ['--fleet', fleetFile, '--state-dir', directory, ...more];
    const child = spawn(process.execPath, [MAIN, ...parameters], { stdio: ['ignore', 'pipe', 'pipe'] });
    started.push(child);
    let errors = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
    return {
      child,
      said: once(child.stdout.setEncoding('utf8'), 'data').then(([text]) => String(text)),
      finished: once(child, 'close').then(([code]) => ({ code: code as number | null, errors })),
    };
  };

  it('tells where the fleet is, refuses a second one, and cleans up', async () => {
    const first = start('--speed', '100');
    assert.match(
      await first.said,
      /Simulated fleet "sample": 1 firewalls, Panorama at 127\.0\.0\.1:\d+, speed 100/,
    );
    const file = await findLiveFleet(directory);
    assert.ok(file);
    assert.equal(file.pid, first.child.pid);
    assert.equal(file.time.speed, 100);
    assert.equal(Object.keys(file.pins).length, 2);
    const { username: user, password } = file;
    const login = await post(file.panorama, { type: 'keygen', user, password });
    assert.equal(login.status, 200);
    assert.equal(login.fingerprint, file.pins[file.panorama]);

    const second = await start().finished;
    assert.equal(second.code, 1);
    assert.match(second.errors, /The simulated fleet "sample" already runs from .* \(process \d+, /);

    first.child.kill('SIGTERM');
    assert.equal((await first.finished).code, 0);
    assert.equal(readFleetFile(directory), null);
  });

  it('is meant for the folder that it is told, and ends when it is told to over its control port', async () => {
    const { said, finished } = start('--workspace', directory);
    await said;
    assert.equal(readFleetFile(directory)?.workspace, realpathSync(directory));
    assert.equal(await endFleet(directory), true);
    assert.equal(readFleetFile(directory), null);
    assert.equal((await finished).code, 0);
  });

  it('ends by itself when nobody asks it anything', async () => {
    const { finished } = start('--idle-exit-minutes', '0.001');
    assert.equal((await finished).code, 0);
    assert.equal(readFleetFile(directory), null);
  });

  it('says what is wrong with its arguments or its fleet file', async () => {
    assert.match((await start('--speed', 'fast').finished).errors, /^Usage: /);
    writeFileSync(fleetFile, '{"name": "broken"}');
    assert.match((await start().finished).errors, /is not usable:\n {2}credentials: /);
    writeFileSync(fleetFile, '{');
    assert.match((await start().finished).errors, /cannot be read/);
  });
});
