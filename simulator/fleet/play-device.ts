import { nextCheckIn, usualCheckIn } from '../../core/check-ins.ts';
import { restartDevice } from '../../core/device.ts';
import type { Instant } from '../../core/time.ts';
import {
  awaitApps,
  installApps,
  lookAgain,
  phase,
  refreshApps,
  scanNow,
  stepApps,
} from './apps.ts';
import { durationOf, happens, purpose, scrambled, turnTo, wholeBelow } from './chance.ts';
import { drawDevice } from './device-draw.ts';
import { kindOf, nothingHeld, stationAt } from './device-kind.ts';
import { close, settle } from './exposure.ts';
import {
  calculateNow,
  checkInNow,
  delayedCalculation,
  deliver,
  enterEra,
  ownChange,
  useApp,
} from './intune.ts';
import { type Life, never, slot } from './life.ts';
import { awaitThreats, stepArrivals, stepThreats } from './threats.ts';
import type { Era } from './timeline.ts';
import { beginWalk, noteLaunch, stepWalk } from './walk.ts';
import { afterWork } from './work-time.ts';

/** The next era stands in the slot of what begins it. */
const awaitEra = (life: Life): void => {
  const era = life.timeline.eras[life.era + 1];
  life.next[slot.eraByTime] = era?.byTime === true ? era.from : never;
  life.next[slot.era] = era?.byTime === false ? era.from : never;
};

const stepEra = (life: Life): void => {
  enterEra(life, life.timeline.eras[life.era + 1] as Era);
  awaitEra(life);
};

const stepDelivery = (life: Life): void => {
  const message = life.messages.shift();
  life.next[slot.delivery] = life.messages[0]?.at ?? never;
  if (message !== undefined) deliver(life, message);
};

/** As often as Intune has it: a device that has just enrolled more often at first (COMP-21). */
const builtInCheckIn = ({ kind, timeline: { start } }: Life, since: Instant): Instant =>
  kind.isNew ? start + nextCheckIn(kind.platform, since - start) : since + usualCheckIn;

/** Those that are missed are passed over: nobody notices them. So are those before the clock starts. */
const awaitCheckIn = (life: Life, since: Instant): void => {
  const { chance, kind, timeline } = life;
  const { checkIn, checkInMissed, checkInBuiltIn } = kind.cohort.behaviour;
  let at = since;
  if (checkInBuiltIn === true) {
    do at = builtInCheckIn(life, at);
    while (
      at < timeline.start ||
      (happens(chance, purpose.checkIn, checkInMissed) && at < timeline.end)
    );
    life.next[slot.checkIn] = at;
    return;
  }
  do at += Math.max(1, durationOf(chance, purpose.checkIn, checkIn));
  while (
    at < timeline.start ||
    (happens(chance, purpose.checkIn, checkInMissed) && at < timeline.end)
  );
  life.next[slot.checkIn] = at;
};

const stepCheckIn = (life: Life): void => {
  awaitCheckIn(life, life.now);
  checkInNow(life);
};

/** Launches are so far apart, in working time, that a working day has as many as it should. */
const awaitLaunch = (life: Life): void => {
  const { kind, chance, now, timeZone } = life;
  const { launchesPerDay, app, resource } = kind.cohort.behaviour;
  if (launchesPerDay === 0 || (app === null && resource === null)) {
    life.next[slot.launch] = never;
    return;
  }
  const mean = Math.floor((kind.work.until - kind.work.from) / launchesPerDay);
  const gap = durationOf(chance, purpose.launch, { kind: 'mean', mean });
  life.next[slot.launch] = afterWork(kind.work, timeZone, now, Math.max(1, gap));
};

const stepLaunch = (life: Life): void => {
  awaitLaunch(life);
  useApp(life);
  if (life.walk !== null) noteLaunch(life);
};

const joinHerds = (life: Life): void => {
  const { profile, chance } = life;
  const herds: Life['herds'] = [];
  for (const { kind, at, share, within } of profile.herds) {
    const joins = happens(chance, purpose.herd, share);
    const late = wholeBelow(chance, purpose.herd, within + 1);
    if (joins) herds.push({ at: at + late, kind });
  }
  if (herds.length > 1) herds.sort((a, b) => a.at - b.at);
  life.herds = herds;
  life.next[slot.herd] = life.herds[0]?.at ?? never;
};

