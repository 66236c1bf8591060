import assert from 'node:assert/strict';
import { labelOf } from '../../../webview-ui/table/actionLabel.ts';

const queue = {
  label: 'Queue {n} Devices',
  labelForOne: 'Queue 1 Device',
  labelForNone: 'Nothing to Queue',
  isAboutRows: true,
} as const;

describe('the label of a button', () => {
  it('counts the rows it is about', () => {
    assert.equal(labelOf(queue, { count: 3, hidden: 0 }), 'Queue 3 Devices');
    assert.equal(labelOf(queue, { count: 1, hidden: 0 }), 'Queue 1 Device');
    assert.equal(labelOf(queue, { count: 0, hidden: 0 }), 'Nothing to Queue');
  });

  it('says how many of them the filter hides', () => {
    assert.equal(labelOf(queue, { count: 21, hidden: 18 }), 'Queue 21 Devices (18 hidden by the filter)');
    assert.equal(labelOf(queue, { count: 1, hidden: 1 }), 'Queue 1 Device (1 hidden by the filter)');
    assert.equal(labelOf({ label: 'Save Report…' }, { count: 21, hidden: 18 }), 'Save Report…');
  });
});
