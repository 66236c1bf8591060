import assert from 'node:assert/strict';
import { siteChoices, siteSentence, whom } from '../../../../src/vscode/commands/asking/siteChoices.ts';

const known = new Map([
  ['Berlin', 2],
  ['Ulm', 1],
]);
const offered = (typed: string, hasSite = false): unknown[] =>
  siteChoices(typed, known, hasSite).map(({ label, description, site }) => [label, description, site]);

describe('the sites to choose from', () => {
  it('are those there are, and to have none where there is one to lose', () => {
    const sites = [
      ['Berlin', '2 devices', 'Berlin'],
      ['Ulm', '1 device', 'Ulm'],
    ];
    assert.deepEqual(offered(''), sites);
    assert.deepEqual(offered(' ', true), [...sites, ['No Site', 'takes it away', null]]);
  });

  it('begin with the new one that is typed', () => {
    assert.deepEqual(offered(' Hamburg ')[0], ['Hamburg', 'new site', 'Hamburg']);
    assert.equal(offered('Berlin').length, 2, 'that is none');
  });

  it('say what is wrong with a name, which cannot be chosen', () => {
    assert.deepEqual(offered('x'.repeat(65))[0], [
      'x'.repeat(65),
      "a site's name has at most 64 characters",
      undefined,
    ]);
  });
});

describe('the words about a site', () => {
  it('say whom it is about', () => {
    assert.equal(whom(['fw-1']), 'fw-1');
    assert.equal(whom(['fw-1', 'fw-2']), 'fw-1 and fw-2');
    assert.equal(whom(['fw-1', 'fw-2', 'fw-3', 'fw-4']), 'fw-1, fw-2 and 2 more');
  });

  it('say what has become of them', () => {
    assert.equal(
      siteSentence(['fw-1', 'fw-2'], 'Hamburg line'),
      '2 devices now belong to site "Hamburg line".',
    );
    assert.equal(siteSentence(['fw-1'], 'Hamburg'), 'fw-1 now belongs to site Hamburg.');
    assert.equal(siteSentence(['fw-1'], null), 'fw-1 no longer belongs to a site.');
    assert.equal(siteSentence(['fw-1', 'fw-2'], null), '2 devices no longer belong to a site.');
  });
});
