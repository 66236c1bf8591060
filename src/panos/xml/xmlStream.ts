/**
 * A long answer, read while it arrives: elements at one path are handed over as soon as they are closed and then
 * forgotten, the rest becomes an XmlElement like that of a short answer, as far as it is of use.
 */
import { append, ATTRIBUTE, emptyNode, type GrowingNode, TEXT } from './rawNode.ts';
import { createStrictXml } from './strictXml.ts';
import { XmlElement } from './xml.ts';
import { ownCopy } from '../../ports/ownCopy.ts';
import { LONGEST_TEXT, UNLIMITED_ELEMENT } from '../textLimits.ts';

/** An element at the record path, and its place as Reading.record wants it. */
export interface StreamedRecord {
  readonly element: XmlElement;
  readonly place: readonly number[];
}

export interface XmlStream {
  /** @returns the elements at the record path that this piece completed. */
  write(piece: string): readonly StreamedRecord[];
  /** The document cannot become a good one any more. */
  readonly isBroken: boolean;
  /** @returns the root without the elements handed over; null when the document is not complete. */
  end(): XmlElement | null;
}

/** Of what stands beside a long list only the beginning is kept: the envelope, headings and the like. */
const KEPT_BESIDE_RECORDS = 50_000;
/** No device gives so many elements that are not entries of a long list; they would take some hundred megabytes. */
const MOST_ELEMENTS = 1_000_000;

/** @param recordPath path below the root, or null when nothing is to be handed over. */
export function createXmlStream(root: string, recordPath: string | null): XmlStream {
  const recordNames = recordPath?.split('/') ?? null;
  const document: GrowingNode = emptyNode();
  const open: GrowingNode[] = [document];
  /** Of how many open elements, from the root's children on, the names lie on the record path. */
  const onPath: boolean[] = [true];
  /** How much more text of each open element is kept; below zero, when it is too long. */
  const room: number[] = [];
  let completed: StreamedRecord[] = [];
  /** Positions of the open elements among their brothers of the same name, from the root's children on. */
  const places: number[] = [];
  /** Of the records, which are not kept: how many came below their parent so far. */
  let recordsHere = 0;
  /** Elements in memory: kept ones, and those of the open record. */
  let held = 0;
  /** `held` when the open record began; null outside records. */
  let heldBefore: number | null = null;

  const judge = createStrictXml(root, {
    open(name, attributes) {
      const node = emptyNode();
      for (const [key, value] of Object.entries(attributes)) node[ATTRIBUTE + key] = keptOf(value);
      const level = open.length - 1;
      const leadsOn = onPath[level] === true && (level === 0 || recordNames?.[level - 1] === name);
      open.push(node);
      onPath.push(leadsOn);
      room.push(name === UNLIMITED_ELEMENT ? Infinity : LONGEST_TEXT);
      if (isRecord(recordNames, leadsOn, level)) {
        heldBefore = held;
        places.push(recordsHere);
        recordsHere += 1;
      } else {
        const isBeside = recordNames !== null && heldBefore === null && !leadsOn;
        const isKept = !isBeside || held < KEPT_BESIDE_RECORDS;
        places.push(isKept ? append(open[level], name, node) : 0);
        if (!isKept) return;
        if (level + 1 === recordNames?.length) recordsHere = 0;
      }
      held += 1;
      if (held > MOST_ELEMENTS) judge.breakOff();
    },
    text(text) {
      const node = open.at(-1);
      const left = room.at(-1);
      if (node === undefined || left === undefined || left < 0) return;
      const before = node[TEXT];
      const piece = left === Infinity ? ownCopy(text) : keptOf(text);
      if (Array.isArray(before)) before.push(piece);
      else node[TEXT] = before === '' ? piece : [before, piece];
      room[room.length - 1] = left - piece.length;
    },
    close() {
      const node = open.pop();
      const leadsOn = onPath.pop() === true;
      room.pop();
      if (node !== undefined && isRecord(recordNames, leadsOn, open.length - 1)) {
        completed.push({ element: new XmlElement(node), place: places.slice(1) });
        held = heldBefore ?? 0;
        heldBefore = null;
      }
      places.pop();
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

/** Of one that is longer than any text that is kept, only so much that this is still to be seen. */
function keptOf(value: string): string {
  return ownCopy(value.length > LONGEST_TEXT ? value.slice(0, LONGEST_TEXT + 1) : value);
}
