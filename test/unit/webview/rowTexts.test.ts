import assert from 'node:assert/strict';
import { rowDetail } from '../../../webview-ui/table/rowTexts.ts';
import { head, row } from './sampleTable.ts';

describe('a row in full', () => {
  it('says everything of its cells, in the words of their signs, under the titles of their columns', () => {
    const images = {
      text: '',
      parts: [
        { text: '11.1.0', status: 'good', word: 'downloaded' },
        { text: '11.1.4', status: 'waiting', word: 'to be downloaded' },
      ],
    } as const;
    const { columns } = head({ columns: ['Device', 'Why', 'Images'].map((title) => ({ title, width: 9 })) });
    assert.deepEqual(rowDetail(row('1', { cells: ['fw-1', { text: '', order: -1 }, images] }), columns), [
      ['Device', 'fw-1'],
      ['Images', '11.1.0: downloaded, 11.1.4: to be downloaded'],
    ]);
  });

  it('has no comma behind a full stop', () => {
    const base = {
      text: '11.1.0',
      status: 'waiting',
      word: 'to be downloaded. It is not installed.',
    } as const;
    const cells = [{ text: '', parts: [base, { ...base, text: '11.1.4' }] }];
    const [[, text] = []] = rowDetail(row('1', { cells }), [{ title: 'Images', width: 9 }]);
    assert.equal(
      text,
      '11.1.0: to be downloaded. It is not installed. 11.1.4: to be downloaded. It is not installed.',
    );
  });
});
