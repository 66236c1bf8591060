import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readWhole } from '../../../../src/panos/calls/answerReader.ts';
import { AnswerShapeError } from '../../../../src/panos/calls/elementReaders.ts';
import { escapeXml, type XmlElement } from '../../../../src/panos/xml/xml.ts';
import { EVERY_COMMAND } from '../everyCommand.ts';
import { response } from '../sampleXml.ts';
import { hostileTexts, UNSEEN_BUT_BREAKS } from '../../../support/hostileTexts.ts';
import { LONGEST_TEXT } from '../../../../src/panos/textLimits.ts';
import { readSystemInfo } from '../../../../src/panos/answers/systemInfo.ts';
import { readSoftwareEntry } from '../../../../src/panos/answers/software.ts';
import { parseVersion } from '../../../../src/panos/version.ts';

const NAMES =
  `result system serial hostname model sw-version uptime time devices entry ha state peer enabled group
  local-info peer-info mode sw-updates versions version size downloaded job id status progress details line json flags
  destination entries ip num-tcp msg fibs dst vr peer IPSec name member synched ntp-server-1 licenses feature journal
  content-updates resource-monitor data-processors dp0 minute cpu-load-average value hw ifnet config shared certificate
  update-schedule threats recurring daily at SupportInfoResponse Support ExpiryDate All-Routes`.split(/\s+/);
const TEXTS = [
  '',
  ' ',
  'yes',
  'unknown',
  '1',
  '99999999999999999999',
  'FIN',
  '{"a":{"b":[1]}}',
  '[null]',
  '/ 1G 2G 3% /',
];

/** What XML lets through of the hostile set, alone and within what readers understand. */
const HOSTILE = Object.values(hostileTexts)
  .map((text) => text.slice(0, 5000).replaceAll(/[^\t\r\n\x20-\u{10FFFF}]|[\p{Cs}\p{Co}\uFFFE\uFFFF]/gu, '-'))
  .flatMap((text) => [
    text,
    `yes${text}`,
    `/dev/${text} 1G 2G 3% /${text}\nProcess ${text} running ${text}`,
    JSON.stringify({
      [text]: { state: text, 'peer-ip': text, [text]: [{ protocol: text, nexthops: [{ ip: text }] }] },
    }),
  ]);

const contentOf = (texts: readonly string[]): fc.Arbitrary<string> =>
  fc.letrec<{ content: string }>((tie) => ({
    content: fc.oneof(
      { maxDepth: 6, depthSize: 'large' },
      fc.constantFrom(...texts).map(escapeXml),
      fc
        .array(fc.tuple(fc.constantFrom(...NAMES), fc.constantFrom(...texts), tie('content')), {
          minLength: 1,
          maxLength: 5,
        })
        .map((children) =>
          children
            .map(([name, text, inside]) => `<${name} name="${escapeXml(text)}">${inside}</${name}>`)
            .join(''),
        ),
    ),
  })).content;

/** Every text in a value, names of members too. */
function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  if (value instanceof Map) return [...value].flatMap(textsIn);
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(textsIn);
}

describe('every reader', () => {
  it('either understands an answer or says that it cannot be used', () => {
    fc.assert(
      fc.property(contentOf(TEXTS), (inside) => {
        const element = response(`<result>${inside}</result>`);
        for (const command of EVERY_COMMAND) {
          try {
            readWhole<unknown>(command.reader, element);
          } catch (error) {
            assert.ok(error instanceof AnswerShapeError, `${command.name}: ${String(error)}`);
          }
        }
      }),
      { seed: 11, numRuns: 1000 },
    );
  });

  it('gives nothing that is unseen or endless, whatever the answer holds', () => {
    const given = new Set<string>();
    fc.assert(
      fc.property(contentOf(HOSTILE), (inside) => {
        const element = response(`<result>${inside}</result>`);
        for (const command of EVERY_COMMAND) {
          let texts: readonly string[];
          try {
            texts = textsIn(readWhole<unknown>(command.reader, element));
          } catch (error) {
            texts = [String(error)];
          }
          for (const text of texts) {
            assert.doesNotMatch(text, UNSEEN_BUT_BREAKS, command.name);
            assert.ok(text.length <= LONGEST_TEXT + 1, command.name);
            given.add(text);
          }
        }
      }),
      { seed: 11, numRuns: 1000 },
    );
    assert.ok(given.size > 200, `only ${given.size} texts came through`);
  });

  it('never takes a spoilt identifier for the good one', () => {
    for (const sign of ['\u200B', '\uFEFF', '\u202E', '\u00A0', '\u2028', '\u3164', ' .', '\n.', 'З']) {
      for (const [before, after] of [
        [sign, ''],
        ['', sign],
      ]) {
        const spoil = (text: string): string => escapeXml(`${before}${text}${after}`);
        const named = `<hostname>${spoil('fw1')}</hostname><model>${spoil('PA-440')}</model><sw-version>${spoil('11.1.4')}</sw-version>`;
        const system = (serial: string): XmlElement =>
          response(`<result><system><serial>${serial}</serial>${named}</system></result>`);
        assert.throws(() => readSystemInfo(system(spoil('0018'))), AnswerShapeError, 'no identity at all');
        const info = readSystemInfo(system('0018'));
        const read = [info.hostname, info.model, info.swVersion];
        assert.equal(read.filter((text) => ['fw1', 'PA-440', '11.1.4'].includes(text)).length, 0);
        assert.equal(parseVersion(info.swVersion), null);
        const image = response(`<entry><version>${spoil('11.1.4')}</version></entry>`).at('entry');
        assert.notEqual(image && readSoftwareEntry(image)?.version, '11.1.4');
      }
    }
  });
});
