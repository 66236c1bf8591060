/** What a screen reader is told, and how often. */
import assert from 'node:assert/strict';
import {
  ANNOUNCEMENT_INTERVAL,
  type Announcer,
  createAnnouncer,
} from '../../../webview-ui/table/announcer.ts';

describe('the announcer', () => {
  let said: string[];
  let now: number;
  let due: { readonly run: () => void; readonly ms: number } | null;
  let announcer: Announcer;

  beforeEach(() => {
    said = [];
    now = 0;
    due = null;
    announcer = createAnnouncer({
      say: (text) => said.push(text),
      later(run, ms) {
        assert.equal(due, null, 'one is enough');
        due = { run, ms };
      },
      now: () => now,
    });
  });

  const pass = (): void => {
    assert.ok(due !== null);
    const { run, ms } = due;
    due = null;
    now += ms;
    run();
  };

  it('says something new at once, and nothing twice', () => {
    announcer.announce('1 of 5');
    announcer.announce('1 of 5');
    assert.deepEqual(said, ['1 of 5']);
    assert.equal(due, null);
  });

  it('says what came meanwhile ten seconds later, and only the newest', () => {
    announcer.announce('1 of 5');
    now += 4000;
    announcer.announce('2 of 5');
    announcer.announce('3 of 5');
    assert.deepEqual(said, ['1 of 5']);
    assert.equal(now + (due?.ms ?? 0), ANNOUNCEMENT_INTERVAL);
    pass();
    assert.deepEqual(said, ['1 of 5', '3 of 5']);
  });

  it('does not wait once it has been silent long enough', () => {
    announcer.announce('1 of 5');
    now += ANNOUNCEMENT_INTERVAL;
    announcer.announce('2 of 5');
    assert.deepEqual(said, ['1 of 5', '2 of 5']);
  });

  it('is silent where there is nothing to say, and says the same again after it', () => {
    announcer.announce('');
    assert.deepEqual(said, []);
    announcer.announce('All read.');
    announcer.announce('');
    now += ANNOUNCEMENT_INTERVAL;
    announcer.announce('All read.');
    assert.deepEqual(said, ['All read.', 'All read.']);
  });

  it('answers the user at once', () => {
    announcer.announce('1 of 5');
    announcer.answer('3 of 230 rows shown');
    assert.deepEqual(said, ['1 of 5', '3 of 230 rows shown']);
  });
});
