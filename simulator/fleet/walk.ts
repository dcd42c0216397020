import type { Decider } from '../../core/decision.ts';
import type { ScreenName } from '../../core/flows/flow.ts';
import type { Reply } from '../port/observation.ts';
import type { DeviceOperation } from '../port/operation.ts';
import { arriveByLaunch, choicesAt, placeOf, screenOf } from '../target/flow-place.ts';
import { performTap } from '../target/perform-tap.ts';
import { openWorld, type World } from '../target/world.ts';
import { activateApp, installApp, refreshApps, scanNow } from './apps.ts';
import { durationOf, happens, purpose } from './chance.ts';
import { checkInNow, openApp } from './intune.ts';
import type { Life, Walk } from './life.ts';
import { slot } from './life.ts';
import type { Newcomers } from './profile.ts';
import { count } from './recorder.ts';
import { waitingScreens, wayAstray, wayOn } from './walk-choice.ts';
import { afterWork } from './work-time.ts';

/** More screens than this and somebody gives up. */
const patience = 100;

/** One for all devices of a job: what the flows ask of a world, and no device of its own. */
const worlds = new WeakMap<Decider, World>();

const worldFor = (life: Life): World => {
  const { decider, station, now } = life;
  const known = worlds.get(decider) ?? openWorld(decider, station.era.tenant, now);
  worlds.set(decider, known);
  known.flows.clear();
  return known;
};

/** The world as the era has it. */
const inEra = ({ world }: Walk, { station, now }: Life): World => {
  world.now = now;
  world.tenant = station.era.tenant;
  world.connectors = station.era.lasting;
  return world;
};

const finish = (life: Life, how: 'granted' | 'given-up'): void => {
  count(life.recorder.outcomes, `walk/${how}`);
  life.walk = null;
};

/** The screen somebody stands on; null: nobody is on the way. */
export const screenNow = (life: Life): ScreenName | null => {
  if (life.walk === null) return null;
  const world = inEra(life.walk, life);
  const place = placeOf(world, life.device);
  return place === null ? null : screenOf(world, place);
};

const awaitStep = (life: Life, takes: Newcomers['step']): void => {
  const { chance, kind, timeZone, now } = life;
  const amount = Math.max(1, durationOf(chance, purpose.walk, takes));
  const at = afterWork(kind.work, timeZone, now, amount);
  life.herds = [...life.herds, { at, kind: 'walk' as const }].sort((a, b) => a.at - b.at);
  life.next[slot.herd] = life.herds[0]?.at ?? at;
};

/** A new device: its person will begin some time. Nobody walks who has no app to get to. */
export const beginWalk = (life: Life): void => {
  const { kind } = life;
  const { newcomers, app } = kind.cohort.behaviour;
  if (newcomers === undefined || (app === null && !kind.enrolled)) return;
  life.walk = { newcomers, world: worldFor(life), steps: 0 };
  if (screenNow(life) === null) life.walk = null;
  else awaitStep(life, newcomers.begins);
};

/** How long it takes to leave a screen. */
const timeOn = (screen: ScreenName, newcomers: Newcomers): Newcomers['step'] => {
  if (screen === 'StoreInstall') return newcomers.install;
  return waitingScreens.includes(screen) ? newcomers.waits : newcomers.step;
};

/** What the person chooses; null: there is nothing that leads on. Two draws, whatever comes out. */
const choiceOn = (life: Life, walk: Walk, screen: ScreenName): string | null => {
  const { chance, device, apps } = life;
  const { installFails, declines } = walk.newcomers;
  const fails = happens(chance, purpose.walk, installFails);
  const declined = happens(chance, purpose.walk, declines);
  const { world } = walk;
  const place = placeOf(world, device);
  if (place === null) return null;
  const isOwn = place.partner === null || apps.some(({ partner }) => partner === place.partner);
  if (screen === 'StoreInstall' && !isOwn) return null;
  const offered = choicesAt(world, place);
  const astray = wayAstray[screen];
  const strays = screen === 'StoreInstall' ? fails : declined;
  if (astray !== undefined && strays && offered.has(astray)) return astray;
  return wayOn[screen]?.find((choice) => offered.has(choice)) ?? null;
};

/** Without a word in the diary: the tap that does it is there. */
const unwritten = (life: Life, act: () => void): Reply => {
  const { diary } = life;
  life.diary = null;
  act();
  life.diary = diary;
  return { result: 'done', code: null };
};

const perform = (life: Life, { world }: Walk, operation: DeviceOperation): Reply => {
  const partner = 'partner' in operation ? operation.partner : undefined;
  const index = life.apps.findIndex((app) => app.partner === partner);
  return unwritten(life, () => {
    if (operation.do === 'install') installApp(life, index);
    if (operation.do === 'activate') activateApp(life, index);
    if (operation.do === 'scan') scanNow(life, index);
    if (operation.do === 'checkIn') checkInNow(life);
    if (operation.do === 'launch') {
      openApp(life, operation.app);
      arrive(life, world, operation.app);
    }
    refreshApps(life);
  });
};

const arrive = (life: Life, world: World, app: string): void => {
  const { device } = life;
  const launch = device.launches[app];
  if (launch !== undefined) arriveByLaunch(world, device, app, launch);
};

/** The app was opened beside the way, which shows another screen from then on. */
export const noteLaunch = (life: Life): void => {
  const { app } = life.kind.cohort.behaviour;
  if (life.walk !== null && app !== null) arrive(life, inEra(life.walk, life), app);
};

const tapOn = (life: Life, walk: Walk, screen: ScreenName, choose: string): void => {
  walk.steps += 1;
  const { app } = life.kind.cohort.behaviour;
  const tap = { do: 'tap', device: 'device', choose, ...(app !== null && { app }) } as const;
  life.diary?.did(life.now, tap);
  performTap(walk.world, life.device, tap, (operation) => perform(life, walk, operation));
  life.isStirred = true;
  if (screen === 'StoreInstall' && choose === wayAstray.StoreInstall) {
    count(life.recorder.outcomes, 'walk/installation-failed');
  }
};

/** The person chooses something on the screen, and comes to the next. */
export const stepWalk = (life: Life): void => {
  const { walk } = life;
  const screen = screenNow(life);
  if (walk === null || screen === null) return;
  // Before the first check-in nothing is asked of a device, so there is no prompt to follow.
  if (life.kind.enrolled && !life.device.checkedIn) {
    awaitStep(life, walk.newcomers.waits);
    return;
  }
  const choose = choiceOn(life, walk, screen);
  const isOver = screen === 'AccessGranted' || choose === null || walk.steps >= patience;
  if (!isOver) tapOn(life, walk, screen, choose);
  const next = screenNow(life) ?? 'AccessGranted';
  if (next === 'AccessGranted') finish(life, 'granted');
  else if (isOver) finish(life, 'given-up');
  else awaitStep(life, timeOn(next, walk.newcomers));
};
