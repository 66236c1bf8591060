/** The file of an image: what it is called and its checksum, the same for the update server, Panorama and firewalls. */
import { createHash } from 'node:crypto';

/** @param family `440`, `vm` ... */
export function imageFile(family: string, version: string): string {
  return `PanOS_${family}-${version}`;
}

/** Of a pretend file, whose content is its name. */
export function imageSha256(content: string): string {
  return createHash('sha256').update(content).digest('hex');
}
