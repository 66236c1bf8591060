/**
 * JSON whose values know where they stand in the text, so that a problem in a file of the user's can be shown at
 * its place. JSON.parse tells no positions and silently drops all but the last of equal keys.
 */
export type JsonNode = JsonScalar | JsonArray | JsonObject;

interface Placed {
  /** Where the value starts: characters from the start of the text. */
  readonly offset: number;
}
export interface JsonScalar extends Placed {
  readonly kind: 'scalar';
  readonly value: string | number | boolean | null;
}
export interface JsonArray extends Placed {
  readonly kind: 'array';
  readonly items: readonly JsonNode[];
}
export interface JsonObject extends Placed {
  readonly kind: 'object';
  /** In the order of the text; equal names stay. */
  readonly members: readonly {
    readonly name: string;
    readonly nameOffset: number;
    readonly value: JsonNode;
  }[];
}

/** Not JSON: what was expected, and where. */
export class JsonSyntaxError extends Error {
  override readonly name = 'JsonSyntaxError';
  readonly offset: number;

  constructor(message: string, offset: number) {
    super(message);
    this.offset = offset;
  }
}

/** Deeper than any file of ours; keeps a hostile file from exhausting the stack. */
const MAX_DEPTH = 100;

const BLANK = /[ \t\r\n]*/y;
/** Where a text ends; what may stand in it is left to JSON.parse. */
const STRING = /"(?:[^"\\\r\n]|\\.)*"/y;
const OTHER_SCALAR = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.])|(?:true|false|null)(?!\w)/y;

/**
 * Reads one JSON document (RFC 8259: no comments, no trailing commas).
 * @throws JsonSyntaxError
 */
export function parsePositionedJson(text: string): JsonNode {
  const reader = new Reader(text);
  const value = reader.value(0);
  reader.end();
  return value;
}

/** @returns gives the place of an offset as people count, both from 1; made once for all offsets into a text. */
export function linesOf(text: string): (offset: number) => { line: number; column: number } {
  const starts = [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)];
  return (offset) => {
    let [low, high] = [0, starts.length - 1];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
  };
}

class Reader {
  readonly #text: string;
  #at: number;

  constructor(text: string) {
    this.#text = text;
    this.#at = text.startsWith('\uFEFF') ? 1 : 0;
  }

  value(depth: number): JsonNode {
    if (depth > MAX_DEPTH) throw this.#error('Nested too deeply');
    this.#take(BLANK);
    const offset = this.#at;
    if (this.#accept('{')) return { kind: 'object', offset, members: this.#members(depth) };
    if (this.#accept('['))
      return { kind: 'array', offset, items: this.#list(']', () => this.value(depth + 1)) };
    const scalar = this.#string() ?? this.#otherScalar();
    if (scalar === undefined) throw this.#error('A value is expected here, such as "11.1.4" or [...]');
    return { kind: 'scalar', offset, value: scalar };
  }

  end(): void {
    this.#take(BLANK);
    if (this.#at < this.#text.length)
      throw this.#error('Nothing more is expected after the end of the document');
  }

  #members(depth: number): JsonObject['members'] {
    return this.#list('}', () => {
      this.#take(BLANK);
      const nameOffset = this.#at;
      const name = this.#string();
      if (name === undefined) throw this.#error('A name in double quotes is expected here');
      if (!this.#accept(':')) throw this.#error('A colon is expected here');
      return { name, nameOffset, value: this.value(depth + 1) };
    });
  }

  /** What stands between a bracket that was taken already and its `close`. */
  #list<T>(close: ']' | '}', element: () => T): T[] {
    const elements: T[] = [];
    if (this.#accept(close)) return elements;
    do elements.push(element());
    while (this.#accept(','));
    if (!this.#accept(close)) throw this.#error(`A comma or ${close} is expected here`);
    return elements;
  }

  #string(): string | undefined {
    const start = this.#at;
    const quoted = this.#take(STRING);
    try {
      return quoted === undefined ? undefined : (JSON.parse(quoted) as string);
    } catch {
      throw new JsonSyntaxError('This text holds a character that must be written with a backslash', start);
    }
  }

  #otherScalar(): JsonScalar['value'] | undefined {
    const found = this.#take(OTHER_SCALAR);
    return found === undefined ? undefined : (JSON.parse(found) as JsonScalar['value']);
  }

  #accept(sign: string): boolean {
    this.#take(BLANK);
    if (this.#text[this.#at] !== sign) return false;
    this.#at += 1;
    return true;
  }

  #take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0];
    this.#at += found?.length ?? 0;
    return found;
  }

  #error(message: string): JsonSyntaxError {
    return new JsonSyntaxError(message, this.#at);
  }
}
