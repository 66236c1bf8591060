/** The ways in which a job at work is interrupted. */
import { CancelRequested, EngineClosing, HandedOver } from '../workflow/context.ts';

export interface JobStops {
  /** The engine closes, or somebody takes the devices: everything stops where it is. */
  readonly closing: AbortSignal;
  /** The user cancelled, or one of the above. Only steps that may stop at once listen to it. */
  readonly cancelled: AbortSignal;
  cancel(): void;
  handOver(): void;
}

export function createJobStops(engineClosing: AbortSignal): JobStops {
  const cancel = new AbortController();
  const handOver = new AbortController();
  const closing = AbortSignal.any([engineClosing, handOver.signal]);
  return {
    closing,
    cancelled: AbortSignal.any([closing, cancel.signal]),
    cancel: () => cancel.abort(new CancelRequested('Cancelled by the user.')),
    handOver: () => handOver.abort(new HandedOver('Somebody took the devices.')),
  };
}

export function closingReason(): EngineClosing {
  return new EngineClosing('The engine is closing.');
}
