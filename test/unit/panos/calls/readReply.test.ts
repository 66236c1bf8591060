import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { AnswerContext } from '../../../../src/panos/calls/envelope.ts';
import type { AnswerReader } from '../../../../src/panos/calls/answerReader.ts';
import { textOf } from '../../../../src/panos/calls/decodeReply.ts';
import { DeviceError } from '../../../../src/panos/errors.ts';
import { LONGEST_WHOLE, readAnswer, readLong } from '../../../../src/panos/calls/readReply.ts';
import { showRoutes } from '../../../../src/panos/commands/traffic.ts';
import { escapeXml, type XmlElement } from '../../../../src/panos/xml/xml.ts';
import { bodyOf } from '../../../support/bodies.ts';
import { EVERY_COMMAND } from '../everyCommand.ts';
import { failure } from '../fakeDevice.ts';
import { ATTRIBUTES, spoilt, wellFormed } from '../generatedXml.ts';

const KEY = 'KEYKEY==';
const CONTEXT: AnswerContext = {
  device: 'fw1',
  operation: 'show x',
  acceptedErrors: ['yes'],
  key: KEY,
  secrets: [KEY],
};
const noPause = async (): Promise<void> => undefined;

/** What comes of an answer, so that two ways of reading it can be compared. */
async function outcome(work: Promise<unknown>): Promise<Readonly<Record<string, unknown>>> {
  try {
    return { value: await work };
  } catch (error) {
    assert.ok(error instanceof DeviceError, String(error));
    const { kind, delivery, code, message } = error;
    return { kind, delivery, code, message };
  }
}

/** The whole of an element, in a form that can be compared. */
function dump(element: XmlElement): unknown {
  return {
    text: element.textPieces().join('').trim(),
    attributes: ATTRIBUTES.map((name) => element.attribute(name)),
    children: element.names().map((name) => [name, element.all(name).map(dump)]),
  };
}

const everything: AnswerReader<unknown> = {
  recordPath: null,
  begin: () => ({ record: () => undefined, end: dump }),
};

/** The bytes of a text, cut at places that depend on `cuts`, also within a character. */
async function* cutAnywhere(text: string, cuts: readonly number[]): AsyncGenerator<Uint8Array> {
  const bytes = new TextEncoder().encode(text);
  let at = 0;
  for (let turn = 0; at < bytes.length; turn += 1) {
    const size = cuts[turn % cuts.length] ?? 1;
    yield bytes.subarray(at, at + size);
    at += size;
  }
}

const asWhole = (text: string, reader: AnswerReader<unknown>) =>
  outcome(readAnswer({ status: 200, body: bodyOf(text) }, reader, CONTEXT, noPause));

const inPieces = (text: string, cuts: readonly number[], reader: AnswerReader<unknown>) =>
  outcome(readLong(200, textOf(cutAnywhere(text, cuts), KEY), reader, CONTEXT, noPause));

const cuts = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 4 });
const everyReader: readonly AnswerReader<unknown>[] = EVERY_COMMAND.map(({ reader }) => reader);

