import { deviceCertificate } from '../../../../src/validation/checks/deviceCertificate.ts';
import { assertFinding, judged } from './scriptedDevice.ts';

const finding = (status: string) => {
  const system = `<serial>1</serial><hostname>fw</hostname><model>PA-440</model><sw-version>10.2.10</sw-version>`;
  const certificate = `<device-certificate-status>${status}</device-certificate-status>`;
  return judged(deviceCertificate, { 'show system info': `<system>${system}${certificate}</system>` });
};

describe('the check of the device certificate', () => {
  it('passes a valid one, and fails where there is none or it has ended, with the word of the device', async () => {
    assertFinding(await finding('Valid'), 'pass', /is valid/);
    for (const status of ['None', 'Expired', 'invalid'])
      assertFinding(await finding(status), 'fail', new RegExp(`is ${status}\\. .*the upgrade does not`));
  });

  it('does not know another word, quoted', async () => {
    assertFinding(await finding('Pending'), 'unknown', /is Pending\./);
  });
});
