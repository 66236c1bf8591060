/** What an administrator can ask of a member of a pair: suspend, functional, sync-to-remote. docs/PANOS.md "High availability". */
import { record, type Firewall } from '../device/firewall.ts';
import { isReplaceable, negotiate, suspendMember } from './ha.ts';
import { isForwardingState, isFunctional, isMember, partnerOf } from './haRoles.ts';
import { isSyncing, startConfigSync, syncsConfig } from './haSync.ts';
import { failure, success, successLine, type SimReply } from '../server/replies.ts';

const NO_HA = 'HA is not enabled';

/** `request high-availability state suspend`: done even if the peer is down, which then means an outage. */
export function suspend(firewall: Firewall): SimReply {
  const member = firewall.ha;
  if (member === null || member.state === 'off') return failure(NO_HA);
  const outage = isForwardingState(member.state) && !isReplaceable(firewall);
  record(firewall, {
    what: 'suspended',
    detail: outage ? 'no member of the pair forwards any more' : undefined,
  });
  if (firewall.faults.take('suspend_ignored') === undefined) suspendMember(firewall);
  return success('Successfully changed HA state to suspended');
}

/** `request high-availability state functional`. */
export function makeFunctional(firewall: Firewall): SimReply {
  const member = firewall.ha;
  if (member === null || member.state === 'off') return failure(NO_HA);
  record(firewall, { what: 'functional' });
  const isIgnored = firewall.faults.take('functional_ignored') !== undefined;
  if (member.state === 'suspended' && !isIgnored) negotiate(firewall);
  return success('Successfully changed HA state to functional');
}

/** `request high-availability sync-to-remote running-config`: a job on the peer. */
export function syncToRemote(firewall: Firewall): SimReply {
  if (!isMember(firewall) || firewall.ha.state === 'off') return failure(NO_HA);
  const partner = partnerOf(firewall);
  if (partner === undefined || !isFunctional(partner.ha) || !syncsConfig(firewall, partner)) {
    return failure('Failed to synchronize running configuration with HA peer');
  }
  if (isSyncing(firewall.ha) || isSyncing(partner.ha)) {
    return failure('Another sync is in progress. Please try again later');
  }
  startConfigSync(firewall, partner);
  return successLine('HA synchronization job has been queued on peer. Please check job status on peer.');
}
