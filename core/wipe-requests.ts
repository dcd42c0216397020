import { type Duration, day, type Instant } from './time.ts';

/** What becomes of a wipe request, in Intune's words (WIPE-04). */
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

/** One request for one app of a device (WIPE-03). Plain data. */
export interface WipeRequest {
  readonly app: string;
  readonly state: WipeRequestState;
  /** Of its making while it is pending, of its completion afterwards. */
  readonly since: Instant;
}

/** What a device carries of requests; `DeviceStatus` has these. */
export interface WipeList {
  /** Of each app the last that was made for it, oldest first. */
  wipeRequests: readonly WipeRequest[];
  /** Since when its user is on the list of users to wipe; null: is not (WIPE-03). */
  userWipe: Instant | null;
}

const without = (list: readonly WipeRequest[], apps: readonly string[]): readonly WipeRequest[] =>
  list.filter(({ app }) => !apps.includes(app));

/** A request for each of the apps; one that is pending already stays as it is. */
export const requestWipes = (list: WipeList, apps: readonly string[], now: Instant): void => {
  const pending = list.wipeRequests.filter(({ state }) => state === 'pending');
  const wanted = [...new Set(apps)].filter((app) => !pending.some((one) => one.app === app));
  const made = wanted.map((app): WipeRequest => ({ app, state: 'pending', since: now }));
  list.wipeRequests = [...without(list.wipeRequests, wanted), ...made];
};

/** The pending requests for the apps, or for any app, are taken back. Whether there were some. */
export const cancelWipes = (list: WipeList, app: string | undefined): boolean => {
  const kept = list.wipeRequests.filter(
    (one) => one.state !== 'pending' || (app !== undefined && one.app !== app),
  );
  const some = kept.length < list.wipeRequests.length;
  list.wipeRequests = kept;
  return some;
};

/** Whether the app is asked for by a request of its own. */
export const isWipeAsked = ({ wipeRequests }: WipeList, app: string): boolean =>
  wipeRequests.some((one) => one.app === app && one.state === 'pending');

/** What came of a request for the app is written down; a user's has no entry until then. */
export const completeWipe = (
  list: WipeList,
  app: string,
  state: WipeRequestState,
  now: Instant,
): void => {
  list.wipeRequests = [...without(list.wipeRequests, [app]), { app, state, since: now }];
};

/**
 * The requests that are listed now, by app, A to Z.
 *
 * @param apps those that a request for the user is for
 * @param listedFor how long a request in a state is listed
 */
export const listedWipes = (
  { wipeRequests, userWipe }: WipeList,
  apps: readonly string[],
  now: Instant,
  listedFor: (state: WipeRequestState) => Duration,
): Readonly<Record<string, WipeRequestState>> => {
  const ofUser = (userWipe === null ? [] : apps)
    .filter((app) => !wipeRequests.some((one) => one.app === app))
    .map((app): WipeRequest => ({ app, state: 'pending', since: userWipe ?? now }));
  const listed = [...wipeRequests, ...ofUser]
    .filter(({ state, since }) => now - since < listedFor(state))
    .sort((a, b) => (a.app < b.app ? -1 : 1));
  return Object.fromEntries(listed.map(({ app, state }) => [app, state]));
};
