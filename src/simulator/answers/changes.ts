/** Uncommitted changes, locks and saved configurations. docs/PANOS.md "Pending changes", "Locks". */
import { stampText } from '../time/deviceTime.ts';
import { localTime, type Firewall } from '../device/firewall.ts';
import { done, element, escaped, fields, success, type SimReply } from '../server/replies.ts';

export function pendingChanges(firewall: Firewall): SimReply {
  return success(firewall.spec.pendingChanges ? 'yes' : 'no');
}

export function fullCommitRequired(firewall: Firewall): SimReply {
  return success(firewall.spec.condition.fullCommitRequired ? 'yes' : 'no');
}

/** `show config list changes`: one entry for each changed object, none without changes. */
export function changeList(firewall: Firewall): SimReply {
  if (!firewall.spec.pendingChanges) return success('<journal/>');
  const entry = fields({
    xpath: '/config/devices/entry/vsys/entry/address/entry',
    owner: 'netops',
    action: 'SET',
    'admin-history': 'netops',
    'component-type': 'object',
  });
  return success(element('journal', element('entry', entry)));
}

export function configLocks(firewall: Firewall): SimReply {
  return locks(firewall, 'config-locks', firewall.spec.condition.configLock);
}

export function commitLocks(firewall: Firewall): SimReply {
  return locks(firewall, 'commit-locks', firewall.spec.condition.commitLock);
}

/** The lock was taken two hours ago. */
function locks(firewall: Firewall, name: string, owner: string | undefined): SimReply {
  if (owner === undefined) return success(`<${name}/>`);
  const taken = stampText(localTime(firewall) - 7_200_000);
  const lock = fields({
    name: 'shared',
    created: taken,
    'last-activity': taken,
    loggedin: 'no',
    comment: '',
  });
  return success(element(name, `<entry name="${escaped(owner)}">${lock}</entry>`));
}

/** `save config to NAME`. */
export function saveConfig(_firewall: Firewall, name: string): SimReply {
  return done(`Config saved to ${name}`);
}
