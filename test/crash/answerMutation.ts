/**
 * Answers spoilt with their structure in mind: an element dropped, doubled, renamed, emptied, filled with nonsense,
 * wrapped or moved. Never one true-looking value in place of another: a device that lies well cannot be seen through.
 */
import fc from 'fast-check';

export interface Mutation {
  /** Which answer of the run is spoilt: counted from the first call. */
  readonly call: number;
  /** Which of its elements, as a fraction of their number. */
  readonly where: number;
  readonly how: (typeof WAYS)[number];
  readonly nonsense: string;
  /** From this call on every answer to the same command is spoilt, as by a release that writes things differently. */
  readonly lasting: boolean;
  /** Only elements that the upgrade hangs on are chosen from. */
  readonly vital: boolean;
}

const VITAL =
  /^(response|result|status|job|id|type|tenq|details|line|msg|serial|model|sw-version|uptime|time|versions|entry|version|downloaded|current|size|enabled|state|key|devices|connected|ip-address)$/;

const WAYS = [
  'drop',
  'double',
  'rename',
  'empty',
  'nonsense',
  'nonsense_before',
  'wrap',
  'upper_case_name',
  'move_to_front',
  'leave_only_this',
  'cut_here',
  'no_end_tag',
  'break_attributes',
] as const;

const NONSENSE = [
  ...['', ' ', '\n', 'unknown', 'N/A', 'None', '(null)', '-', '?', 'null', 'undefined', 'NaN', 'perhaps'],
  ...['-1', '1e999', '99999999999999999999', '0x10', '١٢', '½', 'no such thing', '%s%n', '../../etc/passwd'],
  ...[
    '<b/>',
    '<![CDATA[]]>',
    '<!-- -->',
    '&#xFFFFFFF;',
    '&nope;',
    '\u0000',
    '\uFEFF',
    '𝕏'.repeat(50),
    'x'.repeat(5000),
  ],
];

/** @param calls how many answers the run has when nothing is spoilt. */
export function mutations(calls: number): fc.Arbitrary<Mutation[]> {
  const mutation = fc.record({
    call: fc.nat(calls - 1),
    where: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
    how: fc.constantFrom(...WAYS),
    nonsense: fc.constantFrom(...NONSENSE),
    lasting: fc.boolean(),
    vital: fc.boolean(),
  });
  return fc.array(mutation, { minLength: 1, maxLength: 4 });
}

interface Span {
  readonly start: number;
  readonly contentStart: number;
  readonly contentEnd: number;
  readonly end: number;
  readonly name: string;
}

export function mutate(body: string, { where, how, nonsense, vital }: Mutation): string {
  const spans = elements(body).filter(({ name }) => !vital || VITAL.test(name));
  const span = spans[Math.floor(where * spans.length)];
  if (span === undefined) return nonsense;
  const before = body.slice(0, span.start);
  const open = body.slice(span.start, span.contentStart);
  const content = body.slice(span.contentStart, span.contentEnd);
  const close = body.slice(span.contentEnd, span.end);
  const after = body.slice(span.end);
  const named = (name: string): string =>
    before + open.replace(span.name, name) + content + close.replace(span.name, name) + after;
  switch (how) {
    case 'drop':
      return before + after;
    case 'double':
      return before + open + content + close + open + content + close + after;
    case 'rename':
      return named('novelty');
    case 'upper_case_name':
      return named(span.name.toUpperCase());
    case 'empty':
      return before + open + close + after;
    case 'nonsense':
      return before + open + nonsense + close + after;
    case 'nonsense_before':
      return `${before}<${span.name}>${nonsense}</${span.name}>${open}${content}${close}${after}`;
    case 'wrap':
      return `${before}<entry>${open}${content}${close}</entry>${after}`;
    case 'move_to_front': {
      const front = spans[0]?.contentStart ?? 0;
      return span.start < front
        ? body
        : body.slice(0, front) + open + content + close + body.slice(front, span.start) + after;
    }
    case 'leave_only_this':
      return `<response status="success"><result>${open}${content}${close}</result></response>`;
    case 'cut_here':
      return before;
    case 'no_end_tag':
      return before + open + content + after;
    case 'break_attributes':
      return `${before}<${span.name} status='odd' code = "${escapeQuote(nonsense)}">${content}</${span.name}>${after}`;
  }
}

function escapeQuote(text: string): string {
  return text.replaceAll('"', '').replaceAll('<', '').replaceAll('&', '');
}

/** All elements of a well-formed document, in the order in which they begin. */
function elements(body: string): Span[] {
  const spans: Span[] = [];
  const open: { start: number; contentStart: number; name: string; index: number }[] = [];
  for (const tag of body.matchAll(/<!\[CDATA\[[\s\S]*?\]\]>|<(\/?)([A-Za-z][\w.-]*)[^>]*?(\/?)>/g)) {
    const [text, closing, name, selfClosing] = tag;
    if (name === undefined) continue;
    const at = tag.index;
    const end = at + text.length;
    if (closing === '/') {
      const begun = open.pop();
      if (begun !== undefined)
        spans[begun.index] = {
          start: begun.start,
          contentStart: begun.contentStart,
          contentEnd: at,
          end,
          name,
        };
    } else {
      const index = spans.push({ start: at, contentStart: end, contentEnd: end, end, name }) - 1;
      if (selfClosing === '') open.push({ start: at, contentStart: end, name, index });
    }
  }
  return spans;
}
