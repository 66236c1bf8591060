/** Our LogOutputChannel as the Log the engines write to. The level is VS Code's (Developer: Set Log Level). */
import type { LogOutputChannel } from 'vscode';
import type { Log } from '../../ports/log.ts';

export function outputLog(channel: LogOutputChannel): Log {
  return {
    debug: (message) => channel.debug(message),
    info: (message) => channel.info(message),
    warn: (message) => channel.warn(message),
    error: (message) => channel.error(message),
  };
}
