import assert from 'node:assert/strict';
import type { FaultInput } from '../../../../src/simulator/faults/faults.ts';
import type { SimReply } from '../../../../src/simulator/server/replies.ts';
import { callFaultSamples } from '../../../support/faultSamples.ts';
import { STANDALONE, standalone } from '../../../support/sampleSpec.ts';
import { Bench, SHOW } from '../sampleFleet.ts';

type What = Extract<FaultInput, { kind: 'call' }>['what'];

const DROP: What = { how: 'drop_before' };
const short = (reply: SimReply): string => (reply.kind === 'answer' ? String(reply.status) : reply.kind);

describe('simulator: faults of single calls', () => {
  for (const { name, what, carriedOut } of callFaultSamples) {
    it(`${name}: the effect log says ${carriedOut ? 'that it was done' : 'that nothing was done'}`, async () => {
      const bench = new Bench([standalone()]);
      bench.fleet.fault(STANDALONE, { kind: 'call', command: 'request restart', what });
      await bench.restart(STANDALONE);
      if (what.how === 'late') await bench.clock.advanceBy(what.seconds * 1000);
      assert.deepEqual(bench.fleet.log.story(STANDALONE), carriedOut ? ['restart_accepted'] : []);
      assert.equal(short(await bench.send(STANDALONE, SHOW.systemInfo)), '200');
    });
  }

  it('look like what they are called', async () => {
    const bench = new Bench([standalone()]);
    const spoilt = async (what: What): Promise<SimReply> => {
      bench.fleet.fault(STANDALONE, { kind: 'call', command: 'check pending-changes', what });
      return bench.send(STANDALONE, '<check><pending-changes></pending-changes></check>');
    };
    const answer = async (what: What) => {
      const reply = await spoilt(what);
      assert.ok(reply.kind === 'answer', reply.kind);
      return reply;
    };
    const whole = '<response status="success"><result>no</result></response>';
    assert.equal((await answer({ how: 'truncated', fraction: 0.5 })).body, whole.slice(0, 28));
    assert.equal((await answer({ how: 'empty' })).body, '');
    assert.match(
      String((await answer({ how: 'doctype' })).body),
      /^<!DOCTYPE response \[<!ENTITY .*no<\/result>/s,
    );
    const redirect = await answer({ how: 'redirect', location: 'https://elsewhere.example.net/api/' });
    assert.equal(redirect.status, 302);
    assert.deepEqual(redirect.headers, { Location: 'https://elsewhere.example.net/api/' });
    assert.match(String((await answer({ how: 'unauthorised' })).body), /Invalid Credential/);
    assert.match(String((await answer({ how: 'role_denied' })).body), /status="unauth" code="16"/);
    for (const form of ['error', 'unauth'] as const) {
      const { body } = await answer({ how: 'session_timed_out', form });
      assert.equal(
        body,
        `<response status="${form}" code="22"><msg><line>Session timed out</line></msg></response>`,
      );
    }
    const expired = await answer({ how: 'key_expired' });
    assert.equal(expired.status, 400);
    assert.equal(
      expired.body,
      "<response status = 'error' code = '400'><result><msg>Key Expired: 0123456789 has expired.</msg></result></response>",
    );
    assert.match(String((await answer({ how: 'error', text: 'a < b' })).body), /<line>a &lt; b<\/line>/);
    assert.deepEqual(await answer({ how: 'content_type' }), {
      kind: 'answer',
      status: 200,
      contentType: 'text/html',
      body: whole,
    });
    assert.equal((await spoilt({ how: 'slow_loris' })).kind, 'trickle');
    const begun = bench.clock.now();
    await spoilt({ how: 'delay', seconds: 90 });
    assert.equal(bench.clock.now() - begun, 90_008);
  });

  it('late: carried out minutes after the client gave up, unless the device was restarted meanwhile', async () => {
    const bench = new Bench([standalone()]);
    const restartLate = async (): Promise<SimReply> => {
      bench.fleet.fault(STANDALONE, {
        kind: 'call',
        command: 'request restart',
        what: { how: 'late', seconds: 300 },
      });
      return bench.restart(STANDALONE);
    };
    await bench.ask(STANDALONE, SHOW.systemInfo);
    const sent = bench.clock.now();
    assert.equal((await restartLate()).kind, 'hang');
    assert.ok(bench.clock.now() - sent < 1000);
    await bench.clock.advanceBy(299_000);
    assert.deepEqual(bench.fleet.log.story(STANDALONE), []);
    await bench.clock.advanceBy(2000);
    const [accepted] = bench.fleet.log.of(STANDALONE);
    assert.deepEqual([accepted?.what, accepted?.at], ['restart_accepted', sent + 300_008]);

    await bench.clock.advanceBy(10 * 60_000);
    const before = bench.fleet.log.story(STANDALONE, 'restart_accepted').length;
    await restartLate();
    await bench.restart(STANDALONE);
    await bench.clock.advanceBy(20 * 60_000);
    assert.equal(bench.fleet.log.story(STANDALONE, 'restart_accepted').length, before + 1);
  });

  it('hit the nth of the calls they are meant for, as often as asked', async () => {
    const bench = new Bench([standalone()]);
    bench.fleet.fault(STANDALONE, { kind: 'call', command: 'show jobs', nth: 2, times: 2, what: DROP });
    const seen: string[] = [];
    for (const command of [
      SHOW.jobs,
      SHOW.systemInfo,
      SHOW.jobs,
      '<show><jobs><id>1</id></jobs></show>',
      SHOW.jobs,
    ])
      seen.push(short(await bench.send(STANDALONE, command)));
    assert.deepEqual(seen, ['200', '200', 'reset', 'reset', '200']);
  });

  it('hit every call for ever, the login too', async () => {
    const bench = new Bench([standalone()]);
    bench.fleet.fault(STANDALONE, { kind: 'call', command: '*', times: 'always', what: DROP });
    const keygen = (): Promise<SimReply> =>
      bench.clock.drive(bench.fleet.handle(STANDALONE, { form: { type: 'keygen' } }));
    for (let call = 0; call < 5; call += 1) assert.equal((await keygen()).kind, 'reset');
  });

  it('take words as whole words, and a regular expression as one', async () => {
    const bench = new Bench([standalone()]);
    bench.fleet.fault(STANDALONE, { kind: 'call', command: 'show sys', times: 'always', what: DROP });
    bench.fleet.fault(STANDALONE, {
      kind: 'call',
      command: 'show (jobs|arp) all',
      times: 'always',
      what: DROP,
    });
    assert.equal(short(await bench.send(STANDALONE, SHOW.systemInfo)), '200');
    assert.equal(short(await bench.send(STANDALONE, SHOW.jobs)), 'reset');
    assert.throws(() => bench.fleet.fault(STANDALONE, { kind: 'call', command: '(', what: DROP }));
  });

  it('are no calls while the device is down', async () => {
    const bench = new Bench([standalone()]);
    await bench.restart(STANDALONE);
    await bench.clock.advanceBy(60_000);
    bench.fleet.fault(STANDALONE, { kind: 'call', command: '*', what: { how: 'html' } });
    assert.equal((await bench.send(STANDALONE, SHOW.systemInfo)).kind, 'refused');
    await bench.clock.advanceBy(600_000);
    const reply = await bench.send(STANDALONE, SHOW.systemInfo);
    assert.ok(reply.kind === 'answer' && reply.contentType === 'text/html');
  });

  it('exist on Panorama and in fleet files', async () => {
    const fault: FaultInput = { kind: 'call', command: 'show system info', what: { how: 'role_denied' } };
    const bench = new Bench([standalone({ faults: [fault] })], 1, { panorama: { faults: [fault] } });
    for (const target of ['panorama', STANDALONE]) {
      assert.match(await bench.ask(target, SHOW.systemInfo), /code="16"/);
      assert.match(await bench.ask(target, SHOW.systemInfo), /<sw-version>/);
    }
    assert.throws(() => bench.fleet.fault('panorama', { kind: 'never_back' }));
  });
});
