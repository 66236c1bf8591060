/** Answers nobody would write by hand: well-formed XML of every kind there is, and the same spoilt. */
import fc from 'fast-check';

const NAMES =
  `result result entry entry devices entries json serial name ha state ip destination flags msg line
  job id system hostname size __x:y-z.1`.split(/\s+/);
export const ATTRIBUTES = ['name', 'status', 'code', 'a-b', 'ns:c'];

const TEXTS = [
  'x',
  ' ',
  '\n  ',
  'yes',
  '001801000123',
  'two words',
  'line\r\nbreak\rand\ttab',
  'Zürich 東京 🔥',
  '&amp;',
  '&lt;&gt;&quot;&apos;',
  '&amp;lt;',
  '&#65;&#x1F525;&#10;',
  '{"a":{"b":[1]}}',
  '{&quot;main&quot;:{&quot;10.0.0.0/8&quot;:[{&quot;protocol&quot;:&quot;bgp&quot;,&quot;nexthops&quot;:[]}]}}',
  'x'.repeat(40),
];
const MARKUP = [
  '<![CDATA[yes]]>',
  '<![CDATA[ <a> & ]] > \n]]>',
  '<![CDATA[]]>',
  '<!-- a comment <a> & -->',
  '<?target data?>',
];
const ATTRIBUTE_VALUES = [
  '',
  ' ',
  'success',
  'a b',
  'tab\tand\nline',
  '&amp;&lt;&quot;&#65;',
  'ü🔥',
  '>',
  '0',
];
const BLANKS = ['', ' ', '\n '];

const attribute = fc
  .tuple(
    fc.constantFrom(...ATTRIBUTES),
    fc.constantFrom(...BLANKS),
    fc.constantFrom(...BLANKS),
    fc.constantFrom('"', "'"),
    fc.constantFrom(...ATTRIBUTE_VALUES),
  )
  .map(([name, before, after, quote, value]) => ({
    name,
    text: ` ${name}${before}=${after}${quote}${value}${quote}`,
  }));

const attributes = fc
  .uniqueArray(attribute, { selector: ({ name }) => name, maxLength: 3 })
  .map((list) => list.map(({ text }) => text).join(''));

function element(name: string, head: string, blank: string, content: string): string {
  return content === '' && blank === ' '
    ? `<${name}${head}${blank}/>`
    : `<${name}${head}${blank}>${content}</${name}${blank}>`;
}

const { content } = fc.letrec<{ content: string }>((tie) => ({
  content: fc.oneof(
    { maxDepth: 5, depthSize: 'large' },
    fc.array(fc.constantFrom(...TEXTS, ...MARKUP), { maxLength: 4 }).map((parts) => parts.join('')),
    fc
      .array(
        fc.tuple(
          fc.constantFrom(...NAMES),
          attributes,
          fc.constantFrom(...BLANKS),
          tie('content'),
          fc.constantFrom('', ...TEXTS),
        ),
        { minLength: 1, maxLength: 5 },
      )
      .map((children) =>
        children
          .map(([name, head, blank, inside, after]) => element(name, head, blank, inside) + after)
          .join(''),
      ),
  ),
}));

/** Complete answers, most of them successes. */
export const wellFormed = fc
  .tuple(
    fc.constantFrom('', '\uFEFF', '<?xml version="1.0" encoding="UTF-8"?>\n', '<!-- before -->\n'),
    fc.constantFrom(
      'status="success"',
      "status = 'success'",
      'status="success" code="19"',
      'status="error"',
      '',
    ),
    fc.constantFrom('result', 'result', 'msg'),
    content,
    fc.constantFrom('', '\n', ' <!-- after -->\n'),
  )
  .map(
    ([before, head, name, inside, after]) =>
      `${before}<response ${head}><${name}>${inside}</${name}></response>${after}`,
  );

/** The same, spoilt at one place: often no answer any more, sometimes still one. */
export const spoilt = fc
  .tuple(
    wellFormed,
    fc.nat(),
    fc.constantFrom(
      ...[
        '',
        '<',
        '>',
        '&',
        '</',
        '</entry>',
        '<entry>',
        '<!DOCTYPE x>',
        '<!DOCTYPE response [<!ENTITY a "b">]>',
      ],
      ...[
        '&nbsp;',
        '&a;',
        '&#0;',
        '\u0000',
        '\u0007',
        '\uFFFF',
        ']]>',
        '<![CDATA[',
        '<!--',
        '-->',
        '<?xml?>',
        '"',
      ],
      ...[
        '<__proto__/>',
        '<constructor>x</constructor>',
        '<a b="1" b="2"/>',
        '<a b=1/>',
        '<a b/>',
        '<a __proto__="x"/>',
      ],
    ),
    fc.constantFrom('insert', 'cut', 'append', 'prepend', 'drop'),
  )
  .map(([document, place, piece, how]) => {
    const at = place % (document.length + 1);
    switch (how) {
      case 'insert':
        return document.slice(0, at) + piece + document.slice(at);
      case 'cut':
        return document.slice(0, at);
      case 'append':
        return document + piece;
      case 'prepend':
        return piece + document;
      case 'drop':
        return document.slice(0, at) + document.slice(at + 1 + (place % 7));
    }
  });
