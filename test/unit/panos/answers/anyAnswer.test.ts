import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readWhole } from '../../../../src/panos/calls/answerReader.ts';
import { AnswerShapeError } from '../../../../src/panos/calls/elementReaders.ts';
import { escapeXml } from '../../../../src/panos/xml/xml.ts';
import { EVERY_COMMAND } from '../everyCommand.ts';
import { response } from '../sampleXml.ts';

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

const { content } = fc.letrec<{ content: string }>((tie) => ({
  content: fc.oneof(
    { maxDepth: 6, depthSize: 'large' },
    fc.constantFrom(...TEXTS).map(escapeXml),
    fc
      .array(fc.tuple(fc.constantFrom(...NAMES), tie('content')), { minLength: 1, maxLength: 5 })
      .map((children) => children.map(([name, inside]) => `<${name}>${inside}</${name}>`).join('')),
  ),
}));

describe('every reader', () => {
  it('either understands an answer or says that it cannot be used', () => {
    fc.assert(
      fc.property(content, (inside) => {
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
});
