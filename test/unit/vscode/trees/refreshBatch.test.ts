import assert from 'node:assert/strict';
import { mock } from 'node:test';
import { RefreshBatch } from '../../../../src/vscode/trees/refreshBatch.ts';

describe('the refreshing of a tree', () => {
  let drawn: (readonly string[] | 'all')[];
  let batch: RefreshBatch<string>;

  beforeEach(() => {
    mock.timers.enable({ apis: ['setTimeout'] });
    drawn = [];
    batch = new RefreshBatch<string>((nodes) => drawn.push(nodes));
  });

  afterEach(() => {
    mock.timers.reset();
  });

  it('draws many changes at once, four times a second', () => {
    batch.setVisible(true);
    for (let change = 0; change < 100; change += 1) batch.add(`row ${change % 2}`);
    assert.deepEqual(drawn, []);
    mock.timers.tick(250);
    assert.deepEqual(drawn, [['row 0', 'row 1']]);
    batch.add('row 2');
    mock.timers.tick(250);
    assert.deepEqual(drawn[1], ['row 2']);
  });

  it('draws everything once when that was asked for, whatever else changed', () => {
    batch.setVisible(true);
    batch.add('row');
    batch.addAll();
    mock.timers.tick(1000);
    assert.deepEqual(drawn, ['all']);
  });

  it('does nothing while hidden, and what was missed when it is shown', () => {
    batch.add('row');
    mock.timers.tick(10_000);
    assert.deepEqual(drawn, []);
    batch.setVisible(true);
    mock.timers.tick(250);
    assert.deepEqual(drawn, [['row']]);
  });

  it('does nothing after its end', () => {
    batch.setVisible(true);
    batch.add('row');
    batch.dispose();
    mock.timers.tick(1000);
    assert.deepEqual(drawn, []);
  });
});