const stepHerd = (life: Life): void => {
  const herd = life.herds.shift();
  life.next[slot.herd] = life.herds[0]?.at ?? never;
  if (herd?.kind === 'checkIn' && life.kind.enrolled) checkInNow(life);
  else if (herd?.kind === 'walk') stepWalk(life);
  else if (herd?.kind === 'launch') {
    useApp(life);
    noteLaunch(life);
  } else if (herd?.kind === 'scan') {
    for (const index of life.apps.keys()) scanNow(life, index);
    refreshApps(life);
  }
};

const steps: readonly ((life: Life) => void)[] = [
  stepEra,
  ownChange,
  delayedCalculation,
  stepEra,
  stepDelivery,
  stepApps,
  (life) => {
    stepThreats(life, lookAgain);
    refreshApps(life);
  },
  stepArrivals,
  stepCheckIn,
  stepLaunch,
  stepHerd,
];

/** Draws what the device is, and makes it stand as it does when the clock starts. */
const beBorn = (life: Life, number: number): void => {
  const { chance, profile, timeline, decider, recorder } = life;
  turnTo(chance, profile.seed, number);
  const drawn = drawDevice(life.choices, chance);
  const first = timeline.eras[0] as Era;
  const known = life.kinds.get(drawn.kind);
  const kind = known ?? kindOf(decider, profile, first, drawn);
  if (known === undefined) life.kinds.set(drawn.kind, kind);
  life.number = number;
  life.now = timeline.start;
  life.since = timeline.start;
  life.kind = kind;
  life.device = kind.device;
  life.timeZone = drawn.timeZone;
  life.era = 0;
  life.station = stationAt(decider, kind, first);
  const { tenant } = life.station.era;
  const { plan } = life.station;
  const held = kind.isNew ? nothingHeld : plan;
  restartDevice(life.evaluator, tenant, kind.device, kind.facts, held, life.now);
  life.walk = null;
  life.messages = [];
  life.delayed = [];
  life.launched = false;
  life.isStirred = true;
  life.isCalculated = false;
  life.undecided = 0;
  life.verdict = null;
  life.judgement = null;
  life.isOpen = false;
  life.isThreatened = false;
  life.cause = null;
  life.hashLeft = 0;
  life.hashRight = 0;
  recorder.devices += 1;
};

const builtIn = { kind: 'fixed', value: usualCheckIn } as const;

/** It enrols at this moment, and its person is on the way to the app. */
const beNew = (life: Life): void => {
  awaitApps(life);
  beginWalk(life);
  if (life.kind.enrolled) awaitCheckIn(life, life.now);
};

const awaitEverything = (life: Life): void => {
  const { next, kind, chance, now } = life;
  next.fill(never);
  awaitEra(life);
  awaitThreats(life);
  installApps(life);
  joinHerds(life);
  awaitLaunch(life);
  if (kind.isNew) beNew(life);
  else if (kind.enrolled) {
    const { checkIn, checkInBuiltIn } = kind.cohort.behaviour;
    const spread = checkInBuiltIn === true ? builtIn : checkIn;
    const period = durationOf(chance, purpose.checkIn, spread);
    awaitCheckIn(life, now - phase(life, purpose.checkIn, period));
  }
};

const addToDigest = ({ recorder, hashLeft, hashRight, number }: Life): void => {
  const { digest } = recorder;
  const own = scrambled(number | 0) ^ scrambled(Math.floor(number / 0x1_0000_0000) + 1);
  let word = scrambled(hashLeft + own);
  for (let lane = 0; lane < digest.length; lane++) {
    word = scrambled(word + hashRight + Math.imul(lane + 1, 0x9e3779b1));
    digest[lane] = ((digest[lane] as number) + word) | 0;
  }
};

/** The slot that is next, the first of those at the same instant. */
const soonest = (next: Float64Array): number => {
  let first = 0;
  let at = next[0] as number;
  for (let i = 1; i < next.length; i++) {
    const other = next[i] as number;
    if (other < at) {
      at = other;
      first = i;
    }
  }
  return first;
};

/** Plays one device from the first instant to the end of the run. */
export const playDevice = (life: Life, number: number): void => {
  beBorn(life, number);
  awaitEverything(life);
  calculateNow(life);
  settle(life);
  const { next, eventCells, timeline } = life;
  for (;;) {
    const first = soonest(next);
    const now: Instant = next[first] as Instant;
    if (now >= timeline.end) break;
    life.now = now;
    (eventCells[first] as { n: number }).n += 1;
    (steps[first] as (life: Life) => void)(life);
    if (life.isStirred || life.isThreatened || life.diary !== null) settle(life);
  }
  life.now = timeline.end;
  close(life);
  addToDigest(life);
};
