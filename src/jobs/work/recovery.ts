/** What becomes of jobs that were under way when the engine was last seen. */

/** `resume`: they go on by themselves. `ask`, `paused`: nothing goes on before somebody says so. */
export const recoveryModes = ['resume', 'ask', 'paused'] as const;
export type RecoveryMode = (typeof recoveryModes)[number];
