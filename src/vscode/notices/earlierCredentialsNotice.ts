/** Credentials of an earlier release belong to no address yet: said once a window, with the button that asks where they go. */
import { Disposable } from 'vscode';
import { window } from '../exits/window.ts';
import { buttons } from '../actions/buttons.ts';
import { offerActions } from '../actions/offerActions.ts';
import type { EngineHolder, OpenedEngine } from '../engine/engineHolder.ts';
import { formerAddresses } from '../trust/earlierCredentials.ts';
import { counted } from '../words/quantities.ts';

export function showEarlierCredentials(holder: EngineHolder): Disposable {
  let told: OpenedEngine | null = null;
  const tell = async (): Promise<void> => {
    const { opened } = holder;
    if (opened === null || opened === told || opened.engine.role !== 'owner') return;
    told = opened;
    const { credentials, settings, engine } = opened;
    const devices = engine.inventory.devices();
    const former = await formerAddresses(credentials, devices, engine.pins(), settings.firewall.port);
    if (former.length === 0) return;
    await offerActions([buttons.confirmAddresses], (titles) =>
      window.showWarningMessage(
        `The stored credentials for all firewalls were entered without the addresses they belong to. Until you have confirmed them, nothing is sent to ${counted(former.length, 'firewall')} that had them before.`,
        ...titles,
      ),
    );
  };
  return Disposable.from(holder.onDidChange(() => void tell()));
}
