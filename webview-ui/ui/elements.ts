/** Making and updating elements with text only: what devices say never becomes markup. */

/** @param className space-separated, or empty */
export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  className: string,
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  if (className !== '') made.className = className;
  made.append(...children);
  return made;
}

/** Writes only on change, so that selections and screen readers are left alone. */
export function setText(node: Node, text: string): void {
  if (node.textContent !== text) node.textContent = text;
}

export function setAttribute(target: Element, name: string, value: string): void {
  if (target.getAttribute(name) !== value) target.setAttribute(name, value);
}

/** Replaces the children only when they differ, by count or by node. */
export function setChildren(parent: Element, children: readonly Node[]): void {
  const same =
    parent.childNodes.length === children.length &&
    children.every((child, at) => parent.childNodes[at] === child);
  if (!same) parent.replaceChildren(...children);
}
