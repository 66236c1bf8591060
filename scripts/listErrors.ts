/**
 * `npm run errors`: writes docs/ERRORS.md anew, which is the list of all endings and troubles with sample data; what stands
 * between its headings and the list stays. With `--print` it prints every text instead, one a line, to be read aloud.
 */
import { writeFileSync } from 'node:fs';
import {
  deviceErrors,
  endings,
  errorsDocument,
  introductionsIn,
  readErrorsDocument,
  troubles,
} from '../test/support/troubles/errorsDocument.ts';
import { PROJECT_ROOT } from './projectRoot.ts';

if (process.argv.includes('--print')) {
  for (const { name, said } of [...deviceErrors, ...troubles, ...endings]) {
    for (const text of said) console.log(`${name}: ${text}`);
  }
} else {
  const document = await errorsDocument(introductionsIn(readErrorsDocument()));
  writeFileSync(`${PROJECT_ROOT}/docs/ERRORS.md`, document);
}
