/** *Confirm Addresses…*, the button of credentials that an earlier release stored without the addresses they belong to. */
import { window } from '../../exits/window.ts';
import { formerAddresses } from '../../trust/earlierCredentials.ts';
import { counted } from '../../words/quantities.ts';
import { onEngine } from '../asking/commandParts.ts';

export const confirmAddresses = onEngine(async ({ engine, settings, credentials }) => {
  const former = await formerAddresses(credentials, settings, engine.inventory.devices());
  const pins = new Map(engine.pins().map((pin) => [pin.address, pin]));
  const items = former.map((one) => ({
    label: `${one.name} (${one.address})`,
    description: pins.has(one.address)
      ? 'its certificate is pinned'
      : 'its certificate is signed by an authority',
    picked: true,
    one,
  }));
  const picked = await window.showQuickPick(items, {
    canPickMany: true,
    ignoreFocusOut: true,
    title: `Send the stored credentials to ${counted(former.length, 'device')} as before?`,
    placeHolder: 'Those with a tick are sent them. You are asked about the others when they are needed.',
  });
  if (picked === undefined) return;
  for (const role of ['panorama', 'firewall'] as const) {
    const addresses = picked.flatMap(({ one }) => (one.role === role ? [one.address] : []));
    const account = await credentials.account(role);
    // Also with none: they are then asked about when they are needed, and not at every start.
    if (account?.isOfEarlierRelease === true)
      await credentials.saveAccount(role, { ...account, addresses: new Set(addresses) });
  }
  engine.forgetLogins();
});
