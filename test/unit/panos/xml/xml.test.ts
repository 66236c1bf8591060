import assert from 'node:assert/strict';
import fc from 'fast-check';
import { escapeXml, parseXml } from '../../../../src/panos/xml/xml.ts';

describe('parseXml', () => {
  it('keeps every value a string and every child a list', () => {
    const root = parseXml(
      `<response status = 'success'><serial>001801000123</serial><v>10.10</v><on>true</on></response>`,
      'response',
    );
    assert.equal(root?.text('serial'), '001801000123');
    assert.equal(root.text('v'), '10.10');
    assert.equal(root.text('on'), 'true');
    assert.equal(root.all('serial').length, 1);
    assert.equal(root.attribute('status'), 'success');
    assert.deepEqual(root.names(), ['serial', 'v', 'on']);
  });

  it('takes text out of CDATA and trims it', () => {
    assert.equal(
      parseXml('<response><result><![CDATA[yes\n]]></result></response>', 'response')?.text('result'),
      'yes',
    );
  });

  it('gives undefined for what is missing or blank', () => {
    const root = parseXml('<response><a> </a><b/></response>', 'response');
    assert.equal(root?.text('a'), undefined);
    assert.equal(root?.text('b'), undefined);
    assert.equal(root?.text('c/d'), undefined);
    assert.deepEqual(root?.all('c'), []);
  });

  it('refuses what is no complete document', () => {
    for (const document of [
      '',
      'Service Unavailable',
      '<html><body>Login</body></html>',
      '<response status="success"><result><a>1</a>',
      '<response status="success"><result><a>1</a></result',
      '<!DOCTYPE response [<!ENTITY a "b">]><response>&a;</response>',
      '<response><__proto__>x</__proto__></response>',
      `${'<a>'.repeat(200)}</response>`,
    ]) {
      assert.equal(parseXml(document, 'response'), null, document.slice(0, 60));
    }
  });

  it('reads back any text that was escaped', () => {
    const text = fc.string({ unit: fc.constantFrom(...`<>&"'[]ab1 /;#x-`.split('')), maxLength: 30 });
    fc.assert(
      fc.property(text, (value) => {
        const root = parseXml(`<r><v a="${escapeXml(value)}">${escapeXml(value)}</v></r>`, 'r');
        assert.equal(root?.text('v') ?? '', value.trim());
        assert.equal(root?.at('v')?.attribute('a') ?? '', value);
      }),
      { seed: 7, numRuns: 500 },
    );
  });
});
