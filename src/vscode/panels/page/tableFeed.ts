/**
 * What a table page is told, and when: first what is around the rows and all rows, in small pieces, then only rows
 * that have changed, a few times a second and only while somebody looks. Knows nothing of VS Code.
 */
import type { RowView, TableHead, ToPage } from '../../../../webview-ui/protocol.ts';
import type { Clock } from '../../../ports/clock.ts';
import type { Log } from '../../../ports/log.ts';

export interface TableContent {
  head(): TableHead;
  /** Ids of all rows, in their order. */
  ids(): readonly string[];
  /** Undefined: there is no such row any more. */
  row(id: string): RowView | undefined;
  /** A button. @param selected ids of the rows that were not left out; both are the page's word, to be checked. */
  act(id: string, selected: readonly string[]): void;
  openRow(id: string): void;
  /** Other rows are left out than before. @param ids of all that are, as the page says */
  leaveOut?(ids: readonly string[]): void;
}

export interface TableFeedParts {
  readonly content: Pick<TableContent, 'head' | 'ids' | 'row'>;
  /** Real time: pages are looked at by people. */
  readonly clock: Clock;
  readonly log: Log;
  /** Whether somebody looks at the page. */
  readonly isSeen: () => boolean;
  readonly post: (message: ToPage) => void;
}

const INTERVAL_MS = 500;
/** So many rows are put together and sent in some milliseconds. */
const PIECE = 250;

export class TableFeed {
  readonly #parts: TableFeedParts;
  readonly #changed = new Set<string>();
  readonly #end = new AbortController();
  #isReady = false;
  #isAllChanged = true;
  #isSending = false;
  #isWaiting = false;
  #lastFailure = '';

  constructor(parts: TableFeedParts) {
    this.#parts = parts;
  }

  /** The page listens now, and knows nothing yet. */
  async start(): Promise<void> {
    this.#isReady = true;
    this.#isAllChanged = true;
    await this.#send();
  }

  /** Rows are new, have changed or are gone, and with them what is around. */
  changed(ids: Iterable<string>): void {
    for (const id of ids) this.#changed.add(id);
    void this.#sendSoon();
  }

  /** Everything is different. Also what a page needs that was not seen for a while. */
  allChanged(): void {
    this.#isAllChanged = true;
    void this.#sendSoon();
  }

  stop(): void {
    this.#end.abort();
  }

  #canSend(): boolean {
    return this.#isReady && !this.#end.signal.aborted && this.#parts.isSeen();
  }

  async #sendSoon(): Promise<void> {
    if (this.#isWaiting || !this.#canSend()) return;
    this.#isWaiting = true;
    await this.#sleep(INTERVAL_MS);
    this.#isWaiting = false;
    await this.#send();
  }

  async #send(): Promise<void> {
    if (!this.#canSend() || this.#isSending) return;
    this.#isSending = true;
    try {
      await this.#sendChanges();
      this.#lastFailure = '';
    } catch (error) {
      // What was not sent is sent with the next change.
      this.#isAllChanged = true;
      this.#report(error);
      return;
    } finally {
      this.#isSending = false;
    }
    if (this.#isAllChanged || this.#changed.size > 0) void this.#sendSoon();
  }

  async #sendChanges(): Promise<void> {
    const { content, post } = this.#parts;
    post({ type: 'table', head: content.head() });
    const isAll = this.#isAllChanged;
    const ids = isAll ? content.ids() : [...this.#changed];
    this.#isAllChanged = false;
    this.#changed.clear();
    for (let begin = 0; begin < ids.length || (isAll && begin === 0); begin += PIECE) {
      if (begin > 0) await this.#sleep(0);
      if (!this.#canSend()) return;
      const piece = ids.slice(begin, begin + PIECE);
      const rows = piece.flatMap((id) => content.row(id) ?? []);
      const there = new Set(rows.map(({ id }) => id));
      post({
        type: 'rows',
        all: isAll ? { isFirst: begin === 0, isLast: begin + PIECE >= ids.length } : null,
        rows,
        gone: isAll ? [] : piece.filter((id) => !there.has(id)),
      });
    }
  }

  /** Ends early, and without a word, when the page is closed. */
  async #sleep(ms: number): Promise<void> {
    try {
      await this.#parts.clock.sleep(ms, this.#end.signal);
    } catch {
      // Nobody is there any more.
    }
  }

  /** Once, as long as it stays the same: it would come with every change. */
  #report(error: unknown): void {
    const failure = error instanceof Error ? (error.stack ?? error.message) : String(error);
    if (failure === this.#lastFailure) return;
    this.#lastFailure = failure;
    this.#parts.log.error(`A page could not be brought up to date: ${failure}`);
  }
}
