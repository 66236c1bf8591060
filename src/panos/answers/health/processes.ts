/** `show system software status`: processes of the device, not its software. docs/PANOS.md "Processes". */
import { AnswerShapeError } from '../../calls/elementReaders.ts';
import type { XmlElement } from '../../xml/xml.ts';
import { cleanText } from '../../textLimits.ts';

export interface DeviceProcess {
  readonly name: string;
  readonly running: boolean;
  /** Its line. */
  readonly text: string;
}

const LINE = /^\s*(?:Process|Group)\s+(\S+)\s+(.*)$/i;

/**
 * Groups and processes alike. What does not say `running` is taken not to run: `starting`, `stopped`, or a new word.
 * @throws AnswerShapeError when not one line is understood.
 */
export function readProcesses(response: XmlElement): DeviceProcess[] {
  const processes = (response.lines('result') ?? '').split('\n').flatMap((text) => {
    const [, name, state] = LINE.exec(text) ?? [];
    if (name === undefined || state === undefined) return [];
    return [
      {
        name: cleanText(name, 'name'),
        running: /\brunning\b/i.test(state),
        text: cleanText(text.trim()),
      },
    ];
  });
  if (processes.length === 0) throw new AnswerShapeError('no process in it');
  return processes;
}
