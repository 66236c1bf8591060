/** Where large things that are prepared once per user and machine are kept: outside the project, never committed. */
import { homedir } from 'node:os';
import { join } from 'node:path';

export function cacheFolder(): string {
  const base = process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache');
  return join(base, 'panos-upgrade-manager');
}
