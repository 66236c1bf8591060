/**
 * The lock as a named pipe of Windows, whose system gives a pipe's name to one process at a time and takes it back when
 * the process ends. Everybody on the machine may make pipes, under any name, and read from ours. So the name is made
 * of a random key in the storage folder, which nobody else can read; an owner that goes takes the key away, so that a
 * name which somebody saw in the list of all pipes is worth nothing later; and an owner proves that it knows the key,
 * by an answer that fits a new question each time. Who answers without is passed by, under a new key.
 *
 * What remains: an owner that was killed leaves its key, and somebody who saw its name and takes it before the next
 * window does, and keeps silent, cannot be told from an owner that is blocked. This window then only looks on, and
 * shows nothing of his; removing the file `lock.key` from the storage folder ends it.
 */
import { createHash, createHmac, randomBytes } from 'node:crypto';
import { readFile, rm, writeFile } from 'node:fs/promises';
import type { Server, Socket } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { codeOf } from './errorWords.ts';
import type { LockResult } from './lockResult.ts';
import { type Answer, ask, closed, listen, NO_ANSWER, oneLine } from './lockTalk.ts';

const ATTEMPTS = 20;
/** Who has not written its key by then died over it. */
const ATTEMPTS_FOR_A_KEY = 10;
const KEY = /^[0-9a-f]{64}$/;
const QUESTION_LENGTH = 32;

/** @param storage the real path of the folder that is locked. */
export async function lockWithPipe(storage: string, prefix: string, ownerText: string): Promise<LockResult> {
  const keyFile = join(storage, 'lock.key');
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const key = await keyIn(keyFile);
    if (KEY.test(key)) {
      const taken = await takePipe(pipeName(prefix, storage, key), key, keyFile, ownerText);
      if (taken !== null) return taken;
    } else if (attempt >= ATTEMPTS_FOR_A_KEY) {
      await removeKey(keyFile, key);
    }
    await pause(attempt * 5);
  }
  return { held: false, owner: NO_ANSWER };
}

function pipeName(prefix: string, storage: string, key: string): string {
  return prefix + createHash('sha256').update(`${key}\n${storage}`).digest('hex').slice(0, 32);
}

/** Null when it is worth another attempt. */
async function takePipe(
  name: string,
  key: string,
  keyFile: string,
  ownerText: string,
): Promise<LockResult | null> {
  const server = await listenOn(name, key, ownerText);
  if (server !== null) {
    // An owner that went in this moment took the key away first: others have a new one by now.
    if ((await readKey(keyFile)) !== key) {
      await closed(server);
      return null;
    }
    return {
      held: true,
      async release() {
        // Where that fails the name stays the same, which takes nothing from the lock.
        await removeKey(keyFile, key).catch(() => {});
        await closed(server);
      },
    };
  }
  const owner = await askOwner(name, key);
  if (owner === 'stranger') await removeKey(keyFile, key);
  return typeof owner === 'object' ? { held: false, owner: owner.text } : null;
}

/** Null when the name is taken. */
async function listenOn(name: string, key: string, ownerText: string): Promise<Server | null> {
  try {
    return await listen(name, (socket) => answer(socket, key, oneLine(ownerText)));
  } catch (error) {
    if (['EADDRINUSE', 'EACCES'].includes(codeOf(error))) return null;
    throw error;
  }
}

function answer(socket: Socket, key: string, text: string): void {
  let question = '';
  socket.setEncoding('latin1');
  socket.on('data', (part: string) => {
    if (question.length >= QUESTION_LENGTH) return;
    question += part;
    if (question.length >= QUESTION_LENGTH)
      socket.end(`${proof(key, question.slice(0, QUESTION_LENGTH), text)}\n${text}`);
  });
}

/** Of the text, too, so that nobody can put another one behind it. */
function proof(key: string, question: string, text: string): string {
  return createHmac('sha256', key).update(`${question}\n${text}`).digest('hex');
}

async function askOwner(name: string, key: string): Promise<{ readonly text: string } | 'gone' | 'stranger'> {
  const question = randomBytes(QUESTION_LENGTH / 2).toString('hex');
  let said: Answer;
  try {
    said = await ask(name, question);
  } catch (error) {
    return ['ENOENT', 'ECONNREFUSED', 'ECONNRESET', 'EPIPE'].includes(codeOf(error))
      ? 'gone'
      : { text: NO_ANSWER };
  }
  // Half an answer may be that of an owner that is blocked by now.
  if (!said.whole || said.text === '') return { text: NO_ANSWER };
  const [proved, ...lines] = said.text.split('\n');
  const text = lines.join('\n');
  return proved === proof(key, question, text) ? { text: oneLine(text) || NO_ANSWER } : 'stranger';
}

/** Makes one where there is none. What is no whole key is being written in this moment, or was never finished. */
async function keyIn(file: string): Promise<string> {
  try {
    const key = randomBytes(32).toString('hex');
    await writeFile(file, key, { flag: 'wx', mode: 0o600 });
    return key;
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
    return readKey(file);
  }
}

/** Empty where there is none. */
async function readKey(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return '';
    throw error;
  }
}

/** No other than the one given: another window may have made a new one. */
async function removeKey(file: string, key: string): Promise<void> {
  if ((await readKey(file)) === key) await rm(file, { force: true });
}
