import assert from 'node:assert/strict';
import { setImmediate } from 'node:timers/promises';
import { inspect } from 'node:util';
import {
  restartSystem,
  showChassisReady,
  showJob,
  showJobs,
  showSystemInfo,
} from '../../../../src/panos/commands/device.ts';
import { downloadLatestContent } from '../../../../src/panos/commands/content.ts';
import {
  checkSoftware,
  deleteSoftware,
  installSoftware,
  showSoftware,
} from '../../../../src/panos/commands/software.ts';
import { type DeviceErrorKind, retold } from '../../../../src/panos/errors.ts';
import type { ApiReply } from '../../../../src/panos/transport/transport.ts';
import { bodyOf } from '../../../support/bodies.ts';
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

const SYSTEM =
  '<result><system><hostname>h</hostname><model>m</model><serial>1</serial><sw-version>1.0.0</sw-version></system></result>';

describe('reads', () => {
  it('are repeated with growing, uneven pauses when the device may come back', async () => {
    for (const trouble of [
      fails('unreachable', 'not_sent'),
      fails('no_answer', 'unknown'),
      http(200, '<html>starting</html>'),
      http(503, ''),
      ok(''),
    ]) {
      const device = fakeDevice([trouble, trouble, ok(SYSTEM)]);
      assert.equal((await device.client.read(showSystemInfo)).hostname, 'h');
      const [first = 0, second = 0] = device.pauses;
      assert.equal(device.pauses.length, 2);
      assert.ok(first >= 500 && first <= 1000 && second >= 1000 && second <= 2000, inspect(device.pauses));
    }
  });

  it('end with the last error when it does not', async () => {
    const device = fakeDevice([fails('no_answer', 'unknown'), fails('unreachable', 'not_sent')]);
    assert.equal((await failure(device.client.read(showJobs))).kind, 'unreachable');
    assert.equal(device.asked().length, 3);
  });

  it('are asked as often as the caller says', async () => {
    const device = fakeDevice([fails('no_answer', 'unknown')]);
    await failure(device.client.read(showJobs, { attempts: 1 }));
    assert.deepEqual([device.asked().length, device.pauses], [1, []]);
  });

  it('are not repeated after a refusal', async () => {
    const kinds: [ReturnType<typeof http>, DeviceErrorKind][] = [
      [refused('No such node'), 'device_refused'],
      [http(302, ''), 'http_status'],
      [fails('pin_mismatch', 'not_sent'), 'pin_mismatch'],
      [fails('untrusted_certificate', 'not_sent'), 'untrusted_certificate'],
      [fails('answer_too_large', 'unknown'), 'answer_too_large'],
    ];
    for (const [answer, kind] of kinds) {
      const device = fakeDevice([answer]);
      assert.equal((await failure(device.client.read(showJobs))).kind, kind);
      assert.equal(device.asked().length, 1);
    }
  });

  it('turn an answer that cannot be used into a device error that says what is missing', async () => {
    const device = fakeDevice([ok('<result><system><hostname>h</hostname></system></result>')]);
    const error = await failure(device.client.read(showSystemInfo, { attempts: 1 }));
    assert.deepEqual([error.kind, error.delivery], ['not_an_answer', 'answered']);
    assert.match(error.message, /^fw1: show system info: .*no serial in it\.$/);
  });

  it('take an update list that does not exist yet for an empty one', async () => {
    const device = fakeDevice([refused('No update information available')]);
    assert.deepEqual(await device.client.read(showSoftware), []);
    assert.equal((await failure(device.client.read(checkSoftware))).kind, 'device_refused');
  });

  it('take a job the device does not know for none', async () => {
    assert.equal(await fakeDevice([refused('job 42 not found')]).client.read(showJob(42)), null);
  });

  it('have the patience their command needs', async () => {
    const device = fakeDevice([ok('<result/>')]);
    await device.client.read(checkSoftware);
    await device.client.read(showSoftware);
    await device.client.read(showJobs);
    await device.client.read(showJobs, { timeoutMs: 5_000 });
    assert.deepEqual(
      device.requests.slice(1).map((request) => request.timeoutMs),
      [120_000, 60_000, 30_000, 5_000],
    );
  });

  it('stop when the caller says so: before, while waiting, and between attempts', async () => {
    const before = fakeDevice([READY]);
    const stopped = await failure(before.client.read(showJobs, { signal: AbortSignal.abort() }));
    assert.deepEqual([stopped.kind, stopped.delivery, before.requests.length], ['cancelled', 'not_sent', 0]);

    const stop = new AbortController();
    const between = fakeDevice([
      () => {
        stop.abort();
        return { status: 503, body: bodyOf('') };
      },
    ]);
    assert.equal((await failure(between.client.read(showJobs, { signal: stop.signal }))).kind, 'cancelled');
    assert.equal(between.asked().length, 1);
  });

  it('stop waiting for a login that does not end', async () => {
    const stop = new AbortController();
    const device = fakeDevice(
      [READY],
      [
        () => {
          stop.abort();
          return new Promise(() => undefined);
        },
      ],
    );
    const error = await failure(device.client.read(showChassisReady, { signal: stop.signal }));
    assert.deepEqual([error.kind, error.delivery], ['cancelled', 'not_sent']);
  });

  it('that stop leave a login they share to the others', async () => {
    const stop = new AbortController();
    const device = fakeDevice(
      [READY],
      [
        () => {
          stop.abort();
          return {
            status: 200,
            body: bodyOf(`<response status="success"><result><key>${KEY}</key></result></response>`),
          };
        },
      ],
    );
    const [given, kept] = await Promise.allSettled([
      device.client.read(showChassisReady, { signal: stop.signal }),
      device.client.read(showChassisReady),
    ]);
    assert.equal(given.status, 'rejected');
    assert.deepEqual(kept, { status: 'fulfilled', value: 'yes' });
    assert.equal(device.logins(), 1);
  });
});

