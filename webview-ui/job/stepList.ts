/** All steps, under the hops they belong to. Rows are kept over updates, with what the user opened in them. */
import type { StepView } from '../protocol.ts';
import { element, setChildren } from '../ui/elements.ts';
import { createStepRow, type StepRow } from './stepRow.ts';

export interface StepList {
  show(steps: readonly StepView[]): void;
}

interface HopSection {
  readonly root: HTMLElement;
  readonly list: HTMLOListElement;
}

/** @param act one of the actions of a step was chosen */
export function createStepList(root: HTMLElement, act: (id: string) => void): StepList {
  const rows = new Map<string, StepRow>();
  const sections = new Map<string, HopSection>();

  return {
    show(steps) {
      const hops = Map.groupBy(steps, ({ hop }) => hop);
      for (const [hop, members] of hops) {
        const shown = members.map((step) => {
          const row = known(rows, step.id, () => createStepRow(act));
          row.update(step);
          return row.root;
        });
        setChildren(known(sections, hop, () => createSection(hop)).list, shown);
      }
      setChildren(
        root,
        [...hops.keys()].map((hop) => known(sections, hop, () => createSection(hop)).root),
      );
    },
  };
}

function createSection(hop: string): HopSection {
  const list = element('ol', 'steps');
  return { root: element('section', '', element('h2', '', hop), list), list };
}

function known<V>(map: Map<string, V>, key: string, make: () => V): V {
  const value = map.get(key) ?? make();
  map.set(key, value);
  return value;
}
