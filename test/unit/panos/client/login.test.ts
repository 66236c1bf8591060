import assert from 'node:assert/strict';
import { DeviceError } from '../../../../src/panos/errors.ts';
import { restartSystem, showChassisReady } from '../../../../src/panos/commands/device.ts';
import { mayPass } from '../../../../src/panos/errors.ts';
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

const DENIED = http(
  403,
  "<response status='error' code='403'><result><msg>Invalid Credential</msg></result></response>",
);
const EXPIRED = http(
  400,
  "<response status='error' code='400'><result><msg>Key Expired: 0042 has expired.</msg></result></response>",
);
const SESSION_OVER = http(
  200,
  '<response status="unauth" code="22"><msg><line>Session timed out</line></msg></response>',
);

/** Another key for each login. */
function keys(...names: string[]) {
  return names.map((name) => ok(`<result><key>${name}</key></result>`));
}

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

  it('is not repeated after a refusal, whoever asks, until told so or minutes later', async () => {
    const device = fakeDevice([READY], [DENIED, DENIED, ...keys(KEY)]);
    const first = await failure(device.client.read(showChassisReady));
    const second = await failure(device.client.read(showChassisReady));
    const effect = await failure(device.client.effect(restartSystem));
    assert.deepEqual(
      [first.kind, second.kind, effect.kind],
      ['authentication', 'authentication', 'authentication'],
    );
    assert.equal(effect.delivery, 'not_sent');
    assert.match(second.message, /not repeated/);
    assert.deepEqual([second.isNeverAccepted, mayPass(second)], [true, false], 'nobody waits for it');
    assert.deepEqual([device.logins(), device.asked().length, device.pauses.length], [1, 0, 0]);

    device.pass(3);
    await failure(device.client.read(showChassisReady));
    assert.equal(device.logins(), 2);

    device.pass(30);
    device.client.forgetKey();
    assert.equal(await device.client.read(showChassisReady), 'yes');
    assert.equal(device.logins(), 3);
  });

  it('without an answer is not made again at once, and not counted as a refusal by the device', async () => {
    const device = fakeDevice([READY], [fails('no_answer', 'unknown'), ...keys(KEY)]);
    const first = await failure(device.client.read(showChassisReady));
    assert.deepEqual([first.kind, device.logins()], ['no_answer', 1]);
    assert.ok((await failure(device.client.read(showChassisReady))).nextLoginAt !== undefined);
    device.pass(3);
    assert.equal(await device.client.read(showChassisReady), 'yes');
  });

  it('that a starting device refuses in words of its own is made again later', async () => {
    const device = fakeDevice([READY], [refused('Transport endpoint is not connected'), ...keys(KEY)]);
    assert.equal((await failure(device.client.read(showChassisReady))).kind, 'device_refused');
    const waits = await failure(device.client.read(showChassisReady));
    assert.match(waits.message, /the next one is tried in 3 minutes/);
    assert.equal(device.logins(), 1);
    device.pass(3);
    assert.equal(await device.client.read(showChassisReady), 'yes');
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

  it('is not made again where its own key is refused at once', async () => {
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

describe('a key that worked', () => {
  it('and has expired is made anew by one login, whoever else is refused with it', async () => {
    for (const refusal of [EXPIRED, DENIED]) {
      const device = fakeDevice([READY, refusal, refusal, refusal, READY], keys('ONE', 'TWO'));
      await device.client.read(showChassisReady);
      const reads = await Promise.all([1, 2, 3].map(() => device.client.read(showChassisReady)));
      assert.deepEqual([reads, device.logins()], [['yes', 'yes', 'yes'], 2]);
      assert.equal(device.requests.at(-1)?.key, 'TWO');
    }
  });

  it('is made anew each time that it ends', async () => {
    const device = fakeDevice([READY, EXPIRED, READY, EXPIRED, READY], keys('ONE', 'TWO', 'THREE'));
    for (let call = 1; call <= 3; call += 1) assert.equal(await device.client.read(showChassisReady), 'yes');
    assert.equal(device.logins(), 3);
  });

  it('is tried again when its session is over, and made anew only when that lasts', async () => {
    const once = fakeDevice([READY, SESSION_OVER, READY], keys('ONE'));
    await once.client.read(showChassisReady);
    assert.equal(await once.client.read(showChassisReady), 'yes');
    assert.equal(once.logins(), 1);

    const lasting = fakeDevice([READY, SESSION_OVER, SESSION_OVER, READY], keys('ONE', 'TWO'));
    await lasting.client.read(showChassisReady);
    assert.equal(await lasting.client.read(showChassisReady), 'yes');
    assert.deepEqual([lasting.logins(), lasting.requests.at(-1)?.key], [2, 'TWO']);
  });

  it('stays in use where the login is refused, and the next login comes later, and later still', async () => {
    const device = fakeDevice([READY, DENIED], [...keys('ONE'), DENIED]);
    await device.client.read(showChassisReady);
    const error = await failure(device.client.read(showChassisReady));
    assert.deepEqual([error.kind, device.logins()], ['authentication', 2]);
    for (const [minutes, logins] of [
      [2, 2],
      [1, 3],
      [29, 3],
    ] as const) {
      device.pass(minutes);
      const refused = await failure(device.client.read(showChassisReady));
      assert.equal(device.logins(), logins);
      assert.ok(refused.nextLoginAt !== undefined, 'it may pass');
    }
    assert.equal(device.requests.at(-1)?.key, 'ONE');
  });

  it('is not doubted for five minutes where the device was away: it starts, and refuses good keys', async () => {
    const device = fakeDevice([READY, http(503, ''), DENIED, DENIED, DENIED, READY], keys('ONE', 'TWO'));
    await device.client.read(showChassisReady);
    device.pass(1);
    await failure(device.client.read(showChassisReady, { attempts: 1 }));
    await failure(device.client.read(showChassisReady));
    device.pass(4);
    await failure(device.client.read(showChassisReady));
    assert.equal(device.logins(), 1);
    device.pass(1);
    assert.equal(await device.client.read(showChassisReady), 'yes');
    assert.equal(device.logins(), 2);
  });

  it('is made anew once where the new one is refused for the same call, while others are answered', async () => {
    const device = fakeDevice([READY, DENIED, DENIED, READY, DENIED, READY, DENIED], keys('ONE', 'TWO'));
    await device.client.read(showChassisReady);
    for (let call = 1; call <= 5; call += 1) {
      const error = await device.client.read(showChassisReady).catch((thrown: unknown) => thrown);
      if (error instanceof DeviceError) assert.ok(error.nextLoginAt !== undefined, 'it may pass');
    }
    assert.equal(device.logins(), 2);
    device.pass(3);
    await failure(device.client.read(showChassisReady));
    assert.equal(device.logins(), 3);
  });

  it('is waited for no longer than was meant when the clock is set back', async () => {
    const device = fakeDevice([READY], [DENIED, ...keys('ONE')]);
    await failure(device.client.read(showChassisReady));
    device.pass(-120);
    await failure(device.client.read(showChassisReady));
    device.pass(30);
    assert.equal(await device.client.read(showChassisReady), 'yes');
  });

  it('is doubted at once where the device was away for seconds only', async () => {
    const device = fakeDevice([READY, http(503, ''), DENIED, READY], keys('ONE', 'TWO'));
    await device.client.read(showChassisReady);
    await failure(device.client.read(showChassisReady, { attempts: 1 }));
    assert.equal(await device.client.read(showChassisReady), 'yes');
    assert.equal(device.logins(), 2);
  });

  it('is not made anew for an effect, which is sent once', async () => {
    const device = fakeDevice([READY, EXPIRED, READY], keys('ONE', 'TWO'));
    await device.client.read(showChassisReady);
    const error = await failure(device.client.effect(restartSystem));
    assert.deepEqual([error.kind, error.delivery, device.asked().length], ['authentication', 'answered', 2]);
    assert.equal(await device.client.read(showChassisReady), 'yes');
  });

  it('and was given as it is cannot be made anew', async () => {
    const device = fakeDevice([READY, EXPIRED], [], async () => ({ kind: 'api_key', key: KEY }));
    await device.client.read(showChassisReady);
    const error = await failure(device.client.read(showChassisReady));
    assert.deepEqual([error.kind, error.nextLoginAt, device.logins()], ['authentication', undefined, 0]);
  });
});
