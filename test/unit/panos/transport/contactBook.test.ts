import assert from 'node:assert/strict';
import { requireAddress } from '../../../../src/panos/address.ts';
import { DeviceError, type DeviceErrorKind } from '../../../../src/panos/errors.ts';
import { ContactBook, watchedTransport } from '../../../../src/panos/transport/contactBook.ts';
import type { ApiReply, Transport } from '../../../../src/panos/transport/transport.ts';
import { bodyOf } from '../../../support/bodies.ts';

const ADDRESS = '10.1.1.10';

function emptyBook() {
  let now = 0;
  const book = new ContactBook(() => now);
  const changes: string[] = [];
  book.onDidChange((address) => changes.push(address));
  return { book, changes, to: (ms: number) => (now = ms) };
}

describe('contact book', () => {
  it('knows nothing of whom nobody has asked', () => {
    const { book } = emptyBook();
    assert.equal(book.of(ADDRESS), undefined);
  });

  it('keeps since when nothing answers, over all that is asked in vain, until something does', () => {
    const { book, to } = emptyBook();
    book.answered(ADDRESS);
    to(10);
    book.missed(ADDRESS, book.now());
    to(20);
    book.missed(ADDRESS, book.now());
    assert.deepEqual(book.of(ADDRESS), { at: 20, silentSince: 10 });
    to(30);
    book.answered(ADDRESS);
    assert.deepEqual(book.of(ADDRESS), { at: 30, silentSince: null });
    to(40);
    book.missed(ADDRESS, book.now());
    assert.deepEqual(book.of(ADDRESS), { at: 40, silentSince: 40 });
  });

  it('takes a call that was not answered for silence from its beginning, or since another one was answered', () => {
    const { book, to } = emptyBook();
    to(60);
    book.missed(ADDRESS, 0);
    assert.deepEqual(book.of(ADDRESS), { at: 60, silentSince: 0 });
    to(70);
    book.answered(ADDRESS);
    to(130);
    book.missed(ADDRESS, 65);
    assert.deepEqual(book.of(ADDRESS), { at: 130, silentSince: 70 });
  });

  it('tells who fell silent and who answers again, and nothing that was known', () => {
    const { book, changes } = emptyBook();
    book.answered(ADDRESS);
    book.answered(ADDRESS);
    assert.deepEqual(changes, []);
    book.missed(ADDRESS, book.now());
    book.missed('10.1.1.11', book.now());
    book.missed(ADDRESS, book.now());
    assert.deepEqual(changes, [ADDRESS, '10.1.1.11']);
    book.answered(ADDRESS);
    book.answered(ADDRESS);
    assert.deepEqual(changes, [ADDRESS, '10.1.1.11', ADDRESS]);
  });
});

describe('a transport that is watched', () => {
  const request = { device: 'fw', operation: 'show system info', form: {}, timeoutMs: 1_000 };
  const address = requireAddress('10.1.1.10:8443', 443);
  const name = '10.1.1.10:8443';

  function gives(outcome: ApiReply | DeviceErrorKind): { book: ContactBook; transport: Transport } {
    const { book } = emptyBook();
    const end = async (): Promise<ApiReply> => {
      if (typeof outcome !== 'string') return outcome;
      const { device, operation } = request;
      throw new DeviceError({ kind: outcome, delivery: 'unknown', device, operation, what: 'it went wrong' });
    };
    const inner: Transport = {
      call: end,
      meet: async () => {
        await end();
        throw new Error('Nobody looks at the certificate here.');
      },
      close: () => undefined,
    };
    return { book, transport: watchedTransport(inner, book) };
  }

  it('takes every reply for contact, also one that is an error of something in between', async () => {
    const { book, transport } = gives({ status: 503, body: bodyOf('') });
    const reply = await transport.call({ ...request, address });
    assert.equal(reply.status, 503);
    assert.equal(book.of(name)?.silentSince, null);
  });

  const rows: readonly { kind: DeviceErrorKind; means: 'silent' | 'answers' | 'nothing' }[] = [
    { kind: 'unreachable', means: 'silent' },
    { kind: 'no_answer', means: 'silent' },
    { kind: 'pin_mismatch', means: 'answers' },
    { kind: 'untrusted_certificate', means: 'answers' },
    { kind: 'cancelled', means: 'nothing' },
  ];
  for (const { kind, means } of rows) {
    it(`takes "${kind}" for ${means === 'nothing' ? 'no word of anybody' : `a device that ${means === 'silent' ? 'is silent' : means}`}, of calls and of looks`, async () => {
      for (const ask of ['call', 'meet'] as const) {
        const { book, transport } = gives(kind);
        await assert.rejects(transport[ask]({ ...request, address }), { kind });
        const contact = book.of(name);
        const seen = contact === undefined ? 'nothing' : contact.silentSince === null ? 'answers' : 'silent';
        assert.equal(seen, means, ask);
      }
    });
  }
});
