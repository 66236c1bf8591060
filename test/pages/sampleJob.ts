/** Jobs as the extension shows them on a page: every status, every kind of button, as many steps as one likes. */
import type { JobView, Status, StepView, ToPage } from '../../webview-ui/protocol.ts';

export function job(change: Partial<JobView> = {}): Extract<ToPage, { type: 'job' }> {
  return { type: 'job', job: { ...sample, ...change } };
}

export function step(id: string, change: Partial<StepView> = {}): StepView {
  return {
    id,
    hop: '10.1.14 → 10.2.10',
    title: `Step ${id}`,
    reason: 'The path leads through this version.',
    status: 'waiting',
    statusWord: 'waiting',
    percent: null,
    message: '',
    startedAt: '',
    duration: '',
    facts: [],
    actions: [],
    ...change,
  };
}

/** Of three hops, the first done and the second under way. */
export function manySteps(count: number): readonly StepView[] {
  const hops = ['10.1.14 → 10.2.10', '10.2.10 → 11.0.4', '11.0.4 → 11.1.6'];
  return Array.from({ length: count }, (_, at) => {
    const third = Math.floor((at * 3) / count);
    const hop = hops[third] ?? '';
    if (third === 0) return step(`${at}`, { hop, ...done });
    return step(`${at}`, at === Math.ceil(count / 3) ? { hop, ...running } : { hop });
  });
}

const done = {
  status: 'good',
  statusWord: 'done',
  message: 'Image 10.2.10 is on the device.',
  startedAt: '22:04:11',
  duration: '4 min 3 s',
  facts: [['Checksum', 'not reported']],
} as const satisfies Partial<StepView>;

const running = {
  status: 'running',
  statusWord: 'running',
  percent: 41,
  message: 'Downloading: 41 %',
  startedAt: '22:08:14',
  duration: '1 min 2 s',
} as const satisfies Partial<StepView>;

const words: Readonly<Record<Status, string>> = {
  waiting: 'waiting',
  running: 'running',
  good: 'done',
  skipped: 'skipped',
  bad: 'failed',
  attention: 'needs an operator',
};

/** One step of each status. */
export const eachStatus: readonly StepView[] = (Object.keys(words) as Status[]).map((status) =>
  step(status, {
    ...(status === 'good' ? done : status === 'running' ? running : {}),
    status,
    statusWord: words[status],
    actions: status === 'attention' ? [{ id: 'compare-2', label: 'Show Comparison' }] : [],
  }),
);

const sample: JobView = {
  id: '7f3a',
  devices: 'fw-branch-01',
  aim: 'From 10.1.14 to 11.1.6 in three hops',
  path: [
    { version: '10.1.14', state: 'reached' },
    { version: '10.2.10', state: 'next' },
    { version: '11.1.6', state: 'ahead' },
  ],
  status: 'running',
  statusWord: 'Active',
  percent: 37,
  message: 'Downloads 10.2.10',
  facts: [
    ['Job', '7f3a'],
    ['Serial', '012345678901'],
  ],
  steps: eachStatus,
  isHeld: false,
  canCancel: true,
  canHandOver: true,
  decision: null,
  actions: [],
  consequence: 'If you cancel now: the image may stay on the device.',
};

/** A job that waits for somebody to say what became of a restart. */
export const undecided: Partial<JobView> = {
  status: 'attention',
  statusWord: 'Needs an operator',
  canCancel: false,
  consequence: '',
  decision: {
    stepId: 'restart-2',
    title: 'Restart on fw-branch-01',
    message: 'It is not known whether the restart was accepted.',
    evidence: [['Sent', '22:31:07']],
    choices: [
      { decision: 'happened', label: 'It Restarted', then: 'The job waits until the device is back.' },
      { decision: 'not_happened', label: 'It Did Not Restart', then: 'The restart is sent again.' },
    ],
  },
};

/** A job that has failed, with what helps. */
export const failed: Partial<JobView> = {
  status: 'bad',
  statusWord: 'Failed',
  message: 'The image could not be fetched.',
  canCancel: false,
  canHandOver: false,
  consequence: '',
  actions: [
    { id: 'retry', label: 'Try Again' },
    { id: 'test', label: 'Test Connection' },
  ],
};
