/** Versions of content updates, such as `8832-8912`. docs/PANOS.md "Content". */

/**
 * By the first number, then by the second, both as numbers.
 * @returns negative, zero or positive as for sort(); null when one of them is no content version.
 */
export function compareContentVersions(a: string, b: string): number | null {
  const [left, right] = [numbersOf(a), numbersOf(b)];
  if (left === null || right === null) return null;
  return left[0] - right[0] || left[1] - right[1];
}

function numbersOf(text: string): [number, number] | null {
  const match = /^(\d{1,9})(?:-(\d{1,9}))?$/.exec(text.trim());
  return match === null ? null : [Number(match[1]), Number(match[2] ?? 0)];
}
