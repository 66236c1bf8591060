/** What a screen reader finds on a page, in its order: the browser's own accessibility tree, without what only lays out. */
import type { Page } from 'playwright-core';

export interface Spoken {
  readonly role: string;
  readonly name: string;
  readonly description: string;
  readonly isDisabled: boolean;
}

const LAYOUT: ReadonlySet<string> = new Set(['none', 'generic', 'StaticText', 'InlineTextBox', 'ListMarker']);

export async function spoken(page: Page): Promise<readonly Spoken[]> {
  const nodes = await wholeTree(page);
  const byId = new Map(nodes.map((node) => [node.nodeId, node]));
  const inOrder = (node: Node | undefined): Node[] =>
    node === undefined ? [] : [node, ...(node.childIds ?? []).flatMap((id) => inOrder(byId.get(id)))];
  return inOrder(nodes[0]).flatMap(spokenOf);
}

type Node = Awaited<ReturnType<typeof wholeTree>>[number];

async function wholeTree(page: Page) {
  const session = await page.context().newCDPSession(page);
  const { nodes } = await session.send('Accessibility.getFullAXTree');
  await session.detach();
  return nodes;
}

function spokenOf({ ignored, role, name, description, properties = [] }: Node): Spoken[] {
  const word = String(role?.value);
  if (ignored || LAYOUT.has(word)) return [];
  return [
    {
      role: word,
      name: String(name?.value ?? ''),
      description: String(description?.value ?? ''),
      isDisabled: properties.some(
        (property) => property.name === 'disabled' && property.value.value === true,
      ),
    },
  ];
}
