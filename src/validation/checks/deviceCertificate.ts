/**
 * Is the device certificate valid, with which a firewall signs in at the vendor's cloud services? No installation needs it.
 * docs/PANOS.md "Licences and support".
 */
import { showSystemInfo } from '../../panos/commands/device.ts';
import { fail, pass, unknown, type Check } from '../check.ts';
import { namesOf } from '../namesOf.ts';

const BAD: ReadonlySet<string> = new Set(['none', 'expired', 'invalid']);

export const deviceCertificate: Check = {
  id: 'device_certificate',
  defaultPolicy: 'warn',
  async run({ ask, isNamed }) {
    const { deviceCertificate: status } = await ask(showSystemInfo);
    if (status === null)
      return isNamed ? unknown('The device does not say whether it has a device certificate.') : null;
    const word = status.toLowerCase();
    if (word === 'valid') return pass('The device certificate is valid.');
    const words = `The status of the device certificate is ${namesOf([status])}.`;
    return BAD.has(word)
      ? fail(`${words} Cloud services need one, the upgrade does not. Look at Device > Setup > Management.`)
      : unknown(words);
  },
};
