import assert from 'node:assert/strict';
import { readSiteList } from '../../../src/inventory/siteList.ts';
import { siteName } from '../../../src/inventory/siteName.ts';
import { device } from './sampleDevices.ts';
import { sn } from '../../support/serials.ts';

const A = '001701000101';
const read = (text: string) =>
  readSiteList(
    text,
    (serial) => (serial === A ? device(1, { serial: sn(A) }) : undefined),
    async () => undefined,
  );

describe('readSiteList', () => {
  it('gives and takes sites away, and lets the last word count', async () => {
    const { sites, problems } = await read(`Serial;Site;x\n${A}; Berlin ;\n`);
    assert.deepEqual([[...sites], problems], [[[A, 'Berlin']], []]);
    assert.deepEqual([...(await read(`serial,site\n${A},Berlin\n${A},\n`)).sites], [[A, null]]);
  });

  it('takes and offers the serials that lists of devices do', async () => {
    const { sites, problems } = await read(`Serial Number,Site\n${A},Ulm\nO01701000101,Ulm\n`);
    assert.deepEqual([...sites], [[A, 'Ulm']]);
    assert.match(problems[0]?.message ?? '', /^Row 3, column Serial Number: .* Did you mean 001701000101\?/);
  });

  it('names what it cannot use', async () => {
    const { sites, problems } = await read(`serial,site\n1701000101,Ulm\n009,Ulm\n${A},${'x'.repeat(65)}\n`);
    assert.equal(sites.size, 0);
    assert.deepEqual(
      problems.map(({ message }) => message.replace(/: .*(Did|Run|most).*/, ' $1')),
      ['Row 2, column serial Did', 'Row 3, column serial Run', 'Row 4, column site most'],
    );
    assert.match((await read('serial\n1\n')).problems[0]?.message ?? '', /no column serial and site/);
  });
});

describe('siteName', () => {
  it('is one short line of text', () => {
    assert.deepEqual(siteName('  Köln 2 '), { name: 'Köln 2' });
    for (const bad of ['', '  ', 'a\nb', 'x'.repeat(65)]) assert.ok('problem' in siteName(bad), bad);
  });
});
