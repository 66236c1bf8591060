/** Every room with its troubles, made up, and the table of its words. */
import { engineWords } from '../../../src/engine/engineTroubles.ts';
import { settingWords } from '../../../src/engine/settings/settingTroubles.ts';
import { inventoryWords } from '../../../src/inventory/inventoryTroubles.ts';
import { jobWords } from '../../../src/jobs/jobTroubles.ts';
import { panosWords } from '../../../src/panos/panosTroubles.ts';
import { planningWords } from '../../../src/planning/planningTroubles.ts';
import { tell, type ToldTrouble, type Trouble, type TroubleWords } from '../../../src/ports/trouble.ts';
import { storeWords } from '../../../src/store/storeTroubles.ts';
import { validationWords } from '../../../src/validation/validationTroubles.ts';
import { editorWords } from '../../../src/vscode/editorTroubles.ts';
import { workflowWords } from '../../../src/workflow/workflowTroubles.ts';
import { editorSamples } from './editorSamples.ts';
import { jobSamples } from './jobSamples.ts';
import {
  inventorySamples,
  ownSamples,
  panosSamples,
  planningSamples,
  settingSamples,
  storeSamples,
  validationSamples,
} from './otherSamples.ts';
import type { SamplesOf } from './samplesOf.ts';
import { workflowSamples } from './workflowSamples.ts';

export interface RoomOfTroubles {
  readonly samples: readonly Trouble[];
  /** As it is: what is changed in it is said from then on. */
  readonly words: Readonly<Record<string, unknown>>;
  tell(sample: Trouble): ToldTrouble;
}

export const rooms: readonly RoomOfTroubles[] = [
  room(panosSamples, panosWords),
  room(inventorySamples, inventoryWords),
  room(planningSamples, planningWords),
  room(validationSamples, validationWords),
  room(workflowSamples, workflowWords),
  room(jobSamples, jobWords),
  room(storeSamples, storeWords),
  room(ownSamples, engineWords),
  room(settingSamples, settingWords),
  room(editorSamples, editorWords),
];

function room<T extends Trouble>(samples: SamplesOf<T>, words: TroubleWords<T>): RoomOfTroubles {
  const lists: readonly (readonly T[])[] = Object.values(samples);
  return {
    samples: lists.flat(),
    words,
    // It is handed back what it gave.
    tell: (sample) => tell(sample as T, words),
  };
}
