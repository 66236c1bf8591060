import assert from 'node:assert/strict';
import { readSerial, serialSchema } from '../../../src/panos/serial.ts';
import { cleanText } from '../../../src/panos/textLimits.ts';

describe('readSerial', () => {
  it('takes what devices say, without blanks around it', () => {
    for (const serial of ['001701000529', '007054000543212', '44A1B3FC68F5304', 'unknown']) {
      assert.equal(readSerial(serial), serial);
      assert.equal(readSerial(` ${serial}\t\r\n`), serial);
    }
  });

  it('keeps zeros and letter case, which tell devices apart', () => {
    assert.notEqual(readSerial('001701000529'), readSerial('1701000529'));
    assert.notEqual(readSerial('44a1b3fc68f5304'), readSerial('44A1B3FC68F5304'));
  });

  it('takes nothing that is no word', () => {
    for (const text of [
      '',
      ' ',
      '0017 01000529',
      '001701000529\n1',
      '００１７01000529',
      '.0018',
      '001;002',
      '../x',
      '0'.repeat(41),
    ]) {
      assert.equal(readSerial(text), null, JSON.stringify(text));
    }
    assert.equal(readSerial('0'.repeat(40)), '0'.repeat(40));
  });

  it('never takes a text that was cleaned or cut', () => {
    const good = '001701000529';
    for (const text of [`${good}\u202E`, `\u200B${good}`, `0017\u000001000529`, good + '9'.repeat(100)]) {
      assert.equal(readSerial(cleanText(text, 'serial')), null, JSON.stringify(text));
    }
  });
});

describe('serialSchema', () => {
  it('refuses what is no serial', () => {
    assert.equal(serialSchema.parse(' 001701000529'), '001701000529');
    for (const value of ['', '0017…', '0017\uFFFD', 17, null]) {
      assert.equal(serialSchema.safeParse(value).success, false, JSON.stringify(value));
    }
  });
});
