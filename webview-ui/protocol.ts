/**
 * Every message between the extension and its pages, one typed union a direction. The host checks what a page
 * says with zod (src/vscode/panels/page/pageMessages.ts); a page checks what it is told with the guard below, which
 * costs it no library.
 */

/** Everything the Job page shows, ready to be shown: texts are put together by the host, in one place. */
export interface JobView {
  readonly id: string;
  /** `fw-branch-01`; hostile text, like everything a device said. */
  readonly devices: string;
  readonly aim: string;
  /** The versions of the path, the starting one first. */
  readonly path: readonly PathStop[];
  readonly status: Status;
  readonly statusWord: string;
  /** Of the whole job, 0 to 100. */
  readonly percent: number;
  /** What is being done now, or how it ended. */
  readonly message: string;
  /** Name and value: serial, address, who asked, when. */
  readonly facts: readonly Fact[];
  readonly steps: readonly StepView[];
  /** It waits until the engine is resumed. */
  readonly isHeld: boolean;
  readonly canCancel: boolean;
  readonly canHandOver: boolean;
  /** The step of which somebody has to say whether it happened; null while none waits for that. */
  readonly decision: DecisionView | null;
  /** What helps with a job that has ended, in the order of the buttons. */
  readonly actions: readonly JobActionView[];
  /** What cancelling would leave behind, or, once it is asked for, waits for; empty for a job that has ended. */
  readonly consequence: string;
}

export interface JobActionView {
  /** The extension's own: a page sends it back and reads nothing in it. */
  readonly id: string;
  readonly label: string;
  /** It is never the one that stands out. */
  readonly isQuiet?: boolean;
}

export interface DecisionView {
  readonly stepId: string;
  /** Which step, on which device. */
  readonly title: string;
  /** What is known of it. */
  readonly message: string;
  readonly evidence: readonly Fact[];
  /** In the order of the buttons. */
  readonly choices: readonly ChoiceView[];
}

export interface ChoiceView {
  readonly decision: string;
  readonly label: string;
  /** What is done next, on this word. */
  readonly then: string;
}

export interface PathStop {
  readonly version: string;
  readonly state: 'reached' | 'next' | 'ahead';
}

export interface StepView {
  readonly id: string;
  /** The hop it belongs to: `10.1.14 → 10.2.10`. */
  readonly hop: string;
  readonly title: string;
  readonly reason: string;
  readonly status: Status;
  readonly statusWord: string;
  /** Of this step, 0 to 100; null where it is not known. */
  readonly percent: number | null;
  readonly message: string;
  readonly startedAt: string;
  readonly duration: string;
  readonly facts: readonly Fact[];
  /** What more there is to see of it. */
  readonly actions: readonly JobActionView[];
}

export type Fact = readonly [name: string, value: string];

/** What colour and sign something has. */
export type Status = 'waiting' | 'running' | 'good' | 'skipped' | 'bad' | 'attention';

/** What a table page shows around its rows. */
export interface TableHead {
  readonly title: string;
  readonly lead: string;
  /** What a screen reader says when it has changed: it stays the same while only time and bytes go on. */
  readonly announcement: string;
  /** What the user must know before acting, one sentence each. */
  readonly notices: readonly string[];
  /** 0 to 100; null: no bar. */
  readonly percent: number | null;
  readonly progressText: string;
  /** How many rows there are of each kind; a click shows only those. */
  readonly counters: readonly CounterView[];
  readonly actions: readonly ActionView[];
  readonly columns: readonly ColumnView[];
  /** Index of the column in whose order the rows stand unless the user sorts them; null: as the host has them. */
  readonly sortedBy: number | null;
  /** Rows can be left out before acting. */
  readonly canSelect: boolean;
  /** Said where there is no row. */
  readonly empty: string;
  /** What opening a row shows, as one sentence; empty where rows cannot be opened. */
  readonly rowHint: string;
}

export interface CounterView {
  readonly id: string;
  readonly label: string;
  readonly count: number;
  readonly status: Status;
}

export interface ActionView {
  readonly id: string;
  /** `{n}` is replaced by the number of selected rows; without one the button cannot be pressed. */
  readonly label: string;
  /** The label where one row is selected. */
  readonly labelForOne?: string;
  /** The label where none is, of a button that cannot be pressed then. */
  readonly labelForNone?: string;
  /** It is about all selected rows, also those that the filter hides: then the label says so. */
  readonly isAboutRows?: true;
  readonly rank: 'primary' | 'secondary';
  readonly enabled: boolean;
}

export interface ColumnView {
  readonly title: string;
  /** The least width, in em. */
  readonly width: number;
  /** Its share of what is left over; without one it keeps its least width. */
  readonly grows?: number;
  /** Numbers stand at the right, so that their digits are under each other. */
  readonly isNumber?: true;
}

