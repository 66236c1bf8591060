/** What a person must know about a device when its job is stopped. */
import { stepOf, type StepState } from '../stepState.ts';

/** @param next the step before, or in, which the job is stopped. */
export function whatStaysBehind(steps: readonly StepState[], next: StepState): string {
  return [whatOfTheDevice(steps, next), ...whatIsDeleted(steps), ...whatOfThePair(steps, next)].join(' ');
}

/** On a device each: nothing brings them back. */
function whatIsDeleted(steps: readonly StepState[]): string[] {
  const gone = steps.filter(({ kind, state, effect }) => {
    return kind === 'delete_image' && state === 'done' && (effect?.attempts ?? 0) > 0;
  });
  return gone.length === 0 ? [] : [`Deleted by then: ${gone.map(({ version }) => version).join(', ')}.`];
}

const BEFORE_RESTART: ReadonlySet<StepState['kind']> = new Set(['suspend', 'restart']);

function whatOfTheDevice(steps: readonly StepState[], next: StepState): string {
  const installed = stepOf(steps, next, 'install');
  // A member that is to be suspended anew was installed on before.
  if (BEFORE_RESTART.has(next.kind) && installed?.state === 'done') {
    return `Stopped before the restart: ${next.version} is installed and becomes active with the next restart of the device.`;
  }
  const phase = next.effect?.phase;
  if (next.kind === 'download' && (phase === 'intended' || phase === 'issued' || phase === 'adopted')) {
    return `Stopped while ${next.version} was being downloaded; the device may still finish the image.`;
  }
  return `Stopped before "${next.title}". The device runs ${next.fromVersion}.`;
}

/** What a device goes on with by itself when its step is left at once; null where that is nothing. */
export function whatGoesOn({ kind, version, effect }: StepState): string | null {
  const phase = effect?.phase;
  if (phase !== 'intended' && phase !== 'issued' && phase !== 'adopted') return null;
  const isSure = phase !== 'intended';
  switch (kind) {
    case 'install':
      return `The device ${isSure ? 'goes on installing' : 'may be installing'} ${version} and was not restarted.`;
    case 'restart':
      return `Its restart into ${version} ${isSure ? 'was sent' : 'may have been sent'} and may still be carried out.`;
    default:
      return null;
  }
}

/** Members on two versions work beside each other, but not for good. */
function whatOfThePair(steps: readonly StepState[], { hop, version, serial }: StepState): string[] {
  const isBack = (step: StepState): boolean =>
    step.kind === 'prove_back' && step.hop === hop && step.state === 'done';
  const peerIsAhead = steps.some((step) => isBack(step) && step.serial !== serial);
  if (!peerIsAhead || steps.some((step) => isBack(step) && step.serial === serial)) return [];
  return [`Its peer already runs ${version}: upgrade the pair again, soon, and it is taken up where it is.`];
}
