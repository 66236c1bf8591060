/** `debug swm status`: which version each of the two system partitions has. docs/PANOS.md "Partitions". */
import type { Firewall } from '../device/firewall.ts';
import { failure, successText, type SimReply } from '../server/replies.ts';

export function partitions({ spec, version, otherPartition, pendingVersion }: Firewall): SimReply {
  if (spec.answers.partitions === 'refused') return failure('debug not available to xmlapi client');
  const state = otherPartition === null ? 'EMPTY' : pendingVersion === null ? 'REVERTABLE' : 'PENDING-CHANGE';
  return successText(
    [
      'Partition         State             Version',
      '-'.repeat(80),
      line('sysroot0', 'RUNNING-ACTIVE', version),
      line('sysroot1', state, otherPartition ?? 'None'),
      line('maint', 'READY', version),
    ].join('\n'),
  );
}

function line(partition: string, state: string, version: string): string {
  return `${partition.padEnd(18)}${state.padEnd(18)}${version}`;
}
