/**
 * Every message between the extension and its pages, one typed union a direction. The host checks what a page
 * says with zod (src/vscode/panels/pageMessages.ts); a page checks what it is told with the guard below, which
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
  /** What cancelling would leave behind, or, once it is asked for, waits for; empty for a job that has ended. */
  readonly consequence: string;
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
}

export type Fact = readonly [name: string, value: string];

/** What colour and sign something has. */
export type Status = 'waiting' | 'running' | 'good' | 'skipped' | 'bad' | 'attention';

export type ToPage =
  /** A complete snapshot, never a difference: a hidden page misses messages. */
  | { readonly type: 'job'; readonly job: JobView }
  /** The job is not there (any more), and why. */
  | { readonly type: 'noJob'; readonly message: string };

export type FromPage =
  /** The page listens now; nothing is sent before. */
  | { readonly type: 'ready' }
  | { readonly type: 'cancel' }
  | { readonly type: 'resumeEngine' }
  | { readonly type: 'showLog' };

/** What the page keeps for VS Code to restore it by: an identity, never what was shown. */
export interface PageState {
  readonly jobId: string;
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
    default:
      return false;
  }
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
