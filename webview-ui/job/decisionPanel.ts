/** A step of which somebody has to say whether it happened: what is known, and what each answer leads to. */
import type { DecisionView } from '../protocol.ts';
import { button, describeButton } from '../ui/controls.ts';
import { element } from '../ui/elements.ts';
import { showFacts } from './facts.ts';

export interface DecisionPanel {
  readonly root: HTMLElement;
  show(decision: DecisionView | null): void;
}

export interface DecisionActions {
  decide(stepId: string, decision: string): void;
  handOver(): void;
}

export function createDecisionPanel(actions: DecisionActions): DecisionPanel {
  const root = element('section', 'decision');
  root.setAttribute('aria-label', 'Needs an operator');
  let shown = '';

  return {
    root,
    show(decision) {
      root.hidden = decision === null;
      // Made again only when it says something else: a button that has the focus keeps it.
      const key = JSON.stringify(decision);
      if (decision === null || key === shown) return;
      shown = key;
      const { stepId, title, message, evidence, choices } = decision;
      const facts = element('dl', 'facts');
      showFacts(facts, evidence);
      root.replaceChildren(
        element('h2', '', `Somebody has to look: ${title}`),
        element('p', 'known', message),
        facts,
        element(
          'ul',
          'choices',
          ...choices.map((choice) =>
            choiceLine(choice.label, choice.then, () => actions.decide(stepId, choice.decision)),
          ),
          choiceLine(
            'Hand Over Now…',
            'You take care of it from now on. The job ends, and nothing more is sent.',
            () => actions.handOver(),
          ),
        ),
      );
    },
  };
}

function choiceLine(label: string, then: string, onClick: () => void): HTMLLIElement {
  const pressed = button(label, 'secondary', onClick);
  describeButton(pressed, then);
  return element('li', '', pressed, element('span', '', then));
}