describe('a long answer, read in pieces, and the same read as a whole', () => {
  const areTheSame = (
    answers: fc.Arbitrary<string>,
    readers: readonly AnswerReader<unknown>[],
    numRuns: number,
  ): Promise<void> =>
    fc.assert(
      fc.asyncProperty(answers, cuts, async (text, sizes) => {
        for (const reader of readers)
          assert.deepEqual(await inPieces(text, sizes, reader), await asWhole(text, reader));
      }),
      { seed: 23, numRuns },
    );

  it('hold the same elements', () => areTheSame(wellFormed, [everything], 800));
  it('give every command the same', () => areTheSame(wellFormed, everyReader, 80));
  it('are the same, or fail with the same error, when they are spoilt', () =>
    areTheSame(spoilt, [everything], 800));
  it('give every command the same, or the same error, when they are spoilt', () =>
    areTheSame(spoilt, everyReader, 80));

  it('are both refused for what is not well-formed, and both taken for what only looks so', async () => {
    const inResult = (inside: string): string =>
      `<response status="success"><result>${inside}</result></response>`;
    const verdicts: [string, 'value' | 'not_an_answer'][] = [
      ...[
        ...['', '   ', '<html><body>Login</body></html>', 'Service Unavailable'],
        ...['<response status="success"><result>', '<response status="success"><result></result></response'],
        ...[`<!DOCTYPE x>${inResult('')}`, `<!doctype x>${inResult('')}`],
        ...[`${inResult('')}${inResult('')}`, `${inResult('')} more`, `more ${inResult('')}`],
        ...['<a></b>', '<a><b></a></b>', '</result>', '<a b=1/>', '<a b/>', '<a b="1" b="2"/>', '<1/>'].map(
          inResult,
        ),
        ...[
          '&nbsp;',
          '&a;',
          '&',
          '&#0;',
          '&#27;',
          '&#xFFFF;',
          '\u0000',
          '\u001B',
          ']]>',
          '<',
          '<!-- -- -->',
        ].map(inResult),
        ...['<__proto__/>', '<constructor/>', '<prototype/>'].map(inResult),
        inResult('<a>'.repeat(200) + '</a>'.repeat(200)),
      ].map((text): [string, 'not_an_answer'] => [text, 'not_an_answer']),
      ...[
        ...['<![CDATA[<!DOCTYPE x> </response> &nbsp; <a>]]>', '<a b="1" c="2"/>', '<!-- </a> -->'].map(
          inResult,
        ),
        ...['&quot;'.repeat(30_000), '&#233;'.repeat(30_000), '<a/>'.repeat(30_000)].map(inResult),
        ...[inResult('<a>'.repeat(80) + '</a>'.repeat(80)), '<response status="success"/>'],
        ...[`\uFEFF<?xml version="1.0"?>\n${inResult('')}\n<!-- end -->\n`],
      ].map((text): [string, 'value'] => [text, 'value']),
    ];
    for (const [text, expected] of verdicts) {
      for (const result of [await asWhole(text, everything), await inPieces(text, [7], everything)]) {
        const verdict = result['kind'] ?? 'value';
        assert.equal(verdict, expected, text.slice(0, 80));
      }
    }
  });
});

