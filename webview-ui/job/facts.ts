/** Names and values, as a definition list. */
import type { Fact } from '../protocol.ts';
import { element } from '../ui/elements.ts';

/** Makes the list's content again only when something in it changed. */
export function showFacts(list: HTMLDListElement, facts: readonly Fact[]): void {
  const key = JSON.stringify(facts);
  if (list.dataset['shown'] === key) return;
  list.dataset['shown'] = key;
  list.replaceChildren(
    ...facts.map(([name, value]) => element('div', '', element('dt', '', name), element('dd', '', value))),
  );
}
