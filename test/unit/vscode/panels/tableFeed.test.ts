/** What a table page is told, and when. */
import assert from 'node:assert/strict';
import { VirtualClock } from '../../../../src/simulator/time/virtualClock.ts';
import { TableFeed } from '../../../../src/vscode/panels/page/tableFeed.ts';
import type { RowView, ToPage } from '../../../../webview-ui/protocol.ts';
import { isToPage } from '../../../../webview-ui/protocol.ts';
import { silentLog } from '../../../../src/ports/log.ts';
import { head } from '../../webview/sampleTable.ts';

type Rows = ToPage & { readonly type: 'rows' };

describe('the feed of a table page', () => {
  let clock: VirtualClock;
  let posted: ToPage[];
  let errors: string[];
  let rows: Map<string, RowView>;
  let isSeen: boolean;
  let trouble: Error | null;
  let feed: TableFeed;

  beforeEach(() => {
    clock = new VirtualClock();
    [posted, errors, isSeen, trouble] = [[], [], true, null];
    rows = new Map();
    add('1', '2');
    feed = new TableFeed({
      content: {
        head() {
          if (trouble !== null) throw trouble;
          return head();
        },
        ids: () => [...rows.keys()],
        row: (id) => rows.get(id),
      },
      clock,
      log: { ...silentLog, error: (message) => errors.push(message) },
      isSeen: () => isSeen,
      post: (message) => posted.push(message),
    });
  });

  const add = (...ids: string[]): void => {
    for (const id of ids) rows.set(id, { id, counter: 'idle', canSelect: false, cells: [id] });
  };
  const taken = (): ToPage[] => posted.splice(0);
  const takenRows = (): Rows[] => taken().filter((message) => message.type === 'rows');
  const started = async (): Promise<void> => {
    await feed.start();
    taken();
  };

  it('says nothing before the page listens, then everything', async () => {
    feed.changed(['1']);
    await clock.advanceBy(1000);
    assert.deepEqual(taken(), []);
    await feed.start();
    const messages = taken();
    assert.ok(messages.every(isToPage));
    assert.deepEqual(messages, [
      { type: 'table', head: head() },
      {
        type: 'rows',
        rows: [...rows.values()],
        gone: [],
        all: { isFirst: true, isLast: true },
      },
    ]);
  });

  it('says that there are no rows', async () => {
    rows.clear();
    await feed.start();
    assert.deepEqual(
      takenRows().map(({ all, rows: sent }) => [all, sent]),
      [[{ isFirst: true, isLast: true }, []]],
    );
  });

  it('sends many rows in pieces, and lets others work between them', async () => {
    add(...Array.from({ length: 600 }, (_, at) => `row-${at}`));
    const sending = feed.start();
    assert.equal(takenRows().length, 1);
    await clock.advanceBy(1);
    await sending;
    assert.deepEqual(
      takenRows().map(({ all, rows: sent }) => [all?.isFirst, all?.isLast, sent.length]),
      [
        [false, false, 250],
        [false, true, 102],
      ],
    );
  });

  it('sends what has changed together, twice a second', async () => {
    await started();
    feed.changed(['1']);
    feed.changed(['2', '1']);
    await clock.advanceBy(499);
    assert.deepEqual(taken(), []);
    await clock.advanceBy(1);
    const [first, second, ...more] = taken();
    assert.equal(first?.type, 'table');
    assert.ok(second?.type === 'rows');
    assert.deepEqual([second.all, second.rows.map(({ id }) => id), second.gone], [null, ['1', '2'], []]);
    assert.deepEqual(more, []);
  });

  it('says which rows are gone', async () => {
    await started();
    rows.delete('1');
    feed.changed(['1', '2']);
    await clock.advanceBy(500);
    const [sent] = takenRows();
    assert.deepEqual([sent?.rows.map(({ id }) => id), sent?.gone], [['2'], ['1']]);
  });

  it('sends what changes while it sends', async () => {
    add(...Array.from({ length: 300 }, (_, at) => `row-${at}`));
    const sending = feed.start();
    feed.changed(['1']);
    await clock.advanceBy(0);
    await sending;
    taken();
    await clock.advanceBy(500);
    assert.deepEqual(
      takenRows().map(({ rows: sent }) => sent.map(({ id }) => id)),
      [['1']],
    );
  });

  it('sends nothing to a page that nobody sees', async () => {
    await started();
    feed.changed(['1']);
    isSeen = false;
    await clock.advanceBy(1000);
    assert.deepEqual(taken(), []);
    isSeen = true;
    feed.allChanged();
    await clock.advanceBy(500);
    assert.deepEqual(takenRows()[0]?.all, { isFirst: true, isLast: true });
  });

  it('goes on after a failure, which it logs once', async () => {
    await started();
    trouble = new Error('There is no such thing.');
    for (const id of ['1', '2']) {
      feed.changed([id]);
      await clock.advanceBy(500);
    }
    assert.equal(errors.length, 1);
    assert.match(errors[0] ?? '', /^A page could not be brought up to date: Error: There is no such thing\./);
    assert.deepEqual(taken(), []);
    trouble = null;
    feed.changed(['1']);
    await clock.advanceBy(500);
    assert.deepEqual(
      takenRows().map(({ all, rows: sent }) => [all?.isFirst, sent.length]),
      [[true, 2]],
    );
  });

  it('ends without a word', async () => {
    await started();
    feed.changed(['1']);
    feed.stop();
    await clock.advanceBy(1000);
    assert.deepEqual([taken(), errors], [[], []]);
  });
});
