/** Every trouble that the engine may come with. Each room declares its own, with the words for them. */
import type { InventoryTrouble } from '../inventory/inventoryTroubles.ts';
import type { JobTrouble } from '../jobs/jobTroubles.ts';
import type { PanosTrouble } from '../panos/panosTroubles.ts';
import type { PlanningTrouble } from '../planning/planningTroubles.ts';
import type { StoreTrouble } from '../store/storeTroubles.ts';
import type { ValidationTrouble } from '../validation/validationTroubles.ts';
import type { WorkflowTrouble } from '../workflow/workflowTroubles.ts';
import type { OwnTrouble } from './engineTroubles.ts';
import type { SettingTrouble } from './settings/settingTroubles.ts';

export type EngineTrouble =
  | PanosTrouble
  | InventoryTrouble
  | PlanningTrouble
  | ValidationTrouble
  | WorkflowTrouble
  | JobTrouble
  | StoreTrouble
  | OwnTrouble
  | SettingTrouble;
