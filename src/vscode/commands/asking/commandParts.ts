/** What commands are handed; put together in extension.ts. */
import type { ExtensionContext } from 'vscode';
import type { EngineHolder, OpenedEngine } from '../../engine/engineHolder.ts';
import type { DeviceStatusDocuments } from '../../documents/deviceStatusDocuments.ts';
import type { CsvProblems } from '../../csv/csvProblems.ts';
import type { ComparisonPanels } from '../../panels/comparison/comparisonPanel.ts';
import type { FleetPanels } from '../../panels/fleet/fleetPanel.ts';
import type { PreviewPanels } from '../../panels/preview/previewPage.ts';
import type { ReadinessPanels } from '../../panels/reading/readinessPanel.ts';
import type { VerifyPanels } from '../../panels/reading/verifyPanel.ts';
import type { JobPanels } from '../../panels/job/jobPanels.ts';
import type { PinProblems } from '../../trust/pinProblems.ts';
import type { FolderSettings } from '../../engine/folderSettings.ts';
import type { SimulatedFleets } from '../../engine/simulatedFleets.ts';
import type { DevicesTree } from '../../trees/devicesTree.ts';
import type { OutputChannel } from '../../exits/outputChannel.ts';

export interface CommandParts {
  readonly context: ExtensionContext;
  readonly channel: OutputChannel;
  readonly holder: EngineHolder;
  readonly fleets: SimulatedFleets;
  readonly folderSettings: FolderSettings;
  readonly devicesTree: DevicesTree;
  readonly jobPanels: JobPanels;
  readonly pinProblems: PinProblems;
  readonly fleetPanels: FleetPanels;
  readonly downloadPanels: PreviewPanels;
  readonly upgradePanels: PreviewPanels;
  readonly verifyPanels: VerifyPanels;
  readonly readinessPanels: ReadinessPanels;
  readonly comparisonPanels: ComparisonPanels;
  readonly csvProblems: CsvProblems;
  readonly statusDocuments: DeviceStatusDocuments;
}

/**
 * One command. `target` is the row it was chosen on; undefined from the palette, where it asks instead. `others` are
 * all rows that were selected then, where several can be.
 * A promise that resolves without having done anything means the user turned back.
 */
export type Command = (parts: CommandParts, target: unknown, others: unknown) => Promise<void> | void;

/** Most commands act on the engine: waits until it is open. */
export function onEngine(
  command: (
    opened: OpenedEngine,
    parts: CommandParts,
    target: unknown,
    others: unknown,
  ) => Promise<void> | void,
): Command {
  return async (parts, target, others) => command(await parts.holder.require(), parts, target, others);
}
