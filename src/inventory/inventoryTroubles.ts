/** Why a firewall is not taken into the inventory. What is wrong with lists of devices is in csv/rowTroubles.ts. */
import { tell, type TroubleWords } from '../ports/trouble.ts';
import { UserError } from '../ports/userError.ts';

export type InventoryTrouble =
  | { readonly code: 'is_a_panorama'; readonly hostname: string; readonly address: string }
  | { readonly code: 'no_serial'; readonly hostname: string; readonly address: string };

export const inventoryWords: TroubleWords<InventoryTrouble> = {
  is_a_panorama: ({ hostname, address }) =>
    `${hostname} at ${address} is a Panorama, not a firewall. Nothing was added. Enter it as the Panorama host in the settings instead.`,
  no_serial: ({ hostname, address }) =>
    `${hostname} at ${address} has no serial number, as a VM-Series firewall without a license. Nothing was added. License it first.`,
};

export function inventoryError(trouble: InventoryTrouble): UserError {
  return new UserError(tell(trouble, inventoryWords));
}
