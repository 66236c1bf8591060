/** The two ways in which a job at work is interrupted. */
import { CancelRequested, EngineClosing } from '../workflow/context.ts';

export interface JobStops {
  /** The engine closes: everything stops where it is and nothing is written. */
  readonly closing: AbortSignal;
  /** The user cancelled, or the engine closes. Only steps that may stop at once listen to it. */
  readonly cancelled: AbortSignal;
  cancel(): void;
}

export function createJobStops(engineClosing: AbortSignal): JobStops {
  const cancel = new AbortController();
  return {
    closing: engineClosing,
    cancelled: AbortSignal.any([engineClosing, cancel.signal]),
    cancel: () => cancel.abort(new CancelRequested('Cancelled by the user.')),
  };
}

export function closingReason(): EngineClosing {
  return new EngineClosing('The engine is closing.');
}