describe('reading an answer', () => {
  const filling = `<!--${' '.repeat(LONGEST_WHOLE)}-->`;

  it('blots out the key wherever the pieces are cut', async () => {
    const text = `<response status="success" code="0"><a>${KEY}KEY${KEY}${KEY.slice(0, -1)}</a></response>`;
    for (const long of ['', filling]) {
      for (let cut = 1; cut <= 2 * KEY.length; cut += 1) {
        const body = cutAnywhere(text + long, [cut, cut, cut, cut, cut, 65_536]);
        const given = JSON.stringify(await readAnswer({ status: 200, body }, everything, CONTEXT, noPause));
        assert.ok(given.includes(`"***KEY***${KEY.slice(0, -1)}"`), given);
      }
    }
  });

  it('hands a long list over entry by entry and keeps none of it', async () => {
    const entries = 20_000;
    const content = Array.from({ length: entries }, (_, id) => `<entry><id>${id}</id><entry/></entry>`).join(
      '\n',
    );
    const text = `<response status="success"><result><entry/><max>1</max><list>${content}</list></result></response>`;
    const met: (string | undefined)[] = [];
    let pauses = 0;
    let longestWait = 0;
    let metAtPause = 0;
    const rest = await readAnswer(
      { status: 200, body: bodyOf(text) },
      {
        recordPath: 'result/list/entry',
        begin: () => ({
          record: (element) => {
            met.push(element.text('id'));
            assert.equal(element.all('entry').length, 1);
          },
          end: (answer) => answer,
        }),
      },
      CONTEXT,
      async () => {
        pauses += 1;
        longestWait = Math.max(longestWait, met.length - metAtPause);
        metAtPause = met.length;
      },
    );
    assert.deepEqual([met.length, met[0], met.at(-1)], [entries, '0', String(entries - 1)]);
    assert.deepEqual([rest.allAt('result/list/entry').length, rest.allAt('result/entry').length], [0, 1]);
    assert.equal(rest.text('result/max'), '1');
    assert.ok(pauses >= text.length / 65_536, `${pauses} pauses`);
    assert.ok(
      longestWait <= 65_536 / '<entry><id>0</id><entry/></entry>'.length,
      `${longestWait} entries at once`,
    );
  });

  it('pauses within an entry that is long itself, and never holds its text as one string', async () => {
    const routes = Array.from(
      { length: 4000 },
      (_, id) => `"10.${id}.0.0/16":[{"protocol":"bgp","selected":true,"nexthops":[]}]`,
    );
    const json = escapeXml(`{"main":{${routes.join(',')}}}`);
    let pauses = 0;
    let pausesBefore = 0;
    let longestPiece = 0;
    const { reader } = showRoutes('advanced');
    const read = await readAnswer(
      {
        status: 200,
        body: bodyOf(`<response status="success"><result><json>${json}</json></result></response>`),
      },
      {
        recordPath: reader.recordPath,
        begin() {
          const reading = reader.begin();
          return {
            ...reading,
            record(element, place) {
              pausesBefore = pauses;
              longestPiece = Math.max(...element.textPieces().map((piece) => piece.length));
              return reading.record(element, place);
            },
          };
        },
      },
      CONTEXT,
      async () => {
        pauses += 1;
      },
    );
    assert.deepEqual([read.length, read[3999]?.destination], [4000, '10.3999.0.0/16']);
    assert.ok(longestPiece <= 65_536, `${longestPiece}`);
    // One more pause comes after the piece that ends the entry.
    assert.ok(pauses - pausesBefore - 1 >= json.length / 65_536, `${pauses - pausesBefore} pauses`);
  });

  it('keeps of what stands beside a long list only the beginning', async () => {
    const beside = '<config><entry/><entry><entry/></entry></config>'.repeat(60_000);
    const text = `<response status="success"><result><max>7</max>${beside}<list><entry/></list><last>8</last></result></response>`;
    let met = 0;
    const reader: AnswerReader<XmlElement> = {
      recordPath: 'result/list/entry',
      begin: () => ({ record: () => void (met += 1), end: (rest) => rest }),
    };
    const rest = await readAnswer({ status: 200, body: bodyOf(text) }, reader, CONTEXT, noPause);
    assert.deepEqual([met, rest.text('result/max'), rest.text('result/last')], [1, '7', undefined]);
    assert.ok(rest.allAt('result/config/entry').length < 50_000);
    assert.equal(rest.attribute('status'), 'success');
  });

  it('refuses what would fill the memory with elements', async () => {
    const million = '<a/>'.repeat(1_000_001);
    for (const inside of [million, `<list><entry>${million}</entry></list>`]) {
      const text = `<response status="success"><result>${inside}</result></response>`;
      const reader: AnswerReader<XmlElement> = {
        recordPath: inside === million ? null : 'result/list/entry',
        begin: () => ({ record: () => undefined, end: (rest) => rest }),
      };
      const reading = readAnswer({ status: 200, body: bodyOf(text) }, reader, CONTEXT, noPause);
      await assert.rejects(reading, { kind: 'not_an_answer' });
    }
  });

  it('keeps no more of a host name of 30 MB than shows that it is too long', async () => {
    async function* answer(begin: string, unit: string, end: string): AsyncGenerator<Uint8Array> {
      const encoder = new TextEncoder();
      yield encoder.encode(`<response status="success"><result><system>${begin}`);
      const piece = encoder.encode(unit.repeat(100_000 / unit.length));
      for (let given = 0; given < 300; given += 1) yield piece;
      yield encoder.encode(`${end}</system></result></response>`);
    }
    const reader: AnswerReader<XmlElement | undefined> = {
      recordPath: null,
      begin: () => ({ record: () => undefined, end: (rest) => rest.at('result/system/hostname') }),
    };
    for (const [begin, unit, end] of [
      ['<hostname>', 'a', '</hostname>'],
      ['<hostname><![CDATA[', 'a', ']]></hostname>'],
      ['<hostname name="', 'a', '">a</hostname>'],
    ] as const) {
      const reply = { status: 200, body: answer(begin, unit, end) };
      const element = await readAnswer(reply, reader, CONTEXT, noPause);
      const kept = element?.textPieces().join('').length ?? 0;
      assert.ok(kept > 0 && kept < 200_000, `${kept} characters of ${begin}`);
      const name = element?.attribute('name') ?? element?.text();
      assert.match(name ?? '', /^a+…$/);
    }
  });

  it('leaves a body early that is no answer, and lets go of it', async () => {
    let given = 0;
    let letGo = false;
    async function* endless(): AsyncGenerator<Uint8Array> {
      try {
        for (; given < 100; given += 1) yield new TextEncoder().encode(`<html>${' '.repeat(65_536)}`);
      } finally {
        letGo = true;
      }
    }
    const error = await failure(readAnswer({ status: 200, body: endless() }, everything, CONTEXT, noPause));
    assert.deepEqual([error.kind, letGo], ['not_an_answer', true]);
    assert.ok(given < 10, `${given} pieces`);
  });
});
