/** What a command is: a form to post and the reader of its answer. A read may be repeated; an effect changes the
 * device and is sent once, see workflow/effects/carryEffect.ts. */
import type { AnswerReader } from './answerReader.ts';

/** Which of the client's time limits applies; see ClientLimits. */
export type Patience = 'normal' | 'software_check' | 'software_info';

interface Command<T> {
  /** As on the device's command line; stands in logs and errors. */
  readonly name: string;
  /** What is posted: `type`, `cmd`, `xpath` ...; never a key. */
  readonly form: Readonly<Record<string, string>>;
  readonly patience: Patience;
  /**
   * Beginnings, in lower case, of error answers that are no failure: the restart's "no output", a list that
   * does not exist yet. The reader then gets an empty response.
   */
  readonly acceptedErrors: readonly string[];
  /** Codes beside a success that mean "nothing there", such as 7 of a question for configuration. Read like those. */
  readonly acceptedCodes?: readonly string[];
  readonly reader: AnswerReader<T>;
}

export type ReadCommand<T> = Command<T> & { readonly kind: 'read' };
export type EffectCommand<T> = Command<T> & { readonly kind: 'effect' };

/** A file the device gives as it is, not wrapped in an answer. */
export interface ExportCommand {
  readonly name: string;
  /** What is posted: `type=export`, `category` ...; never a key. */
  readonly form: Readonly<Record<string, string>>;
  /** By which the file is told from an error: a complete `<config>` document, or an archive packed by gzip. */
  readonly content: 'configuration' | 'archive';
}

export const READ = { kind: 'read', patience: 'normal', acceptedErrors: [] } as const;
export const EFFECT = { kind: 'effect', patience: 'normal', acceptedErrors: [] } as const;

/** The form of an operational command. @param xml the words of its name, nested: docs/PANOS.md "Wire format". */
export function op(xml: string): Readonly<Record<string, string>> {
  return { type: 'op', cmd: xml };
}
