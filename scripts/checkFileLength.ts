/**
 * No source file over 300 lines, unless its first comment says why: with a sentence that begins "Longer than 300
 * lines because".
 */
import { globSync, readFileSync } from 'node:fs';
import { PROJECT_ROOT } from './projectRoot.ts';

const LIMIT = 300;
const REASON = /longer than 300 lines because/i;

const files = globSync('{src,webview-ui,scripts,test}/**/*.{ts,mjs,css}', { cwd: PROJECT_ROOT });
const tooLong = files.filter((file) => {
  const text = readFileSync(`${PROJECT_ROOT}/${file}`, 'utf8');
  const lines = text.split('\n').length - 1;
  return lines > LIMIT && !REASON.test(firstComment(text));
});

for (const file of tooLong)
  console.error(`${file} is longer than ${LIMIT} lines and its first comment gives no reason.`);
if (tooLong.length > 0) process.exitCode = 1;

function firstComment(text: string): string {
  return /^(\/\*[\s\S]*?\*\/|(\/\/.*\n)+)/.exec(text)?.[0] ?? '';
}
