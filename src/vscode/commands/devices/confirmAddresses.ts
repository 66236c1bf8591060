/** *Confirm Addresses…*, the button of credentials that an earlier release stored without the addresses they belong to. */
import { window } from '../../exits/window.ts';
import { formerAddresses } from '../../trust/earlierCredentials.ts';
import { counted } from '../../words/quantities.ts';
import { onEngine } from '../asking/commandParts.ts';

export const confirmAddresses = onEngine(async ({ engine, settings, credentials }) => {
  const devices = engine.inventory.devices();
  const former = await formerAddresses(credentials, devices, engine.pins(), settings.firewall.port);
  const items = former.map((one) => ({
    label: `${one.address} (${one.name})`,
    description: one.by === 'authority' ? 'no certificate is pinned' : 'its certificate is pinned',
    picked: one.by !== 'authority',
    one,
  }));
  const picked = await window.showQuickPick(items, {
    canPickMany: true,
    ignoreFocusOut: true,
    title: `Send the stored credentials to ${counted(former.length, 'firewall')} as before?`,
    placeHolder: 'Those with a tick are sent them. You are asked about the others when they are needed.',
  });
  const account = await credentials.account('firewall');
  if (picked === undefined || account === null) return;
  // Also with none: they are then asked about when they are needed, and not at every start.
  const addresses = new Map(picked.map(({ one }) => [one.address, one.by]));
  await credentials.saveAccount('firewall', { ...account, addresses });
  engine.forgetLogins();
});