describe('calls in flight', () => {
  it('are two at most, in the order they came; who stops waiting is never sent', async () => {
    const open: (() => void)[] = [];
    const device = fakeDevice([
      () =>
        new Promise<ApiReply>((resolve) => {
          open.push(() =>
            resolve({ status: 200, body: bodyOf('<response status="success"><result/></response>') }),
          );
        }),
    ]);
    const stop = new AbortController();
    const reads = [1, 2, 3, 4].map((id) =>
      device.client.read(showJob(id), id === 3 ? { signal: stop.signal } : {}),
    );
    const third = failure(reads[2] ?? assert.fail());
    while (open.length < 2) await setImmediate();
    await setImmediate();
    assert.deepEqual(device.asked(), ['show jobs id 1', 'show jobs id 2']);
    stop.abort();
    assert.equal((await third).kind, 'cancelled');
    open[0]?.();
    while (open.length < 3) await setImmediate();
    open.forEach((answer) => answer());
    await Promise.all([reads[0], reads[1], reads[3]]);
    assert.deepEqual(device.asked(), ['show jobs id 1', 'show jobs id 2', 'show jobs id 4']);
  });
});

describe('effects', () => {
  it('alone leave open what became of them: of a read it does not matter', async () => {
    const silent = fails('no_answer', 'unknown');
    const DOUBT = /It is not known whether the device carried it out\.$/;
    const sent = await failure(fakeDevice([silent]).client.effect(restartSystem));
    assert.match(sent.message, DOUBT);
    assert.match(retold(sent, { what: 'it is silent' }).message, DOUBT);
    const read = await failure(fakeDevice([silent]).client.read(showJobs, { attempts: 1 }));
    assert.deepEqual([read.delivery, DOUBT.test(read.message)], ['unknown', false]);
    const unsent = fakeDevice([fails('unreachable', 'not_sent')]).client.effect(restartSystem);
    assert.match((await failure(unsent)).message, /Nothing was sent\.$/);
  });

  it('give the job the device made of them', async () => {
    const device = fakeDevice([ok('<result><job>17</job></result>')]);
    assert.equal(await device.client.effect(installSoftware('11.1.4')), 17);
  });

  it('are sent once, whatever happens', async () => {
    const cases: [ReturnType<typeof http>, DeviceErrorKind, string][] = [
      [fails('unreachable', 'not_sent'), 'unreachable', 'not_sent'],
      [fails('no_answer', 'unknown'), 'no_answer', 'unknown'],
      [http(503, ''), 'http_status', 'unknown'],
      [http(200, '<html>'), 'not_an_answer', 'unknown'],
      [ok('<result>well</result>'), 'not_an_answer', 'answered'],
      [refused('software manager busy'), 'device_refused', 'answered'],
    ];
    for (const [answer, kind, delivery] of cases) {
      const device = fakeDevice([answer]);
      const error = await failure(device.client.effect(installSoftware('11.1.4')));
      assert.deepEqual([error.kind, error.delivery], [kind, delivery]);
      assert.deepEqual([device.asked().length, device.pauses.length], [1, 0]);
    }
  });

  it('are not sent when the login fails, and say so whatever became of the login', async () => {
    for (const login of [fails('no_answer', 'unknown'), http(502, ''), refused('Invalid credentials.')]) {
      const device = fakeDevice([READY], [login]);
      const error = await failure(device.client.effect(restartSystem));
      assert.deepEqual([error.delivery, error.operation], ['not_sent', 'request restart system']);
      assert.match(error.message, /the login before it failed: .* Nothing was sent\.$/);
      assert.deepEqual([device.asked(), device.logins()], [[], 1]);
    }
    const none = await failure(fakeDevice([READY], [], NO_CREDENTIALS).client.effect(restartSystem));
    assert.equal(none.kind, 'no_credentials');
  });

  it('take an image that is not there for deleted', async () => {
    for (const words of ['Software version 11.1.4 not downloaded', 'not downloaded'])
      assert.equal(await fakeDevice([refused(words)]).client.effect(deleteSoftware('11.1.4')), null);
    const busy = fakeDevice([refused('software manager is busy')]).client.effect(deleteSoftware('11.1.4'));
    assert.equal((await failure(busy)).kind, 'device_refused');
  });

  it('are refused a download of content when none is newer', async () => {
    const download = fakeDevice([refused('No update available')]).client.effect(downloadLatestContent);
    assert.equal((await failure(download)).deviceText, 'No update available');
  });

  it('take the restart without output for done', async () => {
    for (const answer of [
      refused('Command succeeded with no output'),
      ok('<result>Broadcast message</result>'),
    ]) {
      await fakeDevice([answer]).client.effect(restartSystem);
    }
    assert.equal(
      (await failure(fakeDevice([refused('not now')]).client.effect(restartSystem))).kind,
      'device_refused',
    );
  });
});

describe('secrets', () => {
  it('are in no error, not even when the device repeats them', async () => {
    const echo = refused(`you sent ${KEY}`);
    assert.match((await failure(fakeDevice([echo]).client.read(showJobs))).message, /you sent \*\*\*/);
    const echoedLogin = refused(`user upgrader, password ${PASSWORD.replace('&', '&amp;')}`);
    const error = await failure(fakeDevice([READY], [echoedLogin]).client.effect(restartSystem));
    assert.equal(error.deviceText, 'user upgrader, password ***');
  });

  it('says of an error whether the device has credentials of its own', async () => {
    for (const isOwn of [true, false]) {
      const found = async () => ({ kind: 'api_key', key: 'k', isOwn }) as const;
      const device = fakeDevice(
        [refused('Invalid Credential', 403), refused('Invalid Credential', 403)],
        [],
        found,
      );
      for (const call of [
        () => device.client.read(showSystemInfo),
        () => device.client.effect(restartSystem),
      ]) {
        const { kind, hasOwnCredentials } = await failure(call());
        assert.deepEqual([kind, hasOwnCredentials], ['authentication', isOwn]);
      }
    }
  });
});
