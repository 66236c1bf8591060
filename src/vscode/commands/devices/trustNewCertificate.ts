/** *Trust the New Certificate…*, the button of a changed certificate: the only way past a pin that does not fit. */
import { window } from '../../exits/window.ts';
import type { ChangedCertificate } from '../../trust/changedCertificate.ts';
import { buttons } from '../../actions/buttons.ts';
import { offerActions } from '../../actions/offerActions.ts';
import { askForNewCertificates } from '../../trust/askForNewCertificates.ts';
import { type Command, onEngine } from '../asking/commandParts.ts';

/** The target is what failures.ts and discoverDevices.ts hand over; the command is in no menu. */
export const trustNewCertificate: Command = onEngine(async ({ engine }, _parts, target) => {
  const pins = await askForNewCertificates(target as readonly ChangedCertificate[]);
  for (const pin of pins) engine.trust(pin);
  if (pins.length === 0) return;
  const whose = pins.length === 1 ? (pins[0]?.address ?? '') : `${pins.length} devices`;
  void offerActions([buttons.testConnection], (titles) =>
    window.showInformationMessage(`The new certificate of ${whose} is trusted from now on.`, ...titles),
  );
});
