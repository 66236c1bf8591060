/** Our output channel: what is written there cannot forge an entry, nor colour or turn round what stands beside it. */
import { window as editor } from 'vscode';
import type { Log } from '../../ports/log.ts';
import { severalLines } from '../../ports/outsideText.ts';
import { exitLimits } from './plainText.ts';

export interface OutputChannel extends Log {
  show(): void;
  dispose(): void;
}

/** The level is VS Code's (Developer: Set Log Level). */
export function createOutputChannel(name: string): OutputChannel {
  return outputChannel(editor.createOutputChannel(name, { log: true }));
}

/** @param channel the editor's own */
export function outputChannel(channel: OutputChannel): OutputChannel {
  return {
    debug: (message) => channel.debug(logEntry(message)),
    info: (message) => channel.info(logEntry(message)),
    warn: (message) => channel.warn(logEntry(message)),
    error: (message) => channel.error(logEntry(message)),
    show: () => channel.show(),
    dispose: () => channel.dispose(),
  };
}

/** Lines after the first are set in, so that none of them can pass for an entry of its own. */
function logEntry(message: string): string {
  return severalLines(message, exitLimits.logLine).replaceAll('\n', '\n    ');
}
