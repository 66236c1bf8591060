/** What most e2e tests begin with and end with: a simulated fleet, a window on its folder, its devices discovered. */
import { type FleetFolder, type FleetOptions, openFleetFolder } from './fleetFolder.ts';
import { Workbench } from './workbench.ts';

export interface DemoWindow {
  readonly fleet: FleetFolder;
  readonly workbench: Workbench;
}

export interface DemoOptions extends FleetOptions {
  /** Of the screenshot `failed-NAME` of a test that failed. */
  readonly name: string;
  /** False where the tests discover the devices themselves. */
  readonly discovers?: boolean;
  /** Writes into the folder what the window has to find there when it opens. */
  readonly prepare?: (folder: string) => Promise<void>;
}

/** All devices of the fleet answer soon; a busy machine takes its time all the same. In milliseconds. */
const DISCOVERY_MS = 60_000;

/**
 * For the beginning of a `describe`: opens both before its first test, closes both after its last one, and looks at
 * the window when a test has failed.
 * @param use is handed both once they are there
 */
export function withDemoWindow(options: DemoOptions, use: (opened: DemoWindow) => void): void {
  const { name, discovers = true, prepare } = options;
  let fleet: FleetFolder | undefined;
  let workbench: Workbench | undefined;

  before(async () => {
    fleet = await openFleetFolder(options);
    await prepare?.(fleet.folder);
    workbench = await Workbench.open(fleet.folder);
    use({ fleet, workbench });
    await workbench.openViewContainer('PAN-OS Upgrade');
    if (discovers) await discoverFleet(workbench);
  });

  after(async () => {
    await workbench?.close();
    await fleet?.close();
  });

  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await workbench?.screenshot(`failed-${name}`);
  });
}

export async function discoverFleet(workbench: Workbench): Promise<void> {
  // The palette lists the command once the engine is open, and does not look again while it is shown.
  await workbench.view('Devices').getByText('The simulated fleet runs.').waitFor();
  await workbench.runCommand('PAN-OS: Discover Devices');
  await workbench.notification('Discovered 24 devices').waitFor({ timeout: DISCOVERY_MS });
  await workbench.closeNotifications();
}
