import assert from 'node:assert/strict';
import { summarize } from '../../../../src/panos/transport/certificate.ts';
import { hostileTexts, UNSEEN } from '../../../support/hostileTexts.ts';

describe('a certificate in words', () => {
  for (const [what, text] of Object.entries(hostileTexts)) {
    it(`is one short line that closes no quotation: ${what}`, () => {
      const name = { CN: text, O: [text, 'DigiCert'], OU: undefined };
      const summary = summarize({
        fingerprint256: Array.from({ length: 32 }, () => 'AB').join(':'),
        subject: name,
        issuer: name,
        valid_to: 'Dec 31 23:59:59 2036 GMT',
      });
      for (const words of [summary?.subject, summary?.issuer]) {
        assert.ok(typeof words === 'string' && words.length <= 201);
        assert.doesNotMatch(words, UNSEEN);
        assert.doesNotMatch(words, /["“”]/);
      }
    });
  }
});
