import assert from 'node:assert/strict';
import { restartSystem, showChassisReady } from '../../../../src/panos/commands/device.ts';
import {
  failure,
  fails,
  fakeDevice,
  http,
  KEY,
  NO_CREDENTIALS,
  ok,
  PASSWORD,
  READY,
  refused,
} from '../fakeDevice.ts';

describe('the login', () => {
  it('happens once, by form, however many calls wait for it', async () => {
    const device = fakeDevice([READY]);
    await Promise.all([1, 2, 3].map(() => device.client.read(showChassisReady)));
    assert.equal(device.logins(), 1);
    const [login, ...calls] = device.requests;
    assert.deepEqual(login?.form, { type: 'keygen', user: 'upgrader', password: PASSWORD });
    assert.equal(login.key, undefined);
    assert.deepEqual(
      calls.map((call) => call.key),
      [KEY, KEY, KEY],
    );
    assert.deepEqual(calls[0]?.form, showChassisReady.form);
  });

  it('is not needed with a stored key', async () => {
    const device = fakeDevice([READY], [], async () => ({ kind: 'api_key', key: KEY }));
    await device.client.read(showChassisReady);
    assert.equal(device.requests[0]?.key, KEY);
  });

  it('is not repeated after a refusal, whoever asks, until told so', async () => {
    const denied = http(
      403,
      "<response status='error' code='403'><result><msg>Invalid Credential</msg></result></response>",
    );
    const device = fakeDevice([READY], [denied, ok(`<result><key>${KEY}</key></result>`)]);
    const first = await failure(device.client.read(showChassisReady));
    const second = await failure(device.client.read(showChassisReady));
    const effect = await failure(device.client.effect(restartSystem));
    assert.deepEqual(
      [first.kind, second.kind, effect.kind],
      ['authentication', 'authentication', 'authentication'],
    );
    assert.equal(effect.delivery, 'not_sent');
    assert.match(second.message, /not repeated/);
    assert.deepEqual([device.logins(), device.asked().length, device.pauses.length], [1, 0, 0]);

    device.client.forgetKey();
    assert.equal(await device.client.read(showChassisReady), 'yes');
    assert.equal(device.logins(), 2);
  });

  it('is not repeated either when the password must be changed', async () => {
    const device = fakeDevice([READY], [refused('Please change your password.')]);
    assert.equal((await failure(device.client.read(showChassisReady))).kind, 'device_refused');
    const again = await failure(device.client.read(showChassisReady));
    assert.equal(again.deviceText, 'Please change your password.');
    assert.equal(device.logins(), 1);
  });

  it('takes no key that is endless or has signs in it that nobody sees', async () => {
    for (const key of ['A'.repeat(10_000), `${KEY}\u200B`, `${KEY} ${KEY}`, `${KEY}\nX-Evil: 1`]) {
      const device = fakeDevice([READY], [ok(`<result><key>${key}</key></result>`)]);
      const error = await failure(device.client.read(showChassisReady));
      assert.deepEqual([error.kind, device.asked()], ['not_an_answer', []]);
      assert.match(error.message, /no usable key/);
    }
  });

  it('that could not be made is made again', async () => {
    const device = fakeDevice(
      [READY],
      [fails('unreachable', 'not_sent'), ok(`<result><key>${KEY}</key></result>`)],
    );
    assert.equal(await device.client.read(showChassisReady), 'yes');
    assert.equal(device.logins(), 2);
  });

  it('says when nothing is stored, and sends nothing', async () => {
    const device = fakeDevice([READY], [], NO_CREDENTIALS);
    const error = await failure(device.client.read(showChassisReady));
    assert.deepEqual([error.kind, error.delivery, device.requests.length], ['no_credentials', 'not_sent', 0]);
  });

  it('is not made again because a call was refused with the key', async () => {
    const device = fakeDevice([http(403, '<html></html>')]);
    for (let call = 1; call <= 2; call += 1) {
      assert.equal((await failure(device.client.read(showChassisReady))).kind, 'authentication');
    }
    assert.deepEqual([device.logins(), device.asked().length], [1, 2]);
  });

  it('without a key in the answer is no answer', async () => {
    const device = fakeDevice([READY], [ok('<result/>')]);
    assert.equal(
      (await failure(device.client.read(showChassisReady, { attempts: 1 }))).kind,
      'not_an_answer',
    );
  });
});
