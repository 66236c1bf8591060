/** Is there a support contract? Without one the update server gives no images, and nobody helps in the night. docs/PANOS.md "Licences and support". */
import type { SupportContract } from '../../panos/answers/health/licences.ts';
import { requestSupportCheck, showClock } from '../../panos/commands/readiness.ts';
import type { Finding } from '../checkResult.ts';
import { fail, pass, unknown, type Check } from '../check.ts';
import { dayText, isOver } from '../expiry.ts';
import { because } from '../validationTroubles.ts';

export const support: Check = {
  id: 'support',
  defaultPolicy: 'warn',
  isHeavy: true,
  async run({ ask }) {
    const contract = await ask(requestSupportCheck);
    return judgeSupport(contract, contract.expires.kind === 'on' ? (await ask(showClock)).at : null);
  },
};

function judgeSupport({ expires, description }: SupportContract, now: number | null): Finding {
  if (expires.kind === 'never') return pass('The support contract does not expire.');
  if (expires.kind === 'unknown') {
    return unknown(
      `The update server does not say until when the support contract runs${because(description)}. Look at Device > Support.`,
    );
  }
  const day = dayText(expires.day);
  switch (isOver(expires, now)) {
    case true:
      return fail(`The support contract expired on ${day}. Renew it: without it no images can be had.`);
    case false:
      return pass(`The support contract runs until ${day}.`);
    case null:
      return unknown(`The support contract runs until ${day}, but the device's clock cannot be read.`);
  }
}
