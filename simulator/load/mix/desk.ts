import { record as writeDuration } from '../../../reports/load/histogram.ts';
import { type JudgementRecord, sliceOf } from '../../../reports/load/judgement-record.ts';
import type { Judged } from '../traffic.ts';
import { type DeviceIds, deviceIds } from './device-ids.ts';
import { createDiary } from './diary.ts';
import { type Draws, drawsOf } from './draw.ts';
import { createLedger, stateIn } from './ledger.ts';
import { type KindPlan, type MixedTraffic, reportedStates, type Verdict } from './plan.ts';
import { firstTokens, type Tokens } from './token.ts';
import { createWatch } from './watch.ts';

export interface MixPlace {
  readonly seed: number;
  /** When the first phase began. Instants are µs of the monotonic clock. */
  readonly epoch: number;
  readonly now: () => number;
  readonly timeout: number;
  /** Of each phase, where what is found out is written. */
  readonly records: readonly JudgementRecord[];
}

type Headers = Readonly<Record<string, string>>;

/** Everything one thread knows while it asks. */
export interface Desk {
  readonly plan: MixedTraffic;
  readonly place: MixPlace;
  readonly draws: Draws;
  readonly ledger: ReturnType<typeof createLedger>;
  readonly watch: ReturnType<typeof createWatch>;
  readonly diary: ReturnType<typeof createDiary>;
  /** Intune's ids of devices. */
  readonly ids: DeviceIds;
  readonly tokens: Tokens;
  /** By token. */
  readonly headers: Map<string, Headers>;
  readonly kindOf: Uint16Array;
}

/** One arrival on its way. */
export interface Errand {
  readonly sequence: number;
  readonly intended: number;
  readonly record: JudgementRecord;
}

export const openDesk = (plan: MixedTraffic, place: MixPlace): Desk => ({
  plan,
  place,
  draws: drawsOf(plan, place.seed),
  ledger: createLedger({
    settled: new Uint8Array(plan.settled),
    freshness: plan.freshness * 1_000,
    horizon: plan.horizon * 1_000,
    timeout: place.timeout,
  }),
  watch: createWatch(),
  diary: createDiary(),
  ids: deviceIds(plan.tenant),
  tokens: firstTokens(plan),
  headers: new Map(),
  kindOf: new Uint16Array(plan.kindOf),
});

const noKind: KindPlan = {
  name: '',
  platform: 'android',
  osVersion: '',
  partners: [],
  isEnrolled: false,
  app: null,
  resource: null,
  verdicts: [],
};

export const kindAt = ({ plan, kindOf }: Desk, device: number): KindPlan =>
  plan.kinds[kindOf[device] ?? 0] ?? noKind;

export const verdictOf = (desk: Desk, device: number, reported: number): Verdict | undefined =>
  kindAt(desk, device).verdicts[reported];

/** An instant of the service's own clock, ms. */
export const serviceTime = ({ plan }: Desk, instant: number): number => {
  const { service, monotonic, factor } = plan.clock;
  return Math.floor(service + ((instant - monotonic) / 1_000) * factor);
};

/** The same headers for as long as a token lives. */
export const authorization = ({ tokens, headers }: Desk, who: string): Headers => {
  const token = tokens.get(who) ?? '';
  const before = headers.get(token);
  if (before !== undefined) return before;
  const made: Headers = { authorization: `Bearer ${token}` };
  headers.set(token, made);
  return made;
};

/** What every partner of a device last said. */
export const heldOf = (kind: KindPlan, reported: number): Readonly<Record<string, string>> =>
  Object.fromEntries(
    kind.partners.map((partner, slot) => [
      partner,
      reportedStates[stateIn(reported, slot)] ?? 'secured',
    ]),
  );

const namesOfSlices = (request: string, kind: KindPlan): readonly string[] => [
  `request/${request}`,
  `platform/${kind.platform}`,
  `vendor/${kind.partners.join('+') || 'none'}`,
  `os/${kind.platform} ${kind.osVersion}`,
];

const slices = new WeakMap<KindPlan, Map<string, readonly string[]>>();

export const slicesOf = (request: string, kind: KindPlan | null): readonly string[] => {
  if (kind === null) return [`request/${request}`];
  const ofKind = slices.get(kind) ?? new Map<string, readonly string[]>();
  const before = ofKind.get(request);
  if (before !== undefined) return before;
  const names = namesOfSlices(request, kind);
  slices.set(kind, ofKind.set(request, names));
  return names;
};

export const countAnswer = (
  { record, intended }: Errand,
  slices: readonly string[],
  judged: Judged,
  ended: number,
): void => {
  for (const name of slices) {
    const slice = sliceOf(record, name);
    slice.answered += 1;
    if (judged !== 'unchecked') slice[judged] += 1;
    writeDuration(slice.response, ended - intended);
  }
};

export const countFailure = ({ record }: Errand, slices: readonly string[]): void => {
  for (const name of slices) sliceOf(record, name).failed += 1;
};
