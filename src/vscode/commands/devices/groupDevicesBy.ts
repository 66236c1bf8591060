/** *Group Devices By…*: by state, version, model, device group or site; remembered for the workspace. */
import { window } from '../../exits/window.ts';
import { groupings } from '../../trees/deviceGroups.ts';
import type { Command } from '../asking/commandParts.ts';

const labels = {
  state: 'State',
  version: 'PAN-OS version',
  model: 'Model',
  deviceGroup: 'Device group',
  site: 'Site',
} as const;

export const groupDevicesBy: Command = async ({ devicesTree }) => {
  const items = groupings.map((grouping) => ({
    label: labels[grouping],
    description: grouping === devicesTree.grouping ? 'current' : '',
    grouping,
  }));
  const picked = await window.showQuickPick(items, { placeHolder: 'Group devices by' });
  if (picked !== undefined) devicesTree.groupBy(picked.grouping);
};
