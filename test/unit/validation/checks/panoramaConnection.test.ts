import { panoramaConnection } from '../../../../src/validation/checks/panoramaConnection.ts';
import { assertFinding, judged } from './scriptedDevice.ts';

describe('the check of the Panorama connection', () => {
  const server = (number: number, connected: string): string =>
    `Panorama Server ${number} : 10.9.0.${number}\n    Connected     : ${connected}\n`;
  const finding = (text: string) => judged(panoramaConnection, { 'show panorama-status': text });

  it('wants one server of a pair to be connected', async () => {
    assertFinding(await finding(server(1, 'no') + server(2, 'yes')), 'pass', /Connected to 10\.9\.0\.2/);
    assertFinding(
      await finding(server(1, 'no') + server(2, 'no')),
      'fail',
      /not connected to Panorama \(10\.9\.0\.1, 10\.9\.0\.2\)/,
    );
  });

  it('passes a device without Panorama, and does not know what it cannot read', async () => {
    assertFinding(await finding(''), 'pass', /No Panorama is configured/);
    assertFinding(await finding(server(1, 'no') + server(2, 'partly')), 'unknown', /does not say clearly/);
    assertFinding(await finding('something new'), 'unknown', /does not say clearly/);
  });
});
