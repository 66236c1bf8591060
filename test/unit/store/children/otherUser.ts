/**
 * Another user of the machine, who begins as root: makes the folders given, and listens at the sockets given,
 * with a text of his own for everybody who calls. Words: his user ID, then paths; those of folders end with a slash.
 */
import { mkdirSync, writeSync } from 'node:fs';
import { createServer } from 'node:net';

const [uid, ...paths] = process.argv.slice(2);
process.setgid?.(Number(uid));
process.setuid?.(Number(uid));
for (const path of paths) {
  if (path.endsWith('/')) mkdirSync(path);
  else
    await new Promise<void>((resolve) =>
      createServer((socket) => socket.end('Mallory')).listen(path, resolve),
    );
}
writeSync(1, 'there\n');
setTimeout(() => {}, 60_000);
