/** A check of `npm run check`: package-lock.json and .npmrc let nothing in that was not looked at. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT_ROOT } from '../projectRoot.ts';
import { readLockFile, readManifest } from './lockFile.ts';
import { lockFileProblems } from './lockFileProblems.ts';

const npmrc = readFileSync(join(PROJECT_ROOT, '.npmrc'), 'utf8');
const problems = lockFileProblems(readLockFile(), readManifest(), npmrc);
for (const problem of problems) console.error(problem);
if (problems.length > 0) process.exitCode = 1;
