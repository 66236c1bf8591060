/** When a device counts as settled after its restart: once what is compared is as it was, or when the delay is over. */
export const settleModes = ['evidence', 'fixed'] as const;

export type SettleMode = (typeof settleModes)[number];
