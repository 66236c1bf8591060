/**
 * Are there changes nobody committed? An upgrade would carry them over the reboot, and whoever commits next puts
 * them into force on a device that was just upgraded. docs/PANOS.md "Pending changes".
 */
import { checkPendingChanges } from '../../panos/commands/device.ts';
import type { Finding } from '../checkResult.ts';
import { fail, pass, unknown, type Check } from '../check.ts';

export const pendingChanges: Check = {
  id: 'pending_changes',
  defaultPolicy: 'block',
  run: async ({ ask }) => judgePendingChanges(await ask(checkPendingChanges)),
};

function judgePendingChanges(pending: 'yes' | 'no' | 'unknown'): Finding {
  switch (pending) {
    case 'no':
      return pass('There are no uncommitted changes.');
    case 'yes':
      return fail('The device has uncommitted changes. Commit or revert them, then start again.');
    case 'unknown':
      return unknown('The device does not say whether it has uncommitted changes.');
  }
}
