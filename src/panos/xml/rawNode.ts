/**
 * An element while it is being read, by either way: children by name as lists, attributes and text under names of their
 * own. Text is a string, or a list of strings where it came in pieces. XmlElement is what the rest of the program sees.
 */
export type RawNode = { readonly [key: string]: unknown };

export type GrowingNode = Record<string, unknown>;

export const TEXT = '#text';
export const ATTRIBUTE = '@';

export function emptyNode(): GrowingNode {
  return { [TEXT]: '' };
}

/** @returns the node's position among its brothers of this name. */
export function append(parent: GrowingNode | undefined, name: string, node: RawNode): number {
  if (parent === undefined) return 0;
  const siblings = parent[name];
  if (Array.isArray(siblings)) return siblings.push(node) - 1;
  parent[name] = [node];
  return 0;
}
