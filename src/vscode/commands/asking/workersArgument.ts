/** How many devices a command reads at a time, where a key binding says so: `"args": { "workers": 20 }`. */

/** How many devices are read at once, where a task or a keybinding says so. @returns undefined for anything else */
export function workersOf(target: unknown): number | undefined {
  if (typeof target !== 'object' || target === null || !('workers' in target)) return undefined;
  const { workers } = target;
  return typeof workers === 'number' && Number.isInteger(workers) && workers >= 1 && workers <= 50
    ? workers
    : undefined;
}
