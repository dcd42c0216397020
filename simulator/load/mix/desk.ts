import { record as writeDuration } from '../../../reports/load/histogram.ts';
import { type JudgementRecord, sliceOf } from '../../../reports/load/judgement-record.ts';
import type { Judged } from '../traffic.ts';
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

/** Everything one thread knows while it asks. */
export interface Desk {
  readonly plan: MixedTraffic;
  readonly place: MixPlace;
  readonly draws: Draws;
  readonly ledger: ReturnType<typeof createLedger>;
  readonly watch: ReturnType<typeof createWatch>;
  readonly diary: ReturnType<typeof createDiary>;
  readonly tokens: Tokens;
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
  tokens: firstTokens(plan),
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

export const authorization = ({ tokens }: Desk, who: string): Readonly<Record<string, string>> => ({
  authorization: `Bearer ${tokens.get(who) ?? ''}`,
});

/** What every partner of a device last said. */
export const heldOf = (kind: KindPlan, reported: number): Readonly<Record<string, string>> =>
  Object.fromEntries(
    kind.partners.map((partner, slot) => [
      partner,
      reportedStates[stateIn(reported, slot)] ?? 'secured',
    ]),
  );

export const slicesOf = (request: string, kind: KindPlan | null): readonly string[] =>
  kind === null
    ? [`request/${request}`]
    : [
        `request/${request}`,
        `platform/${kind.platform}`,
        `vendor/${kind.partners.join('+') || 'none'}`,
        `os/${kind.platform} ${kind.osVersion}`,
      ];

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
