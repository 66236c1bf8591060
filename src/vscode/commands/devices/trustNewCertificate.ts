/** *Trust the New Certificate…*, the button of a changed certificate: the only way past a pin that does not fit. */
import { window } from '../../exits/window.ts';
import * as z from 'zod';
import { pinSchema } from '../../../workflow/setByHand.ts';
import { buttons } from '../../actions/buttons.ts';
import { offerActions } from '../../actions/offerActions.ts';
import { askForNewCertificates } from '../../trust/askForNewCertificates.ts';
import { type Command, onEngine } from '../asking/commandParts.ts';

/**
 * What failure.ts and discoverDevices.ts hand over; the command is in no menu, but any extension may call it. So nothing
 * is believed of it but which address shows which certificate: what was pinned is looked up.
 */
const target = z.array(
  z.object({
    name: z.string(),
    pinned: pinSchema.pick({ address: true }),
    presented: pinSchema.omit({ address: true }),
  }),
);

export const trustNewCertificate: Command = onEngine(async ({ engine, credentials }, _parts, handedOver) => {
  const known = new Map(engine.pins().map((pin) => [pin.address, pin]));
  const changes = target.parse(handedOver).flatMap(({ name, pinned: { address }, presented }) => {
    const pinned = known.get(address);
    return pinned === undefined ? [] : [{ name, pinned, presented }];
  });
  const pins = await askForNewCertificates(changes);
  for (const pin of pins) {
    engine.trust(pin);
    await credentials.repin(pin.address, pin.fingerprint);
  }
  if (pins.length === 0) return;
  const whose = pins.length === 1 ? (pins[0]?.address ?? '') : `${pins.length} devices`;
  void offerActions([buttons.testConnection], (titles) =>
    window.showInformationMessage(`The new certificate of ${whose} is trusted from now on.`, ...titles),
  );
});
