import { nextChange } from '../../core/calculation.ts';
import { checkIn, isStale, refreshStanding, reportOf, storeReport } from '../../core/device.ts';
import { launchApp, type Situation } from '../../core/launch.ts';
import { hour, isOver } from '../../core/time.ts';
import type { LaunchOutcome } from '../../core/vocabulary.ts';
import { type Judgement, judgementKey, judgementOf, stationAt } from './device-kind.ts';
import { type Life, type Message, never, slot } from './life.ts';
import { type Cell, count, verdictOf } from './recorder.ts';
import type { Era } from './timeline.ts';

/** Writes an instant and what was decided then into the fingerprint of the device. */
const fold = (life: Life, what: number): void => {
  const since = life.now - life.timeline.start;
  const high = Math.floor(since / 0x1_0000_0000);
  const left = Math.imul(life.hashLeft ^ (since | 0) ^ Math.imul(high, 0x632be5ab), 0x9e3779b1);
  life.hashLeft = (left << 13) | (left >>> 19);
  life.hashRight = Math.imul(life.hashRight ^ what, 0x85ebca6b) + life.hashLeft;
};

/** Hour of the run that a life has come to, from 0. */
export const hourOf = ({ now, timeline }: Life): number =>
  Math.floor((now - timeline.start) / hour);

export const add = (changes: Int32Array, at: number, amount: number): void => {
  changes[at] = (changes[at] as number) + amount;
};

const noteVerdict = (life: Life): void => {
  const { recorder, evaluator, device } = life;
  const verdict = verdictOf(recorder, evaluator, device.decision);
  if (verdict === life.verdict) return;
  const at = hourOf(life);
  if (life.verdict !== null) {
    add(life.verdict.stateChanges, at, -1);
    for (const changes of life.verdict.reasonChanges) add(changes, at, -1);
  }
  add(verdict.stateChanges, at, 1);
  for (const changes of verdict.reasonChanges) add(changes, at, 1);
  life.verdict = verdict;
};

const awaitOwnChange = (life: Life): void => {
  const { evaluator, station, device, now } = life;
  life.next[slot.own] = nextChange(evaluator, station.era.tenant, device, now);
};

/** One calculation by the core, written down with its instant. */
export const calculateNow = (life: Life): void => {
  const { device, decider, recorder, station, now } = life;
  const before = device.decision;
  const fired = life.calculate(decider, station.era.view, device, now);
  for (const { event } of fired) count(recorder.outcomes, `action/${event}`);
  if (device.decision !== before || life.verdict === null) {
    noteVerdict(life);
    life.isStirred = true;
  }
  fold(life, life.verdict?.hash ?? 0);
  life.isCalculated = life.onMessage && device.ageing === null;
  if (life.onMessage) awaitOwnChange(life);
  else life.next[slot.own] = never;
};

/**
 * A calculation that finds what the last one found, because nothing it reads has changed: what
 * time alone changes is an event of its own.
 */
const calculateAgain = (life: Life): void => fold(life, life.verdict?.hash ?? 0);

export const ownChange = (life: Life): void => {
  if (life.onMessage) calculateNow(life);
  else life.next[slot.own] = never;
};

/** The tenant or a partner is no longer as it was. */
export const enterEra = (life: Life, era: Era): void => {
  const before = life.station.era.tenant;
  life.era = era.index;
  life.station = stationAt(life.decider, life.kind, era);
  life.isStirred = true;
  life.isCalculated = false;
  if (era.tenant !== before) refreshStanding(life.evaluator, era.tenant, life.device);
  if (era.calculates && life.onMessage) calculateNow(life);
};

/** A calculation that the tenant's delay held back. */
export const delayedCalculation = (life: Life): void => {
  life.delayed = life.delayed.filter((at) => at > life.now);
  life.next[slot.delayed] = Math.min(never, ...life.delayed);
  calculateNow(life);
};

