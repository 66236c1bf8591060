/** What becomes of a job, and of the rest of its bulk, when a device is not as it was before. */

/** `ask`: somebody has to look. `stop`: the job fails. With both, what has not begun of the bulk waits. */
export const onMismatchChoices = ['continue', 'ask', 'stop'] as const;
export type OnMismatch = (typeof onMismatchChoices)[number];
