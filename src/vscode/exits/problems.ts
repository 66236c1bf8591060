/** Entries of the Problems panel: the words may quote what somebody wrote into a file. */
import { Diagnostic, type DiagnosticSeverity, type Range } from 'vscode';
import { oneLine } from '../../ports/outsideText.ts';
import { exitLimits } from './plainText.ts';

/** By which we know our own again. */
export const PROBLEM_SOURCE = 'PAN-OS Upgrade';

export function problemAt(range: Range, message: string, severity: DiagnosticSeverity): Diagnostic {
  const diagnostic = new Diagnostic(range, oneLine(message, exitLimits.problem), severity);
  diagnostic.source = PROBLEM_SOURCE;
  return diagnostic;
}
