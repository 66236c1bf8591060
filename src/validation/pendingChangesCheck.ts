/**
 * Are there changes nobody committed? An upgrade would carry them over the reboot, and whoever commits next puts
 * them into force on a device that was just upgraded; so they block.
 */
import type { CheckResult } from './checkResult.ts';

/** @param pending the answer of `check pending-changes`. */
export function checkForPendingChanges(pending: 'yes' | 'no' | 'unknown'): CheckResult {
  const check = 'pending_changes';
  switch (pending) {
    case 'no':
      return { check, verdict: 'pass', reason: 'There are no uncommitted changes.' };
    case 'yes':
      return {
        check,
        verdict: 'fail',
        reason: 'The device has uncommitted changes. Commit or revert them, then start again.',
      };
    case 'unknown':
      return {
        check,
        verdict: 'unknown',
        reason: 'The device does not say whether it has uncommitted changes.',
      };
  }
}