export interface RowView {
  readonly id: string;
  /** The counter it belongs to. */
  readonly counter: string;
  readonly canSelect: boolean;
  /** Opening it shows something; what a row says in full is shown of every other one. */
  readonly opens?: true;
  /** Somebody must look at it: it stands above the others unless the user sorts the rows. */
  readonly comesFirst?: true;
  /** One for each column. */
  readonly cells: readonly CellView[];
}

/** A plain text, or more than that. */
export type CellView =
  | string
  | {
      readonly text: string;
      /** What it is sorted by instead of its text. */
      readonly order?: number;
      /** Its sign, or the colour of its bar. */
      readonly status?: Status;
      /** 0 to 100: a bar. */
      readonly percent?: number;
      /** Version by version. */
      readonly parts?: readonly PartView[];
    };

export interface PartView {
  readonly text: string;
  readonly status: Status;
  /** Its colour where that is not the one of its sign. */
  readonly tone?: Status;
  /** In words, for people who do not see the sign: `downloaded`. */
  readonly word: string;
}

export type ToPage =
  /** Everything around the rows. */
  | { readonly type: 'table'; readonly head: TableHead }
  /** A piece of all rows anew, or, where `all` is null, those that are new, have changed or are no more. */
  | {
      readonly type: 'rows';
      readonly all: { readonly isFirst: boolean; readonly isLast: boolean } | null;
      readonly rows: readonly RowView[];
      /** Ids. */
      readonly gone: readonly string[];
    }
  /** What was chosen on this page before it was taken apart: newer than what VS Code may have kept of it. */
  | { readonly type: 'choices'; readonly choices: TableChoices }
  /** A complete snapshot, never a difference: a hidden page misses messages. */
  | { readonly type: 'job'; readonly job: JobView }
  /** The job is not there (any more), and why. */
  | { readonly type: 'noJob'; readonly message: string };

/** Nothing is new, and the extension is there: see ui/life.ts. */
export interface SignOfLife {
  readonly type: 'alive';
}

export type FromPage =
  /** The page listens now; nothing is sent before. */
  | { readonly type: 'ready' }
  | { readonly type: 'cancel' }
  | { readonly type: 'handOver' }
  /** One of the choices of the step that was shown. */
  | { readonly type: 'decide'; readonly stepId: string; readonly decision: string }
  | { readonly type: 'resumeEngine' }
  | { readonly type: 'showLog' }
  /** A button that the host has offered; `selected` are the ids of the rows that are not left out, none on a Job page. */
  | { readonly type: 'act'; readonly id: string; readonly selected: readonly string[] }
  /** The user has chosen something on a table page. */
  | { readonly type: 'choices'; readonly choices: TableChoices }
  /** Somebody wants to see more of a row. */
  | { readonly type: 'openRow'; readonly id: string };

/** What a page keeps for VS Code to restore it by: an identity and what the user chose, never what was shown. */
export type PageState = { readonly jobId: string } | TableChoices;

/** What the user chose on a table page: it outlives the page, which VS Code takes apart whenever it is hidden. */
export interface TableChoices {
  /** The identity: what the table is about. */
  readonly table: string;
  /** Null: the order of the host. `column` is an index. */
  readonly sorting: { readonly column: number; readonly descending: boolean } | null;
  readonly filter: string;
  /** The counter whose rows are shown; null: all. */
  readonly counter: string | null;
  /** Ids of the rows that are left out. */
  readonly leftOut: readonly string[];
}

/**
 * Whether something is a message for the page. Host and page are built together, so the kind and the presence of
 * its content decide; the content itself is shown as text only.
 */
export function isToPage(message: unknown): message is ToPage {
  if (typeof message !== 'object' || message === null || !('type' in message)) return false;
  switch (message.type as ToPage['type']) {
    case 'job':
      return 'job' in message && isJobView(message.job);
    case 'noJob':
      return 'message' in message && typeof message.message === 'string';
    case 'table':
      return 'head' in message && typeof message.head === 'object' && message.head !== null;
    case 'rows':
      return 'rows' in message && Array.isArray(message.rows);
    case 'choices':
      return 'choices' in message && typeof message.choices === 'object' && message.choices !== null;
    default:
      return false;
  }
}

export function isSignOfLife(message: unknown): message is SignOfLife {
  return typeof message === 'object' && message !== null && 'type' in message && message.type === 'alive';
}

function isJobView(value: unknown): value is JobView {
  if (typeof value !== 'object' || value === null) return false;
  const job = value as Readonly<Partial<Record<keyof JobView, unknown>>>;
  return (
    typeof job.id === 'string' &&
    typeof job.percent === 'number' &&
    Array.isArray(job.path) &&
    Array.isArray(job.facts) &&
    Array.isArray(job.steps)
  );
}
