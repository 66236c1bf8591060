import { licences } from '../../../../src/validation/checks/licences.ts';
import { support } from '../../../../src/validation/checks/support.ts';
import { assertFinding, judged } from './scriptedDevice.ts';

const NOON = 'Tue Jun 30 12:00:00 UTC 2026';

describe('the check of licences', () => {
  const licence = (feature: string, expires: string, expired = ''): string =>
    `<entry><feature>${feature}</feature><expires>${expires}</expires><expired>${expired}</expired></entry>`;
  const finding = (entries: string, clock = NOON) =>
    judged(licences, { 'request license info': `<licenses>${entries}</licenses>`, 'show clock': clock });

  it('believes what the device says of itself', async () => {
    const good = licence('PAN-DB', 'Never', 'no') + licence('Threats', 'June 30, 2020', 'no');
    assertFinding(await finding(good), 'pass', /None of 2 licences has expired/);
    const dns = licence('DNS', 'June 30, 2030', 'yes');
    assertFinding(await finding(good + dns + dns), 'fail', /Expired: DNS\./);
  });

  it('goes by the calendar of the device where it says nothing; the last day counts', async () => {
    assertFinding(await finding(licence('DNS', 'June 30, 2026')), 'pass', /None of 1/);
    assertFinding(await finding(licence('DNS', 'June 29, 2026')), 'fail', /Expired: DNS/);
    assertFinding(
      await finding(licence('DNS', 'June 29, 2026'), 'noon'),
      'unknown',
      /not clear whether .* DNS/,
    );
  });

  it('warns of a device without any, and does not know a date of another form', async () => {
    assertFinding(await finding(''), 'warn', /no licence at all/);
    assertFinding(await finding(licence('DNS', '30.6.2026')), 'unknown', /DNS/);
  });
});

describe('the check of the support contract', () => {
  const finding = (expires: string, clock = NOON) =>
    judged(support, {
      'request support check': `<SupportInfoResponse><Support><ExpiryDate>${expires}</ExpiryDate></Support></SupportInfoResponse>`,
      'show clock': clock,
    });

  it('fails when it is over; the last day counts', async () => {
    assertFinding(await finding('June 30, 2026'), 'pass', /runs until 2026-06-30/);
    assertFinding(await finding('June 29, 2026'), 'fail', /expired on 2026-06-29/);
    assertFinding(await finding('Never'), 'pass', /does not expire/);
  });

  it('quotes what the update server says instead of a date', async () => {
    const said = await judged(support, {
      'request support check':
        '<SupportInfoResponse><Support><ExpiryDate/><SupportDescription>No such device is known here</SupportDescription></Support></SupportInfoResponse>',
    });
    assertFinding(said, 'unknown', /runs \(it says: "No such device is known here"\)\. Look/);
  });

  it('does not know without a date, or without a clock', async () => {
    assertFinding(await finding(''), 'unknown', /does not say until when the support contract runs\. Look/);
    assertFinding(await finding('June 29, 2026', 'noon'), 'unknown', /clock cannot be read/);
  });
});
