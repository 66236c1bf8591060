/** A process that takes the lock of the folder given, says whether it holds it, and waits to be killed. */
import { writeSync } from 'node:fs';
import { acquireLock, type LockPlaces } from '../../../../src/store/lock.ts';

const [folder = '', places = '', manner] = process.argv.slice(2);
const result = await acquireLock(folder, 'the child', JSON.parse(places) as LockPlaces);
writeSync(1, result.held ? 'held\n' : `not held: ${result.owner}\n`);
if (manner === 'blocked') Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 60_000);
else setTimeout(() => {}, 60_000);
