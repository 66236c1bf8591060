/**
 * Does an administrator keep others from changing or committing? Such a lock says that work is going on which a restart
 * would cut in two, and it outlives the restart. docs/PANOS.md "Locks".
 */
import type { ConfigurationLock } from '../../panos/answers/health/locks.ts';
import { showCommitLocks, showConfigLocks } from '../../panos/commands/readiness.ts';
import type { Finding } from '../checkResult.ts';
import { fail, pass, type Check } from '../check.ts';
import { namesOf } from '../namesOf.ts';

export const configLocks: Check = {
  id: 'config_locks',
  defaultPolicy: 'block',
  run: async ({ ask }) => judgeLocks('config lock', await ask(showConfigLocks)),
};

export const commitLocks: Check = {
  id: 'commit_locks',
  defaultPolicy: 'block',
  run: async ({ ask }) => judgeLocks('commit lock', await ask(showCommitLocks)),
};

function judgeLocks(kind: string, locks: readonly ConfigurationLock[]): Finding {
  if (locks.length === 0) return pass(`Nobody holds a ${kind}.`);
  const holders = locks.map(({ administrator, scope }) =>
    scope === null ? administrator : `${administrator} (${scope})`,
  );
  return fail(`A ${kind} is held by ${namesOf(holders)}. Have it released, then start again.`);
}
