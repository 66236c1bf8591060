/** What a person is told of devices that would be sent credentials for the first time, and what becomes of the answer. */
import assert from 'node:assert/strict';
import { type AddressName, formatAddress, parseAddress } from '../../../../src/panos/address.ts';
import {
  contactLines,
  contactRows,
  type FirstContact,
  nameAndAddress,
  pinOf,
} from '../../../../src/vscode/trust/firstContact.ts';
import { sampleFingerprint, samplePin } from '../../../support/samplePin.ts';

function name(text: string): AddressName {
  const address = parseAddress(text);
  assert.ok(address !== null, text);
  return formatAddress(address);
}

const presented = {
  fingerprint: sampleFingerprint('AB'),
  subject: 'CN=fw-1',
  issuer: 'CN=fw-1',
  validTo: 'Dec 31 2036 GMT',
  vouchedBy: 'nothing',
} as const;

function contact(change: Partial<FirstContact> = {}): FirstContact {
  return {
    name: 'fw-1',
    address: name('10.0.0.1'),
    role: 'firewall',
    namedBy: 'Panorama (pano)',
    presented,
    moved: null,
    ...change,
  };
}

const byAuthority = { ...presented, issuer: 'CN=Some CA', vouchedBy: 'authority' } as const;
const byStranger = { ...presented, issuer: 'CN=Some CA' } as const;

describe('devices that would be sent credentials for the first time', () => {
  it('say address, who named it, certificate and who signed it', () => {
    assert.equal(
      contactLines(contact()),
      [
        'Address named by Panorama (pano).',
        'Certificate: signed by itself.',
        `SHA-256 ${sampleFingerprint('AB')}`,
        'Subject CN=fw-1',
        'Valid to Dec 31 2036 GMT',
      ].join('\n'),
    );
    assert.match(
      contactLines(contact({ presented: byAuthority })),
      /“CN=Some CA”, which this machine trusts\./,
    );
    assert.match(
      contactLines(contact({ presented: byStranger })),
      /“CN=Some CA”, which this machine does not trust/,
    );
    const moved = contactLines(
      contact({
        moved: { serial: '001', to: '10.0.0.1', from: '10.9.9.9', pin: samplePin('10.9.9.9', 'AB') },
      }),
    );
    assert.match(moved, /Until now it was at 10\.9\.9\.9\.\n.*pinned at its old address/);
    assert.equal(nameAndAddress(contact()), 'fw-1 (10.0.0.1:443)');
    assert.equal(nameAndAddress(contact({ name: '' })), '10.0.0.1:443');
    assert.equal(nameAndAddress(contact({ name: 'FW.lan', address: name('fw.lan:443') })), 'fw.lan:443');
  });

  it('tick nothing beforehand, and put what has moved first', () => {
    const rows = contactRows([
      contact(),
      contact({ name: 'fw-2', moved: { serial: '001', to: '10.0.0.1', from: '10.9.9.9', pin: null } }),
      contact({ name: '$(check) fw-3' }),
    ]);
    assert.deepEqual(
      // The exit takes the icon of a name out of it: everyExit.test.ts.
      rows.map(({ icon, label }) => [icon, label]),
      [
        ['warning', 'fw-2: 10.9.9.9 → 10.0.0.1:443'],
        [undefined, 'fw-1 (10.0.0.1:443)'],
        [undefined, '$(check) fw-3 (10.0.0.1:443)'],
      ],
    );
    assert.ok(rows.every((row) => !('picked' in row)));
    const [mixed] = contactRows([contact({ namedBy: 'you' }), contact()]);
    assert.match(
      mixed?.detail ?? '',
      / · named by you$/,
      'said in the row where not all were named by the same',
    );
    assert.match(rows[0]?.detail ?? '', /^SHA-256 abababab [^·]*$/);
  });

  it('pins what was pinned, whoever signed the certificate at its new address', () => {
    const pinned = { serial: '001', to: '10.0.0.1', from: '10.9.9.9', pin: samplePin('10.9.9.9', 'AA') };
    const vouched = { serial: '001', to: '10.0.0.1', from: '10.9.9.9', pin: null };
    const pinFor = (presentedThere: FirstContact['presented'], moved: FirstContact['moved']): unknown =>
      pinOf(contact({ presented: presentedThere, moved }));
    const expected = samplePin('10.0.0.1', 'AB', { subject: 'CN=fw-1', validTo: 'Dec 31 2036 GMT' });
    assert.deepEqual(pinFor(byAuthority, pinned), expected);
    assert.deepEqual(pinFor(presented, pinned), expected);
    assert.deepEqual(pinFor(presented, null), expected);
    assert.equal(pinFor(byAuthority, null), null);
    assert.equal(pinFor(byAuthority, vouched), null);
    assert.equal(pinFor({ ...presented, vouchedBy: 'pin' }, pinned), null, 'it is pinned already');
  });
});
