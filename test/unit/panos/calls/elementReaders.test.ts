import assert from 'node:assert/strict';
import {
  AnswerShapeError,
  knownFlag,
  knownText,
  listHolders,
} from '../../../../src/panos/calls/elementReaders.ts';
import { response, result } from '../sampleXml.ts';

describe('what every reader shares', () => {
  it('takes the words devices write for nothing for nothing', () => {
    for (const word of ['', ' ', 'unknown', 'Unknown', 'N/A', 'None', '(null)', '<![CDATA[\n]]>'])
      assert.equal(knownText(result(`<a>${word}</a>`), 'result/a'), null, word);
    assert.equal(knownText(result('<a>0</a>'), 'result/a'), '0');
  });

  it('knows yes and no in every spelling, and nothing else', () => {
    const flag = (word: string): boolean | null => knownFlag(result(`<a>${word}</a>`), 'result/a');
    assert.deepEqual(['yes', 'on', 'True', 'YES'].map(flag), [true, true, true, true]);
    assert.deepEqual(['no', 'off', 'False'].map(flag), [false, false, false]);
    assert.deepEqual(['', '1', 'maybe'].map(flag), [null, null, null]);
  });

  it('takes an empty, a blank and a missing result for an empty list, and nothing else', () => {
    for (const empty of [result(''), result(' \n '), response(''), response('<result/>')])
      assert.deepEqual(listHolders(empty, 'list'), []);
    assert.equal(listHolders(result('<list/>'), 'list').length, 1);
    for (const other of [result('text'), result('<other/>')])
      assert.throws(() => listHolders(other, 'list'), AnswerShapeError);
  });
});
