/**
 * The controls of all pages. The first import alone chooses which they are: `./toolkit/toolkitControls.ts` or
 * `./native/nativeControls.ts`. Page tests and benches have both, see `buildPages` in scripts/build.ts.
 */
import { controls } from './toolkit/toolkitControls.ts';
import type { ControlSet } from './controlSet.ts';

export const { button, updateButton, enableButtons, describeButton, divider, progressRing }: ControlSet =
  controls;
