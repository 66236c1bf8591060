/** Tells a device that refuses one question from a device that cannot be asked at all. */
import { isDeviceError, type DeviceError } from '../panos/errors.ts';

/**
 * True where the device itself refused this question, or answered it with something that is not understood; other
 * questions may be answered all the same.
 */
export function isAboutOneQuestion(error: unknown): error is DeviceError {
  if (isDeviceError(error, 'device_refused', 'not_authorized', 'answer_too_large')) return true;
  return isNotUnderstood(error);
}

/** The device itself answered, in a form the reader does not know; what comes from a booting web server is not answered. */
export function isNotUnderstood(error: unknown): error is DeviceError {
  return isDeviceError(error, 'not_an_answer') && error.delivery === 'answered';
}