/** A threat message arrives: through the gate, stored, calculated (CONN-05, COMP-20). */
export const deliver = (life: Life, message: Message): void => {
  const { device, evaluator, station, recorder, now } = life;
  const { state, observedAt } = message;
  const app = life.apps[message.app];
  if (app === undefined) return;
  const { partner, place } = app;
  life.diary?.did(now, { do: 'report', partner, device: 'device', state, observedAt });
  const refused = station.refused[message.app] ?? null;
  if (refused !== null) {
    count(recorder.messages, `${partner}/${refused}`);
    return;
  }
  if (isStale(device, place, observedAt)) {
    app.stale.n += 1;
    return;
  }
  app.accepted.n += 1;
  const since = evaluator.facts.verdictSince(observedAt, now);
  const before = reportOf(device, place);
  storeReport(device, place, state, observedAt, since);
  if (reportOf(device, place) !== before || device.ageing !== null) {
    life.isStirred = true;
    life.isCalculated = false;
  }
  const { facts, readings } = evaluator;
  const delay = facts.calculationAfter(station.era.tenant.recalculationDelay, readings);
  if (delay === null) return;
  if (delay > 0) {
    life.delayed.push(now + delay);
    life.next[slot.delayed] = Math.min(life.next[slot.delayed] as number, now + delay);
  } else if (life.isCalculated) calculateAgain(life);
  else calculateNow(life);
};

export const checkInNow = (life: Life): void => {
  const { device, evaluator, station, recorder, now } = life;
  life.diary?.did(now, { do: 'checkIn', device: 'device' });
  add(recorder.checkIns, hourOf(life), 1);
  if (device.plan !== station.plan) life.isStirred = true;
  const { plan, standing, lastCheckIn } = device;
  const { tenant, view } = station.era;
  checkIn(evaluator, tenant, device, null, now, station.plan);
  const isAsBefore = device.plan === plan && device.standing === standing;
  if (life.isCalculated && isAsBefore && !isOver(lastCheckIn, view.validity, now)) {
    calculateAgain(life);
    awaitOwnChange(life);
  } else calculateNow(life);
};

/** What the device's launches and tokens follow from. */
export const keyNow = (life: Life): number =>
  judgementKey(life.kind, life.installed, life.launched);

/** What a launch and a token would come to now. */
export const judgeNow = (life: Life): Judgement =>
  judgementOf(life.decider, life.kind, life.station, keyNow(life), life.now);

// Nearly all launches are allowed or blocked, and asking for those first is faster than a lookup.
const outcomeHash = (outcome: LaunchOutcome): number => {
  if (outcome === 'allowed') return 0x51;
  if (outcome === 'blocked') return 0x53;
  return outcome === 'warned' ? 0x52 : 0x54;
};

const launchCell = ({ launchCells }: Life, outcome: LaunchOutcome): Cell => {
  if (outcome === 'allowed') return launchCells.allowed;
  return outcome === 'blocked' ? launchCells.blocked : launchCells[outcome];
};

/**
 * The core launches the app; only a launch that is kept and changes nothing else is taken from
 * memory: one that is blocked, or allowed where no data of the app is gone.
 */
const launchNow = (life: Life, app: string): LaunchOutcome => {
  const { device, station, evaluator, now } = life;
  const { launch, record } = judgeNow(life);
  if (!life.launched) life.isStirred = true;
  life.launched = true;
  const changesNothing =
    launch === 'blocked' || (launch === 'allowed' && device.wipedApps.length === 0);
  if (changesNothing) {
    device.launches[app] = record;
    return launch;
  }
  const { tenant, lasting: connectors } = station.era;
  const situation: Situation = { evaluator, tenant, connectors, device, now };
  const effect = launchApp(situation, app);
  life.isStirred = true;
  if (effect.wiped) count(life.recorder.outcomes, 'selectiveWipe');
  return effect.outcome;
};

/** The work app is opened, and it is written down how that ends. */
export const openApp = (life: Life, app: string): void => {
  const outcome = launchNow(life, app);
  fold(life, outcomeHash(outcome));
  launchCell(life, outcome).n += 1;
};

/** The user opens the work app, which asks for a token. */
export const useApp = (life: Life): void => {
  const { app, resource } = life.kind.cohort.behaviour;
  const { now } = life;
  if (app !== null) {
    life.diary?.did(now, { do: 'launch', device: 'device', app });
    openApp(life, app);
  }
  if (resource !== null) {
    life.diary?.did(now, { do: 'requestToken', device: 'device', resource });
    const { access } = judgeNow(life);
    fold(life, access === 'granted' ? 0x61 : 0x62);
    const { granted, denied } = life.tokenCells;
    (access === 'granted' ? granted : denied).n += 1;
  }
};
