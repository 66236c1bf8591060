/**
 * The one judge of what is a complete document, for short answers and long ones: well-formed to the letter, the
 * expected root, no DOCTYPE, nothing after the end. Takes the text in pieces. docs/PANOS.md "Wire format".
 */
import { SaxesParser } from 'saxes';

export interface XmlEvents {
  open(name: string, attributes: Readonly<Record<string, string>>): void;
  /** Text and CDATA alike, blanks included. */
  text(text: string): void;
  close(): void;
}

export interface StrictXml {
  /** The text may be cut anywhere. Does nothing once the document is broken. */
  write(piece: string): void;
  readonly isBroken: boolean;
  /** The document is refused, whatever it says from here on. */
  breakOff(): void;
  /** @returns whether all that was written is one complete document. */
  end(): boolean;
}

/** No answer is nested deeper; what is would be made to exhaust the stack. */
const DEEPEST = 90;

/** Names that reach into the prototype of the objects that hold elements. */
const FORBIDDEN_NAMES: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

/** What saxes keeps to itself; test/unit/panos/calls/readReply.test.ts sees that it is still there. */
function innards(parser: SaxesParser): { readonly state: unknown; text: string } {
  return parser as unknown as { readonly state: unknown; text: string };
}

/** Its state between tags; elsewhere `text` is part of an attribute or a comment. */
const IN_TEXT = innards(new SaxesParser().write('<a>x')).state;

export function createStrictXml(root: string, events: XmlEvents): StrictXml {
  const parser = new SaxesParser({ position: false, xmlns: false });
  let depth = 0;
  let met = false;
  let isBroken = false;
  const breakOff = (): void => {
    isBroken = true;
  };

  parser.on('error', breakOff);
  parser.on('doctype', breakOff);
  parser.on('opentag', ({ name, attributes }) => {
    depth += 1;
    if (depth > DEEPEST || FORBIDDEN_NAMES.has(name) || (depth === 1 && name !== root)) breakOff();
    met = true;
    if (!isBroken) events.open(name, attributes);
  });
  parser.on('closetag', () => {
    depth -= 1;
    if (!isBroken) events.close();
  });
  const onText = (text: string): void => {
    if (!isBroken && depth > 0) events.text(text);
  };
  parser.on('text', onText);
  parser.on('cdata', onText);

  /**
   * saxes keeps text back until the next tag and appends each entity on its own: of megabytes of text with entities in
   * them, such as JSON, it would make a string of millions of parts, twenty times as large. So the text is taken away
   * after each piece.
   */
  function takeText(): void {
    const { state, text } = innards(parser);
    if (state !== IN_TEXT) return;
    innards(parser).text = '';
    onText(text);
  }

  return {
    write(piece) {
      if (isBroken) return;
      parser.write(piece);
      takeText();
    },
    get isBroken() {
      return isBroken;
    },
    breakOff,
    end() {
      if (!isBroken) parser.close();
      return met && !isBroken;
    },
  };
}

export function isCompleteXml(document: string, root: string): boolean {
  const judge = createStrictXml(root, {
    open: () => undefined,
    text: () => undefined,
    close: () => undefined,
  });
  judge.write(document);
  return judge.end();
}
