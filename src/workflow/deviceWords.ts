/** The device's own words in failed jobs, where they decide what happens next. docs/PANOS.md "Software". */

const PASSING_TROUBLES = [
  // Usual for minutes after a boot.
  'software manager is currently in use',
  'please try again later',
  'generic communication error',
];

/** True when the device did nothing and the same request may succeed a little later. */
export function isWorthAnotherTry(details: string): boolean {
  const text = details.toLowerCase();
  return PASSING_TROUBLES.some((words) => text.includes(words));
}
