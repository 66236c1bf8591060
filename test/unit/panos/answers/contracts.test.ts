import assert from 'node:assert/strict';
import { AnswerShapeError } from '../../../../src/panos/calls/elementReaders.ts';
import { readExpiry, readLicenses, readSupport } from '../../../../src/panos/answers/health/licences.ts';
import { readPanoramaStatus } from '../../../../src/panos/answers/panoramaStatus.ts';
import { result } from '../sampleXml.ts';

describe('readLicenses', () => {
  it('reads a date, Never, and what the device says of itself', () => {
    const licenses = readLicenses(
      result(
        '<licenses><entry><feature>Threat Prevention</feature><expires>June 30, 2028</expires><expired>no</expired></entry>' +
          '<entry><feature>PAN-DB</feature><expires>Never</expires><expired>yes</expired></entry></licenses>',
      ),
    );
    assert.deepEqual(licenses, [
      {
        feature: 'Threat Prevention',
        expires: { kind: 'on', day: Date.UTC(2028, 5, 30) },
        expired: false,
      },
      { feature: 'PAN-DB', expires: { kind: 'never' }, expired: true },
    ]);
  });

  it('gives none on an unlicensed device', () => {
    assert.deepEqual(readLicenses(result('<licenses></licenses>')), []);
    assert.throws(() => readLicenses(result('<system/>')), AnswerShapeError);
  });

  it('gives a date of another form as unknown with its text', () => {
    for (const text of ['2028-06-30', 'February 31, 2028', 'N/A'])
      assert.deepEqual(readExpiry(text), { kind: 'unknown', text });
    assert.deepEqual(readExpiry(undefined), { kind: 'unknown', text: null });
  });
});

describe('readSupport', () => {
  const support = (inside: string) =>
    readSupport(
      result(`<SupportInfoResponse><Links/><Support><Contact/>${inside}</Support></SupportInfoResponse>`),
    );

  it('reads the end of the contract', () => {
    assert.deepEqual(
      support('<ExpiryDate>January 05, 2027</ExpiryDate><SupportLevel>Premium</SupportLevel>'),
      { level: 'Premium', expires: { kind: 'on', day: Date.UTC(2027, 0, 5) }, description: null },
    );
  });

  it('gives an empty date as unknown', () => {
    assert.deepEqual(support('<ExpiryDate/><SupportLevel></SupportLevel>'), {
      level: null,
      expires: { kind: 'unknown', text: null },
      description: null,
    });
    assert.throws(() => readSupport(result('<other/>')), AnswerShapeError);
  });
});

describe('readSupport of a device without a contract', () => {
  it('keeps why there is none', () => {
    const { description } = readSupport(
      result(
        '<SupportInfoResponse><Support><ExpiryDate/><SupportDescription>No such device here</SupportDescription></Support></SupportInfoResponse>',
      ),
    );
    assert.equal(description, 'No such device here');
  });
});

describe('readPanoramaStatus', () => {
  const server = (number: number, connected: string): string =>
    `Panorama Server ${number} : 10.9.0.${number}\n    Connected     : ${connected}\n    HA state      : Active`;
  const status = (text: string) => readPanoramaStatus(result(`<![CDATA[${text}\n]]>`)).servers;

  it('reads servers with and without a blank line between them', () => {
    const expected = [
      { address: '10.9.0.1', connected: 'yes' },
      { address: '10.9.0.2', connected: 'no' },
    ];
    assert.deepEqual(status(`${server(1, 'yes')}\n\n${server(2, 'no')}`), expected);
    assert.deepEqual(status(`${server(1, 'yes')}\n${server(2, 'no')}`), expected);
    assert.deepEqual(status(`panorama server 1: 10.9.0.1\n  connected: YES`), expected.slice(0, 1));
  });

  it('gives none when none is configured', () => {
    assert.deepEqual(readPanoramaStatus(result('')), { servers: [], text: null });
  });

  it('gives another word, and a text without a server, as unknown', () => {
    assert.deepEqual(status(server(1, 'sometimes')), [{ address: '10.9.0.1', connected: 'unknown' }]);
    assert.deepEqual(status('something new'), [{ address: 'unknown', connected: 'unknown' }]);
    assert.deepEqual(status('Connected : no'), [{ address: 'unknown', connected: 'no' }]);
  });
});
