/** Made-up software lists for the tests of planning. */
import type { SoftwareImage } from '../../../src/panos/answers/software.ts';

export function image(version: string, changes: Partial<SoftwareImage> = {}): SoftwareImage {
  return {
    version,
    sizeMb: 500,
    downloaded: 'no',
    current: false,
    isBase: null,
    filename: null,
    sha256: null,
    ...changes,
  };
}
