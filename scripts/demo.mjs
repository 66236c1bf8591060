/** `npm run demo`, also on a fresh clone. */
import { bootstrap } from './bootstrap.mjs';

await bootstrap('scripts/runDemo.ts');
