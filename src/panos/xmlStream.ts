/**
 * A long answer, read while it arrives: elements at one path are handed over as soon as they are closed and then
 * forgotten, the rest becomes an XmlElement like that of a short answer.
 */
import { createStrictXml } from './strictXml.ts';
import { ATTRIBUTE, TEXT, XmlElement, type RawNode } from './xml.ts';

export interface XmlStream {
  /** @returns the elements at the record path that this piece completed. */
  write(piece: string): readonly XmlElement[];
  /** The document cannot become a good one any more. */
  readonly isBroken: boolean;
  /** @returns the root without the elements handed over; null when the document is not complete. */
  end(): XmlElement | null;
}

type GrowingNode = Record<string, unknown>;

/** @param recordPath path below the root, or null when nothing is to be handed over. */
export function createXmlStream(root: string, recordPath: string | null): XmlStream {
  const recordNames = recordPath?.split('/') ?? null;
  const document: GrowingNode = emptyNode();
  const open: GrowingNode[] = [document];
  /** Of how many open elements, from the root's children on, the names lie on the record path. */
  const onPath: boolean[] = [true];
  let completed: XmlElement[] = [];

  const judge = createStrictXml(root, {
    open(name, attributes) {
      const node = emptyNode();
      for (const [key, value] of Object.entries(attributes)) node[ATTRIBUTE + key] = value;
      const level = open.length - 1;
      const leadsOn = onPath[level] === true && (level === 0 || recordNames?.[level - 1] === name);
      open.push(node);
      onPath.push(leadsOn);
      if (!isRecord(recordNames, leadsOn, level)) append(open[level], name, node);
    },
    text(text) {
      const node = open.at(-1);
      if (node !== undefined) node[TEXT] = String(node[TEXT]) + text;
    },
    close() {
      const node = open.pop();
      const leadsOn = onPath.pop() === true;
      if (node !== undefined && isRecord(recordNames, leadsOn, open.length - 1))
        completed.push(new XmlElement(node));
    },
  });

  return {
    write(piece) {
      completed = [];
      judge.write(piece);
      return completed;
    },
    get isBroken() {
      return judge.isBroken;
    },
    end: () => (judge.end() ? (new XmlElement(document).at(root) ?? null) : null),
  };
}

function isRecord(recordNames: readonly string[] | null, leadsOn: boolean, level: number): boolean {
  return leadsOn && recordNames !== null && level === recordNames.length;
}

function emptyNode(): GrowingNode {
  return { [TEXT]: '' };
}

function append(parent: GrowingNode | undefined, name: string, node: RawNode): void {
  if (parent === undefined) return;
  const siblings = parent[name];
  if (Array.isArray(siblings)) siblings.push(node);
  else parent[name] = [node];
}
