/**
 * The way into a script from a fresh clone: runs on Node 20 with nothing installed, installs what package-lock.json
 * says if that is not what is there, and hands over to the real script (TypeScript) under Node 24.
 */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** Node's first version that runs TypeScript files as they are. */
const OLDEST_NODE_FOR_TYPESCRIPT = [22, 18];

/** Installs if needed, then runs `script` (a path from the project's root) with this process's arguments. */
export async function bootstrap(script) {
  if (!isInstalled()) {
    console.log('Installing the packages that package-lock.json names …');
    const code = await run('npm', ['ci', '--loglevel=error'], process.env);
    if (code !== 0) process.exit(code);
  }
  const node = findNode();
  const path = [dirname(node), join(root, 'node_modules/.bin'), process.env.PATH].join(delimiter);
  process.exit(
    await run(node, [join(root, script), ...process.argv.slice(2)], { ...process.env, PATH: path }),
  );
}

/** npm writes down what it has installed when it is done: whether that is what the lock file asks for. */
function isInstalled() {
  const installed = packagesOf('node_modules/.package-lock.json');
  return Object.entries(packagesOf('package-lock.json')).every(
    ([path, { version, optional, devOptional }]) =>
      path === '' || optional || devOptional || installed[path]?.version === version,
  );
}

function packagesOf(lockFile) {
  const file = join(root, lockFile);
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).packages : {};
}

function findNode() {
  const name = process.platform === 'win32' ? 'win' : process.platform;
  const binary = process.platform === 'win32' ? 'node.exe' : 'node';
  const installed = join(root, `node_modules/node-${name}-${process.arch}/bin/${binary}`);
  if (existsSync(installed)) return installed;
  const [major, minor] = process.versions.node.split('.').map(Number);
  const [oldestMajor, oldestMinor] = OLDEST_NODE_FOR_TYPESCRIPT;
  if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)) return process.execPath;
  console.error(
    `There is no Node 24 package for ${process.platform} ${process.arch}, and this Node (${process.version}) is too ` +
      'old to take its place. Install Node 24 from https://nodejs.org and run this again.',
  );
  return process.exit(1);
}

/** Runs a command on this terminal; Ctrl+C is the command's to handle, its exit code becomes ours. */
function run(command, args, env) {
  const child = spawn(command, args, {
    cwd: root,
    env,
    stdio: 'inherit',
    // npm is a batch file there, which only a shell can start.
    shell: process.platform === 'win32' && command === 'npm',
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  });
}
