/** One step: a line that opens to its reason, its begin and the evidence. */
import type { Status, StepView } from '../protocol.ts';
import { button, progressRing } from '../ui/controls.ts';
import { element, setAttribute, setChildren, setText } from '../ui/elements.ts';
import { statusSign } from '../ui/statusSign.ts';
import { showFacts } from './facts.ts';

export interface StepRow {
  readonly root: HTMLLIElement;
  update(step: StepView): void;
}

/** @param act one of the step's actions was chosen */
export function createStepRow(act: (id: string) => void): StepRow {
  const title = element('span', 'step-title');
  const status = element('span', 'step-status');
  const duration = element('span', 'step-duration');
  const message = element('span', 'step-message');
  const bar = element('progress', 'step-bar');
  bar.max = 100;
  const text = element('span', 'step-text', title, ' ', message);
  const summary = element('summary', '', text, status, duration);
  const reason = element('p', 'reason');
  const facts = element('dl', 'facts');
  const actions = element('p', 'step-actions');
  const details = element('details', '', summary, reason, facts, actions);
  const root = element('li', 'step', details, bar);

  // Running and troubled steps open by themselves until the user has opened or closed this one by hand.
  let isUsersChoice = false;
  summary.addEventListener('click', () => (isUsersChoice = true));
  let shownStatus: Status | null = null;

  return {
    root,
    update(step) {
      setAttribute(root, 'data-status', step.status);
      if (shownStatus !== step.status) {
        setChildren(summary, [signOf(step.status), text, status, duration]);
        shownStatus = step.status;
        if (!isUsersChoice) details.open = ['running', 'bad', 'attention'].includes(step.status);
      }
      setText(title, step.title);
      setText(status, step.statusWord);
      setText(duration, step.duration);
      setText(message, step.message);
      bar.hidden = step.percent === null;
      if (step.percent !== null) bar.value = step.percent;
      setAttribute(bar, 'aria-label', step.title);
      setText(reason, step.reason);
      showFacts(facts, [
        ...(step.startedAt === '' ? [] : [['Began', step.startedAt] as const]),
        ...step.facts,
      ]);
      actions.hidden = step.actions.length === 0;
      const key = JSON.stringify(step.actions);
      if (actions.dataset['shown'] === key) return;
      actions.dataset['shown'] = key;
      setChildren(
        actions,
        step.actions.map(({ id, label }) => button(label, 'secondary', () => act(id))),
      );
    },
  };
}

/** Something that runs turns. */
function signOf(status: Status): HTMLElement {
  return status === 'running' ? element('span', 'sign', progressRing()) : statusSign(status);
}
