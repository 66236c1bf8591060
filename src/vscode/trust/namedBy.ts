/** Who says that a device is at an address: what a person has to know before it is sent credentials. */
export const namedByUser = 'you';

export const namedBySetting = 'the setting panosUpgrade.panorama.host';

/** @param host as it is set; null when none is set any more */
export function namedByPanorama(host: string | null): string {
  return host === null ? 'Panorama' : `Panorama (${host})`;
}
