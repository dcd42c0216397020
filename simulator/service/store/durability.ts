/** What an answered request survives: the death of the process, or of the whole machine. */
export const durabilities = ['process-death', 'power-loss'] as const;
export type Durability = (typeof durabilities)[number];
