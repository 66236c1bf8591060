/**
 * What vsce runs before it packs: builds as for users, looks at what is in the bundles, and writes the bill of
 * materials and the notices that ship with them.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from './build.ts';
import { PROJECT_ROOT } from './projectRoot.ts';
import { audited } from './supplyChain/audit.ts';
import { bundledPackages } from './supplyChain/bundledPackages.ts';
import { readLockFile, readManifest } from './supplyChain/lockFile.ts';
import { noticesOf } from './supplyChain/notices.ts';
import { packageProblems } from './supplyChain/packageProblems.ts';
import { packageReasons } from './supplyChain/packageReasons.ts';
import { sbomOf } from './supplyChain/sbom.ts';

const bundled = bundledPackages(await build({ minify: true }));
const [lock, manifest, reasons] = [readLockFile(), readManifest(), packageReasons()];
const audit = await audited(bundled.packages);
const problems = [...packageProblems(bundled.packages, lock, manifest, reasons), ...audit.problems];

const write = (name: string, text: string): void => writeFileSync(join(PROJECT_ROOT, 'dist', name), text);
write('sbom.cdx.json', `${JSON.stringify(sbomOf(bundled, lock, manifest, reasons), null, 2)}\n`);
write('THIRD-PARTY-NOTICES.txt', noticesOf(bundled.packages));

console.log(`${bundled.packages.length} packages in what ships. ${audit.said}`);
for (const problem of problems) console.error(problem);
if (problems.length > 0) process.exitCode = 1;
