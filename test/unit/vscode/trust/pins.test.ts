/** Certificate pins written to CSV, read from it, and compared with those that are trusted already. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { oneLine } from '../../../../src/ports/outsideText.ts';
import { pinSchema } from '../../../../src/workflow/setByHand.ts';
import { pinChanges } from '../../../../src/vscode/trust/pinChanges.ts';
import { formatPins, readPins } from '../../../../src/vscode/trust/pinsCsv.ts';
import { sampleFingerprint, samplePin } from '../../../support/samplePin.ts';

const A = sampleFingerprint('AA');
const B = sampleFingerprint('BB');

/** The messages, and what each of them underlines. */
function problemsOf(text: string): { readonly messages: string[]; readonly places: string[] } {
  const { problems } = readPins(text, 443);
  return {
    messages: problems.map(({ message }) => message),
    places: problems.map(({ start, end }) => text.slice(start, end)),
  };
}

describe('a list of certificate pins', () => {
  it('is read as it was written', () => {
    const hexPairs = fc.array(fc.integer({ min: 0, max: 255 }), { minLength: 32, maxLength: 32 });
    // As it stands in a pin: cleaned when the certificate was read.
    const text = fc
      .string({
        unit: fc.oneof(fc.string({ unit: 'grapheme', maxLength: 1 }), fc.constantFrom(';=', ";'", '=')),
        maxLength: 30,
      })
      .map((value) => oneLine(value, 200).trim());
    const pin = fc
      .record({
        host: fc.domain(),
        port: fc.integer({ min: 1, max: 65_535 }),
        hexPairs,
        subject: text,
        validTo: text,
      })
      .map(({ host, port, hexPairs: pairs, subject, validTo }) =>
        pinSchema.parse({
          address: `${host}:${port}`,
          fingerprint: Buffer.from(pairs).toString('hex'),
          ...(subject === '' ? {} : { subject }),
          ...(validTo === '' ? {} : { validTo }),
        }),
      );
    const list = fc.uniqueArray(pin, { selector: ({ address }) => address, minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(list, (pins) => {
        assert.deepEqual(readPins(formatPins(pins), 443), { pins, problems: [] });
      }),
      { seed: 3, numRuns: 300 },
    );
  });

  it('has nothing in it that a spreadsheet would run', () => {
    const subject = '=HYPERLINK("http://x";"CN")';
    const written = formatPins([samplePin('a:1', 'AA', { subject, validTo: ' ＝1' })]);
    assert.match(written, /"'=HYPERLINK/);
    assert.match(written, /' ＝1/);
    assert.equal(readPins(written, 443).pins[0]?.subject, subject);
  });

  it('may be written by hand: other order, semicolons, blanks, fingerprints without colons, no port', () => {
    const text = `\uFEFFFingerprint ; Address\r\n\r\n ${A.replaceAll(':', '').toLowerCase()} ; FW.Example.com\r\n${B};[2001:db8::1]:8443\r\n`;
    assert.deepEqual(readPins(text, 4443), {
      pins: [
        { address: 'fw.example.com:4443', fingerprint: A },
        { address: '[2001:db8::1]:8443', fingerprint: B },
      ],
      problems: [],
    });
  });

  it('names row and column of what is wrong, underlines it, and takes the other rows', () => {
    const text = `address,fingerprint\nhttps://fw/,${A}\nfw-2,AB:CD\n\nfw-3\nfw-4,${A},extra\nfw-5,${B},,\n`;
    const { messages, places } = problemsOf(text);
    assert.match(messages[0] ?? '', /^Row 2, column address: "https:\/\/fw\/" is not a management address/);
    assert.match(messages[1] ?? '', /^Row 3, column fingerprint: .*64 hexadecimal digits/);
    assert.match(messages[2] ?? '', /^Row 5, column fingerprint/);
    assert.match(messages[3] ?? '', /^Row 6: it has more cells/);
    assert.equal(messages.length, 4);
    assert.deepEqual(places, ['https://fw/', 'AB:CD', 'fw-3', `fw-4,${A},extra`]);
    assert.deepEqual(
      readPins(text, 443).pins.map(({ address }) => address),
      ['fw-5:443'],
    );
  });

  it('takes neither of two rows that contradict each other, and one of two that agree', () => {
    const text = `address,fingerprint\nfw-1,${A}\nfw-1:443,${B}\nfw-2,${A}\nfw-2,${A}\n`;
    assert.deepEqual(problemsOf(text).places, ['fw-1', 'fw-1:443']);
    assert.deepEqual(readPins(text, 443).pins, [{ address: 'fw-2:443', fingerprint: A }]);
  });

  it('loses no good row before a quotation mark that is never closed', () => {
    const text = `address,fingerprint,subject\nfw-1,${A},CN=a\nfw-2,${A},"CN=b\nfw-3,${A},CN=c\n`;
    assert.match(problemsOf(text).messages.join(), /^Row 3: a quotation mark is missing/);
    assert.deepEqual(
      readPins(text, 443).pins.map(({ address }) => address),
      ['fw-1:443'],
    );
  });

  it('is refused without its columns, with one of them twice, or empty', () => {
    assert.match(
      problemsOf(`fw-1,${A}\n`).messages.join(' '),
      /column address: there is no .* column fingerprint/,
    );
    assert.match(problemsOf('address,fingerprint,address\n').messages.join(), /address: there are several/);
    assert.match(problemsOf(' \n').messages.join(), /empty/);
    assert.deepEqual(readPins('address,fingerprint\n', 443), { pins: [], problems: [] });
  });
});

describe('imported pins', () => {
  it('are new, the same in any notation, or changed', () => {
    const known = [samplePin('a:443', 'AA'), samplePin('b:443', 'BB')];
    const same = samplePin('A', 'aa');
    const changed = samplePin('b:443', 'AA');
    const added = samplePin('c:443', 'AA');
    assert.deepEqual(pinChanges(known, [same, changed, added]), {
      added: [added],
      same: [same],
      changed: [{ before: known[1], after: changed }],
    });
  });
});
