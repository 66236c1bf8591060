/** Why an image is not accepted. Users know these names, so they stay (docs/ARCHITECTURE.md, "Words"). */
import { tell } from '../ports/trouble.ts';
import { UserError } from '../ports/userError.ts';
import { type ImageTrouble, validationWords } from './validationTroubles.ts';

export class HashError extends UserError {
  override readonly name: string = 'HashError';

  constructor(trouble: ImageTrouble) {
    super(tell(trouble, validationWords));
  }
}

/** Strict only: nobody but the device knows a checksum of this image. */
export class HashNotFoundError extends HashError {
  override readonly name = 'HashNotFoundError';
}

/** Two sources say different checksums of the same file. */
export class HashMismatchError extends HashError {
  override readonly name = 'HashMismatchError';
}

/** Strict only: the device reports no checksum, so the image it holds cannot be verified. */
export class DownloadVerificationError extends HashError {
  override readonly name = 'DownloadVerificationError';
}
