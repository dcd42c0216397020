import { partnerKeys } from '../../../core/partners.ts';
import { day, hour, type Instant, millisecond } from '../../../core/time.ts';
import { type Calculation, calculate, graceEnd, type Outcome } from './calculation.ts';
import { silenceOf } from './connector.ts';
import { connectorFacts, connectorKeys, connectorThen } from './connector-then.ts';
import { deviceThen, settingsThen } from './device-then.ts';
import {
  type History,
  happeningAt,
  type Moment,
  momentAfter,
  momentBefore,
  remembered,
} from './history.ts';
import { agedFrom, storesSomething } from './stored-then.ts';
import { tenantThen } from './tenant-then.ts';

const different = (a: unknown, b: unknown): boolean => JSON.stringify(a) !== JSON.stringify(b);

/** G5: a connector's state, set-up or a toggle is changed by happening `index`. */
const changesAConnector = (history: History, index: number): boolean => {
  const { connectors } = tenantThen(history, index);
  const after = tenantThen(history, index + 1).connectors;
  return connectorKeys(history, index + 1).some(
    (partner) =>
      different(connectors[partner], after[partner]) ||
      different(
        connectorFacts(history, momentBefore(history, index), partner),
        connectorFacts(history, momentAfter(history, index), partner),
      ),
  );
};

/** G5: whether happening `index` is by itself a calculation of the device. */
const isCalculation = (history: History, index: number, device: string): boolean => {
  const { operation } = happeningAt(history, index);
  switch (operation.do) {
    case 'enroll':
    case 'unenroll':
    case 'checkIn':
      return operation.device === device;
    default:
  }
  if (history.readings.mtdRecalc === 'onCheckIn') return false;
  if (operation.do === 'setTenant') return true;
  // A changed policy is no change of fact for a device until it is delivered (G6).
  if (changesAConnector(history, index)) return true;
  const atOnce = tenantThen(history, index).recalculationDelay === 0;
  return atOnce && storesSomething(history, index, device);
};

/** G5: the calculations that threat messages still owe after the first `done` happenings. */
const delayedCalculations = (history: History, done: number, device: string): Instant[] => {
  const instants: Instant[] = [];
  for (let i = 0; i < done; i += 1) {
    if (!storesSomething(history, i, device)) continue;
    instants.push(happeningAt(history, i).at + tenantThen(history, i).recalculationDelay);
  }
  return instants;
};

/** G4, G5: every instant at which, nothing more happening, a period that now runs is over. */
const timeFlips = (
  history: History,
  done: number,
  device: string,
  last: Calculation,
): Instant[] => {
  const flips: Instant[] = [];
  for (const partner of connectorKeys(history, done)) {
    const c = connectorThen(history, done, partner);
    if (c === null) continue;
    const n = silenceOf(c.settings);
    const late = history.readings.unresponsiveBoundary === 'gt' ? millisecond : 0;
    flips.push(c.contact + n + late);
    if (history.readings.unresponsiveClock === 'twoPhase') flips.push(c.contact + 2 * n + late);
  }
  for (const partner of partnerKeys) {
    const aged = agedFrom(history, done, partner, device);
    if (aged !== null) flips.push(aged);
  }
  const { checkIn } = deviceThen(history, done, device);
  const { deviceComplianceCheckinThresholdDays } = tenantThen(history, done).settings;
  if (checkIn !== null) flips.push(checkIn.at + deviceComplianceCheckinThresholdDays * day);
  for (const { errorBegan } of settingsThen(history, done, device).values()) {
    if (errorBegan !== null) flips.push(happeningAt(history, errorBegan).at + 7 * day);
  }
  for (const p of last.policies) {
    if (p.since === null) continue;
    flips.push(graceEnd(p, p.since));
    for (const { gracePeriodHours } of p.policy.actions) {
      flips.push(p.since.at + gracePeriodHours * hour);
    }
  }
  return [...flips, ...delayedCalculations(history, done, device)];
};

/** Adds the calculations that time alone brings, after `since` up to and including `until`. */
const withTime = (
  history: History,
  done: number,
  device: string,
  before: readonly Calculation[],
  since: Instant,
  until: Instant,
): Calculation[] => {
  const calculations = [...before];
  if (history.readings.mtdRecalc === 'onCheckIn') return calculations;
  let now = since;
  for (;;) {
    const last = calculations.at(-1);
    if (last === undefined) return calculations;
    const next = Math.min(
      ...timeFlips(history, done, device, last).filter((at) => at > now && at <= until),
    );
    if (next === Infinity) return calculations;
    const moment = { at: next, done };
    calculations.push(calculate(history, moment, device, calculations, outcomeAt));
    now = next;
  }
};

/** Every calculation of a device from the start to just after the first `done` happenings. */
const walk = (history: History, done: number, device: string): Calculation[] => {
  if (done === 0) {
    const moment = { at: history.start, done: 0 };
    return [calculate(history, moment, device, [], outcomeAt)];
  }
  const index = done - 1;
  const { at } = happeningAt(history, index);
  const since = index === 0 ? history.start : happeningAt(history, index - 1).at;
  const before = withTime(history, index, device, walked(history, index, device), since, at);
  if (!isCalculation(history, index, device)) return before;
  return [...before, calculate(history, { at, done }, device, before, outcomeAt)];
};

const walked = remembered(walk);

const until = remembered((history: History, done: number, about: string): Calculation[] => {
  const [at = '', device = ''] = about.split(/ (.*)/);
  const since = done === 0 ? history.start : happeningAt(history, done - 1).at;
  return withTime(history, done, device, walked(history, done, device), since, Number(at));
});

/** G5: every calculation of a device up to and including a moment, first to last. */
export const calculationsUntil = (
  history: History,
  { at, done }: Moment,
  device: string,
): readonly Calculation[] => until(history, done, `${at} ${device}`);

/** What is seen of a device at a moment: the outcome of its last calculation. */
export function outcomeAt(history: History, moment: Moment, device: string): Outcome {
  const last = calculationsUntil(history, moment, device).at(-1);
  if (last === undefined) throw new Error('a device is calculated when the clock starts');
  const { complianceState, reasons } = last;
  return { complianceState, reasons };
}
