/** The states that jobs have left devices in, in few words: for rows, notifications, and the next question on the device. */
import type { DeviceLeft, LeftState } from './leftNow.ts';

/** To stand beside the name of the device. */
export function statePart(state: LeftState): string {
  switch (state.kind) {
    case 'waits_for_restart':
      return `${state.version} waits for a restart`;
    case 'may_be_installed':
      return `${state.version} may be installed`;
    case 'may_be_restarting':
      return `not seen back from its restart into ${state.version}`;
    case 'in_between':
      return `stopped on its way to ${state.to}`;
    case 'suspended':
      return state.isProved ? 'left suspended' : 'perhaps left suspended';
    case 'half_upgraded':
      return `half upgraded: ${state.peer} runs ${state.peerRuns}`;
  }
}

/** Of all its states; the first is the one that tells most. */
export function leftPart({ states }: Pick<DeviceLeft, 'states'>): string {
  return states.map(statePart).join(', ');
}

/** `fw-1: 11.1.6-h3 waits for a restart`, of the members of a pair, and once what is so of both. */
export function pairPart(left: readonly DeviceLeft[]): string {
  const own = left.flatMap(({ hostname, states }) => {
    const parts = states.filter(({ kind }) => kind !== 'half_upgraded').map(statePart);
    return parts.length === 0 ? [] : [`${hostname}: ${parts.join(', ')}`];
  });
  return [...own, ...(halfOf(left) === undefined ? [] : ['half upgraded'])].join(' · ');
}

/** Sentences for the end of a job. */
export function leftSentences(left: readonly DeviceLeft[]): string {
  const warnings = left.flatMap(({ hostname, states }) =>
    leftWarnings({ hostname, states: states.filter(({ kind }) => kind !== 'half_upgraded') }),
  );
  const half = halfOf(left);
  return [...warnings, ...(half === undefined ? [] : [`${half} ${UPGRADE_AGAIN}`])].join(' ');
}

/** What there is to do about a half upgraded pair. */
export const UPGRADE_AGAIN = 'Upgrade it again, soon: it is taken up where it is.';

function halfOf(left: readonly DeviceLeft[]): string | undefined {
  const [one] = left.filter(({ states }) => states.some(({ kind }) => kind === 'half_upgraded'));
  return one && leftWarnings(one).at(-1);
}

/** What must be known before anything else is done to the device: a sentence a state. */
export function leftWarnings({ hostname, states }: Pick<DeviceLeft, 'hostname' | 'states'>): string[] {
  return states.map((state) => {
    switch (state.kind) {
      case 'waits_for_restart':
        return `Any restart of ${hostname} will start ${state.version}: it is installed and waits for that.`;
      case 'may_be_installed':
        return `Any restart of ${hostname} may start ${state.version}: the end of its installation was not seen.`;
      case 'may_be_restarting':
        return `${hostname} was told to restart into ${state.version}, and was not seen to be back.`;
      case 'in_between':
        return `${hostname} was left with ${state.runs}, on its way to ${state.to}.`;
      case 'suspended':
        return `${hostname} ${state.isProved ? 'was' : 'may have been'} left suspended: make it functional first.`;
      case 'half_upgraded':
        return `The pair is half upgraded: ${hostname} runs ${state.runs}, ${state.peer} ${state.peerRuns}.`;
    }
  });
}
