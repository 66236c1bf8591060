import assert from 'node:assert/strict';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { named, oneLine, oneName, oneWord, quoted, severalLines } from '../../../src/ports/outsideText.ts';
import { hostileTexts, UNSEEN, UNSEEN_BUT_BREAKS } from '../../support/hostileTexts.ts';

/** Characters of every kind that matters, halves of characters too. */
const anyText = fc.string({
  unit: fc.oneof(
    fc.constantFrom(...Array.from('ab1 .-"“”\n\r\t\0\u200B\u202E\u2028\u0301\uFEFF\u3164\uE000🙂')),
    fc.constantFrom('\uD83D', '\uDE42', '\r\n', '](', '$('),
    fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
  ),
  maxLength: 80,
});
const options = { seed: 12, numRuns: 3000 };

describe('texts from outside', () => {
  for (const [what, text] of Object.entries(hostileTexts)) {
    it(`are harmless and short: ${what}`, () => {
      for (const clean of [
        oneLine(text, 100),
        oneWord(text, 100),
        oneName(text, 100),
        quoted(text),
        named(text),
      ]) {
        assert.doesNotMatch(clean, UNSEEN);
        assert.ok(clean.length <= 123, String(clean.length));
      }
      assert.doesNotMatch(severalLines(text, 100), UNSEEN_BUT_BREAKS);
      assert.ok(severalLines(text, 100).length <= 101);
      assert.doesNotMatch(quoted(text).slice(1, -1), /["“”]/);
    });
  }

  it('are left as they are where nothing is wrong with them', () => {
    for (const text of [
      'fw-branch-01',
      '11.1.4-h7',
      'Zürich, Bahnhofstraße 1',
      '東京',
      'é',
      '10.1.1.10:443',
    ]) {
      assert.equal(oneLine(text, 100), text);
      assert.equal(severalLines(text, 100), text);
    }
    assert.equal(oneWord('001801000123', 40), '001801000123');
    assert.equal(severalLines('one\r\ntwo\rthree\n', 100), 'one\ntwo\nthree\n');
    assert.equal(oneLine('one\r\ntwo\tthree', 100), 'one two three');
  });

  it('equal no good text when something had to be taken away or cut', () => {
    const good = fc.string({
      unit: fc.constantFrom(...Array.from('ABC0123.-')),
      minLength: 1,
      maxLength: 12,
    });
    const bad = fc.constantFrom(...Array.from('\u200B\uFEFF\u202E\0\u00AD\u3164\u{E0041}\uD800'));
    fc.assert(
      fc.property(good, bad, fc.nat(12), (text, sign, at) => {
        const spoilt = text.slice(0, at) + sign + text.slice(at);
        assert.notEqual(oneWord(spoilt, 40), text);
        assert.notEqual(oneLine(spoilt, 40), text);
        assert.notEqual(severalLines(spoilt, 40), text);
        assert.notEqual(oneWord(`${text}more`, text.length), text);
        assert.notEqual(oneLine(`${text}more`, text.length), text);
      }),
      options,
    );
    assert.notEqual(oneWord('001801000123\u00A0', 40), '001801000123');
    assert.notEqual(oneWord('00180100012З', 40), '001801000123');
  });

  it('do not change when they are cleaned again', () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 1, max: 60 }), (text, longest) => {
        for (const clean of [oneLine, oneName, oneWord, severalLines]) {
          const once = clean(text, longest);
          assert.equal(clean(once, longest), once);
          assert.ok(once.length <= longest + 1);
          assert.doesNotMatch(once, clean === severalLines ? UNSEEN_BUT_BREAKS : UNSEEN);
        }
      }),
      options,
    );
  });

  it('are one word without brackets where they are names', () => {
    fc.assert(
      fc.property(anyText, (text) => assert.match(oneName(text, 60), /^[\w.:@+~\uFFFD…-]*$/)),
      options,
    );
    assert.equal(oneName('HQ firewall (1)', 60), 'HQ_firewall_1_');
    assert.equal(oneName('fw-branch_01.example.com', 60), 'fw-branch_01.example.com');
  });

  it('cannot close the quotation they stand in, nor look like a sentence without one', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        assert.match(quoted(text), /^"[^"“”]*"$/u);
        if (!named(text).startsWith('"')) assert.doesNotMatch(named(text), /[\s"]/u);
      }),
      options,
    );
    assert.equal(named('fw-branch-01'), 'fw-branch-01');
    assert.equal(named('[2001:db8::1]:443'), '[2001:db8::1]:443');
    assert.equal(named('HQ firewall'), '"HQ firewall"');
    assert.equal(quoted('a "b" c'), `"a 'b' c"`);
  });

  it('do not keep the megabytes they were cut from', () => {
    setFlagsFromString('--expose-gc');
    const collectGarbage = runInNewContext('gc') as () => void;
    const heap = (): number => {
      collectGarbage();
      return process.memoryUsage().heapUsed;
    };
    const before = heap();
    const kept = Array.from({ length: 10 }, () => oneLine('a'.repeat(5_000_000), 253));
    assert.ok(heap() - before < 1_000_000);
    assert.equal(new Set(kept).size, 1);
  });
});
