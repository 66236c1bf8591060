/**
 * A window that owns the storage given, whose event loop is blocked for the milliseconds given (0: not), and which
 * pins a certificate afterwards to show that it is still the owner. Then it waits to be killed.
 */
import { writeSync } from 'node:fs';
import { startWindow } from '../window.ts';
import { samplePin } from '../../../support/samplePin.ts';

const [folder = '', ms = '0'] = process.argv.slice(2);
const engine = await startWindow(folder, 'the child');
writeSync(1, `${engine.role}\n`);
Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, Number(ms));
engine.trust(samplePin('10.1.1.1:443'));
writeSync(1, 'pinned\n');
setTimeout(() => {}, 60_000);
