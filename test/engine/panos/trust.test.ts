import assert from 'node:assert/strict';
import type { Trust } from '../../../src/panos/transport/pinningAgent.ts';
import { checkAuthorities } from '../../../src/vscode/engine/authorities.ts';
import { complete } from '../../support/bodies.ts';
import { createAuthority, createIdentity } from './tlsDevice.ts';
import {
  ANSWER,
  answering,
  closed,
  failure,
  identity,
  KEY,
  otherIdentity,
  request,
  stopAll,
  transport,
} from './transportBench.ts';
import { type Fingerprint, requireFingerprint } from '../../../src/panos/fingerprint.ts';

describe('trust in a device', () => {
  afterEach(stopAll);

  it('posts the form to a pinned device, key in the header and nothing in the URL', async () => {
    const target = await answering();
    const given = await complete(transport().call(request(target)));
    assert.deepEqual(given, { status: 200, body: ANSWER });
    const [head = '', body = ''] = target.requests.join('').split('\r\n\r\n');
    assert.match(head, /^POST \/api\/ HTTP\/1\.1\r\n/);
    assert.match(head, new RegExp(`^X-PAN-KEY: ${KEY}$`, 'im'));
    assert.deepEqual(Object.fromEntries(new URLSearchParams(body)), request(target).form);
  });

  it('accepts a pin without colons and in small letters', async () => {
    const target = await answering();
    const pin = requireFingerprint(identity.fingerprint.replaceAll(':', '').toLowerCase());
    assert.equal((await transport({ pinFor: () => pin }).call(request(target))).status, 200);
  });

  it('asks for the pin of the address it calls', async () => {
    const target = await answering();
    const asked: unknown[] = [];
    const pinFor: Trust['pinFor'] = (address) => {
      asked.push(address);
      return identity.fingerprint;
    };
    await transport({ pinFor }).call(request(target));
    assert.ok(asked.length > 0);
    for (const address of asked) assert.deepEqual(address, target.address);
  });

  it('asks for the pin under the address as it was given, though a URL would rewrite it', async () => {
    const asked: string[] = [];
    const same = transport({
      pinFor: ({ host }) => {
        asked.push(host);
        throw new Error('no need to connect');
      },
    });
    for (const host of ['::ffff:127.0.0.1', 'fe80::1%nowhere']) {
      const call = same.call(request({ address: { host, port: 443 } }));
      await failure(call, 'unreachable', 'not_sent');
    }
    assert.deepEqual(asked, ['::ffff:127.0.0.1', 'fe80::1%nowhere']);
  });

  it('sends not one byte to a device whose certificate is not the pinned one', async () => {
    const target = await answering(otherIdentity);
    const error = await failure(transport().call(request(target)), 'pin_mismatch', 'not_sent');
    assert.equal(error.presented?.fingerprint, otherIdentity.fingerprint);
    assert.equal(error.presented.subject, 'CN=PA-test');
    assert.equal(error.pinned, identity.fingerprint);
    await closed(target);
    assert.equal(target.bytes(), 0);
  });

  it('sends nothing to a device that nobody vouches for, and shows its certificate', async () => {
    const target = await answering();
    const trust = { pinFor: () => undefined };
    const error = await failure(transport(trust).call(request(target)), 'untrusted_certificate', 'not_sent');
    assert.equal(error.presented?.fingerprint, identity.fingerprint);
    assert.ok(Date.parse(error.presented.validTo) > 0);
    await closed(target);
    assert.equal(target.bytes(), 0);
  });

  it('says who answers at an address, and by whom that is vouched for, without sending a byte', async () => {
    const authority = createAuthority();
    const signed = createIdentity('127.0.0.1', authority);
    for (const [own, trust, vouchedBy, issuer] of [
      [identity, { pinFor: () => undefined }, 'nothing', 'CN=PA-test'],
      [identity, { pinFor: () => identity.fingerprint }, 'pin', 'CN=PA-test'],
      [signed, { pinFor: () => undefined, extraCa: authority.cert }, 'authority', 'CN=Test authority'],
      [signed, { pinFor: () => undefined }, 'nothing', 'CN=Test authority'],
    ] as const) {
      const target = await answering(own);
      const { address, device, operation } = request(target);
      const presented = await transport(trust).meet({ address, device, operation });
      assert.deepEqual(
        [presented.fingerprint, presented.vouchedBy, presented.issuer],
        [own.fingerprint, vouchedBy, issuer],
      );
      await closed(target);
      assert.equal(target.bytes(), 0);
    }
    const stranger = await answering(otherIdentity);
    await failure(transport().meet(request(stranger)), 'pin_mismatch', 'not_sent');
    await stranger.stop();
    await failure(transport().meet(request(stranger)), 'unreachable', 'not_sent');
  });

  it('uses no connection again that was judged by another pin, idle or under way', async () => {
    const target = await answering();
    let pin: Fingerprint | undefined = identity.fingerprint;
    const same = transport({ pinFor: () => pin });
    await complete(same.call(request(target)));
    await complete(same.call(request(target)));
    assert.equal(target.connections(), 1, 'connections are kept');
    const received = target.bytes();
    pin = otherIdentity.fingerprint;
    await failure(same.call(request(target)), 'pin_mismatch', 'not_sent');
    pin = undefined;
    await failure(same.call(request(target)), 'untrusted_certificate', 'not_sent');
    assert.equal(target.bytes(), received);

    pin = identity.fingerprint;
    const underWay = same.call(request(target));
    pin = otherIdentity.fingerprint;
    await complete(underWay).catch(() => undefined);
    const before = target.bytes();
    await failure(same.call(request(target)), 'pin_mismatch', 'not_sent');
    assert.equal(target.bytes(), before);
  });

  it('trusts what the own authority signed, for the address it names, and asks for no pin', async () => {
    const authority = createAuthority();
    const { pem: extraCa } = checkAuthorities(authority.cert, 'ca.pem');
    const trust = { pinFor: () => undefined, extraCa };
    const signed = await answering(createIdentity('127.0.0.1', authority));
    assert.equal((await complete(transport(trust).call(request(signed)))).status, 200);

    const misnamed = await answering(createIdentity('127.0.0.99', authority));
    const stranger = await answering(createIdentity('127.0.0.1', createAuthority()));
    for (const target of [misnamed, stranger]) {
      await failure(transport(trust).call(request(target)), 'untrusted_certificate', 'not_sent');
      await closed(target);
      assert.equal(target.bytes(), 0);
    }
  });

  it('keeps to the pin of a device, whoever signed the certificate it shows', async () => {
    const authority = createAuthority();
    const trust = { pinFor: () => identity.fingerprint, extraCa: authority.cert };
    const target = await answering(createIdentity('127.0.0.1', authority));
    await failure(transport(trust).call(request(target)), 'pin_mismatch', 'not_sent');
    assert.equal(target.bytes(), 0);
  });

  it('trusts an additional authority for the host name it vouches for, and for no other', async () => {
    const trust = { pinFor: () => undefined, extraCa: `${identity.cert}\n${otherIdentity.cert}` };
    assert.equal((await complete(transport(trust).call(request(await answering())))).status, 200);
    const misnamed = await answering(otherIdentity);
    await failure(transport(trust).call(request(misnamed)), 'untrusted_certificate', 'not_sent');
    assert.equal(misnamed.bytes(), 0);
  });
});
