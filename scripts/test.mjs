/** `npm test`, also on a fresh clone. */
import { bootstrap } from './bootstrap.mjs';

await bootstrap('scripts/runTests.ts');
