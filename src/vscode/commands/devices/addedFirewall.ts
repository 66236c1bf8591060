/** What *Add Firewall…* says when it has ended well. */
import type { Device } from '../../../inventory/device.ts';
import { deviceName } from '../../trees/deviceLook.ts';

/** @param wasKnown whether it was in the inventory before */
export function addedFirewall(device: Device, wasKnown: boolean): string {
  const name = deviceName(device);
  const begin = wasKnown ? `${name} is already known; it was read again` : `Added ${name}`;
  return `${begin}: ${device.model}, PAN-OS ${device.swVersion}. ${device.typeReason}`;
}
