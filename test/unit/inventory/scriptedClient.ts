/** A DeviceClient that answers from a script: command name to answer, error, or a function that gives either. */
import type { PresentedCertificate, DeviceErrorKind } from '../../../src/panos/errors.ts';
import { DeviceError } from '../../../src/panos/errors.ts';
import type { DeviceClient } from '../../../src/panos/client/client.ts';

export type Script = Readonly<Record<string, unknown>>;

export interface ScriptedClient extends DeviceClient {
  /** The commands that were sent, by name. */
  readonly asked: string[];
}

export function scriptedClient(script: Script): ScriptedClient {
  const asked: string[] = [];
  return {
    asked,
    async read<T>(command: { readonly name: string }): Promise<T> {
      asked.push(command.name);
      const entry = script[command.name];
      const answer: unknown = typeof entry === 'function' ? await (entry as () => unknown)() : entry;
      if (answer instanceof Error) throw answer;
      if (answer === undefined) throw new Error(`No answer to "${command.name}" is in the script.`);
      return answer as T;
    },
    effect: () => Promise.reject(new Error('A read-only test sent an effect.')),
    export: () => Promise.reject(new Error('A read-only test exported a file.')),
    meet: async () => {
      asked.push('meet');
      const answer = script['meet'];
      if (answer === undefined) throw deviceError('unreachable');
      if (answer instanceof Error) throw answer;
      return answer as PresentedCertificate;
    },
    forgetKey: () => undefined,
  };
}

export function deviceError(
  kind: DeviceErrorKind,
  device = 'fw',
  presented?: PresentedCertificate,
): DeviceError {
  return new DeviceError({
    kind,
    device,
    operation: 'show system info',
    delivery: 'not_sent',
    what: `it was ${kind}`,
    presented,
  });
}
