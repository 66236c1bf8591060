/**
 * XML both ways. Commands are written with an escape of our own (fast-xml-parser's builder has a history of
 * injection holes); answers are read into XmlElement, where every child is a list and every value a string,
 * so that "one entry is not a list" and "serial lost its zeros" cannot be written.
 */
import { XMLParser } from 'fast-xml-parser';
import { append, ATTRIBUTE, emptyNode, type RawNode, TEXT } from './rawNode.ts';
import { isCompleteXml } from './strictXml.ts';
import { severalLines } from '../../ports/outsideText.ts';
import { cleanText, LONGEST_TEXT } from '../textLimits.ts';

/** Text made safe to stand inside an element or an attribute of a command. */
export function escapeXml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&apos;');
}

/** What the parser makes of a child: its children under its name, or its text, and its attributes. */
type OrderedNode = Readonly<Record<string, unknown>>;

/** The parser's own name for the attributes of an OrderedNode; no element can have it. */
const ATTRIBUTES = ':@';

// docs/PANOS.md "Wire format": no conversion of values, no DTD. The names are the parser's own. That it gives the
// elements in document order, and builds no path for each of them, takes a third off its time.
const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: ATTRIBUTE,
  textNodeName: TEXT,
  preserveOrder: true,
  jPath: false,
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  ignoreDeclaration: true,
  ignorePiTags: true,
  processEntities: true,
  htmlEntities: true,
});

function gathered(children: readonly OrderedNode[], attributes: unknown): RawNode {
  const node = Object.assign(emptyNode(), attributes);
  let text = '';
  for (const child of children) {
    for (const [name, content] of Object.entries(child)) {
      if (name === TEXT) text += String(content);
      else if (name !== ATTRIBUTES) append(node, name, gathered(content as OrderedNode[], child[ATTRIBUTES]));
    }
  }
  node[TEXT] = text;
  return node;
}

export class XmlElement {
  readonly #raw: RawNode;

  constructor(raw: RawNode) {
    this.#raw = raw;
  }

  /** All children of this name, in document order; empty when there is none. */
  all(name: string): readonly XmlElement[] {
    const found = this.#raw[name];
    return Array.isArray(found) ? (found as RawNode[]).map((raw) => new XmlElement(raw)) : [];
  }

  /** The first element at a path such as `group/local-info`; undefined when a part is missing. */
  at(path: string): XmlElement | undefined {
    return path.split('/').reduce<XmlElement | undefined>((here, name) => here?.all(name)[0], this);
  }

  /** All elements at a path, below every element on the way. */
  allAt(path: string): readonly XmlElement[] {
    return path
      .split('/')
      .reduce<readonly XmlElement[]>((here, name) => here.flatMap((element) => element.all(name)), [this]);
  }

  /**
   * Text of the element at `path` on one line, trimmed, cleaned, and cut as textLimits.ts has it; undefined when it is
   * missing or blank. What had to be cleaned or cut equals no good text any more.
   */
  text(path?: string): string | undefined {
    const value = trimmed(path === undefined ? this : this.at(path));
    return value === '' ? undefined : cleanText(value, path?.slice(path.lastIndexOf('/') + 1));
  }

  /** The same for a text that is meant in several lines. */
  lines(path?: string, longest = LONGEST_TEXT): string | undefined {
    const value = trimmed(path === undefined ? this : this.at(path));
    return value === '' ? undefined : severalLines(value, longest);
  }

  /** Its own text as it stands, not cleaned, in pieces of any length: for JSON, which may be too long for one string. */
  textPieces(): readonly string[] {
    const value = this.#raw[TEXT];
    if (Array.isArray(value)) return value as string[];
    return typeof value === 'string' ? [value] : [];
  }

  /** Each tab or line break in it is a blank, as the XML standard has it; otherwise cleaned and cut like text. */
  attribute(name: string): string | undefined {
    const value = this.#raw[ATTRIBUTE + name];
    return typeof value === 'string' ? cleanText(value.replaceAll(/[\t\n]/g, ' '), name) : undefined;
  }

  /** The names of the child elements that occur. */
  names(): string[] {
    return Object.keys(this.#raw).filter((key) => key !== TEXT && !key.startsWith(ATTRIBUTE));
  }
}

/** Without the blanks of XML around it. Others stay: `trim` would take a zero-width one off a serial and nobody would know. */
function trimmed(element: XmlElement | undefined): string {
  const text = element?.textPieces().join('') ?? '';
  return text.replace(/^[ \t\r\n]+/, '').replace(/(?<![ \t\r\n])[ \t\r\n]+$/, '');
}

/**
 * Parses a complete document whose root element is `root`.
 * @returns null when it is not such a document: HTML, empty, truncated, with a DOCTYPE, or not well-formed.
 */
export function parseXml(document: string, root: string): XmlElement | null {
  // fast-xml-parser alone accepts a document that stops in the middle or whose tags do not match.
  if (!isCompleteXml(document, root)) return null;
  try {
    return new XmlElement(gathered(parser.parse(document) as OrderedNode[], undefined)).at(root) ?? null;
  } catch {
    return null;
  }
}
