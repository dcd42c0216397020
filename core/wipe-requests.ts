import { type Duration, day } from './time.ts';

export const wipeRequestStates = ['pending', 'successful', 'failed'] as const;
export type WipeRequestState = (typeof wipeRequestStates)[number];

/** So long a completed request stays in the list (WIPE-04). */
export const listedAfterwards: Duration = 4 * day;
/** The offline wipe interval of a policy that sets none. */
export const offlineWipeInterval: Duration = 90 * day;

/** How long a request is listed: from its completion, or while pending from its making (WIPE-04). */
export const wipeRequestListedFor = (
  state: WipeRequestState,
  interval: Duration = offlineWipeInterval,
): Duration => (state === 'pending' ? interval + listedAfterwards : listedAfterwards);
