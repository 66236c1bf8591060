/** The Job page's elements, made once and then kept up to date. */
import type { JobActionView, JobView, PathStop } from '../protocol.ts';
import { button, divider, enableButtons } from '../ui/controls.ts';
import { element, setAttribute, setText } from '../ui/elements.ts';
import { createDecisionPanel, type DecisionActions } from './decisionPanel.ts';
import type { JobPageState } from './pageState.ts';
import { showFacts } from './facts.ts';
import { createStepList } from './stepList.ts';

export interface JobPage {
  /** @param isLive see ui/life.ts: buttons can be pressed only then */
  show(state: JobPageState, isLive: boolean): void;
}

export interface JobPageActions extends DecisionActions {
  cancel(): void;
  resumeEngine(): void;
  /** One of the actions of the job. */
  act(id: string): void;
  showLog(): void;
}

const stopWords: Readonly<Record<PathStop['state'], string>> = {
  reached: 'reached',
  next: 'in work',
  ahead: 'ahead',
};

export function createJobPage(root: HTMLElement, actions: JobPageActions): JobPage {
  const announcer = element('p', 'spoken-only');
  announcer.setAttribute('role', 'status');
  // Where there is no job, its name cannot be the heading.
  const noJob = element('h1', 'spoken-only', 'Job');
  const notice = element('p', 'notice');
  const devices = element('h1', '');
  const aim = element('p', 'aim');
  const statusWord = element('span', 'pill');
  const cancel = button('Cancel Job…', 'secondary', () => actions.cancel());
  const handOver = button('Hand Over Now…', 'secondary', () => actions.handOver());
  const decision = createDecisionPanel(actions);
  const resume = button('Resume Engine', 'primary', () => actions.resumeEngine());
  const help = element('span', 'help');
  const log = button('Show Log', 'secondary', () => actions.showLog());
  const header = element('header', '', element('div', 'heading', devices, statusWord), aim);
  const path = element('ol', 'path');
  path.setAttribute('aria-label', 'Upgrade path');
  const bar = element('progress', 'bar');
  bar.max = 100;
  bar.setAttribute('aria-label', 'Progress of the job');
  const percent = element('span', 'percent');
  const message = element('p', 'message');
  const consequence = element('p', 'consequence');
  const stepsDivider = divider();
  const steps = element('div', '');
  const facts = element('dl', 'facts');
  const content = element(
    'div',
    'content',
    header,
    decision.root,
    path,
    element('div', 'progress-line', bar, percent),
    message,
    element('div', 'actions', resume, cancel, handOver, help, log),
    consequence,
    stepsDivider,
    steps,
    divider(),
    element('h2', '', 'About this job'),
    facts,
  );
  root.replaceChildren(announcer, noJob, notice, content);

  const stepList = createStepList(steps, (id) => actions.act(id));

  const showJob = (job: JobView): void => {
    setAttribute(content, 'data-status', job.status);
    setText(devices, job.devices);
    setText(aim, job.aim);
    setText(statusWord, job.statusWord);
    showPath(path, job.path);
    bar.value = job.percent;
    setText(percent, `${job.percent} %`);
    // The panel says it in full.
    message.hidden = job.decision !== null;
    setText(message, job.message);
    resume.hidden = !job.isHeld;
    cancel.hidden = !job.canCancel;
    handOver.hidden = !job.canHandOver || job.decision !== null;
    decision.show(job.decision);
    showActions(help, job.actions, (id) => actions.act(id));
    consequence.hidden = job.consequence === '';
    setText(consequence, job.consequence);
    stepsDivider.hidden = job.steps.length === 0;
    stepList.show(job.steps);
    showFacts(facts, job.facts);
  };

  return {
    show({ job, notice: text, announcement }, isLive) {
      setText(announcer, announcement);
      setText(notice, text);
      noJob.hidden = job !== null;
      notice.hidden = text === '';
      content.hidden = job === null;
      if (job !== null) showJob(job);
      enableButtons(content, isLive);
    },
  };
}

/** Makes the buttons again only when there are others: one that has the focus keeps it. */
function showActions(
  root: HTMLElement,
  views: readonly JobActionView[],
  onClick: (id: string) => void,
): void {
  const key = JSON.stringify(views);
  if (root.dataset['shown'] === key) return;
  root.dataset['shown'] = key;
  root.replaceChildren(
    ...views.map(({ id, label, isQuiet }, index) =>
      button(label, index === 0 && isQuiet !== true ? 'primary' : 'secondary', () => onClick(id)),
    ),
  );
}

function showPath(list: HTMLOListElement, stops: readonly PathStop[]): void {
  const key = JSON.stringify(stops);
  if (list.dataset['shown'] === key) return;
  list.dataset['shown'] = key;
  list.hidden = stops.length === 0;
  list.replaceChildren(
    ...stops.map(({ version, state }) => {
      const stop = element('li', '', version, element('span', 'spoken-only', `, ${stopWords[state]}`));
      stop.dataset['state'] = state;
      return stop;
    }),
  );
}
