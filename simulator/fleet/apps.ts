import type { Instant } from '../../core/time.ts';
import type { ThreatState } from '../../core/vocabulary.ts';
import { reportedStateOf, rollUpOf } from '../contract/cloud.ts';
import { vendorPacks } from '../contract/packs.ts';
import { draw, durationOf, happens, purpose } from './chance.ts';
import { isBuiltIn, type KindCells } from './device-kind.ts';
import { type App, type Life, never, slot } from './life.ts';
import { type Trouble, troubles } from './profile.ts';
import { type Cell, cellOf } from './recorder.ts';
import { see, severities } from './threats.ts';
import { outageEnd } from './timeline.ts';
import { afterWork } from './work-time.ts';

/** When something that leaves a partner's cloud at `at` gets out. */
const dispatched = ({ outages }: App, at: Instant): Instant => {
  let out = at;
  for (let end = outageEnd(outages, out); end !== null; end = outageEnd(outages, out)) out = end;
  return out;
};

const post = (life: Life, app: number, state: ThreatState, at: Instant): void => {
  const { messages, now: observedAt } = life;
  let place = messages.length;
  while (place > 0 && (messages[place - 1]?.at ?? 0) > at) place -= 1;
  const message = { at, app, state, observedAt };
  if (place === messages.length) messages.push(message);
  else messages.splice(place, 0, message);
  life.next[slot.delivery] = messages[0]?.at ?? never;
};

/** The partner's cloud says something of the device. Five draws, whatever comes out. */
const tell = (life: Life, index: number, state: ThreatState): void => {
  const { chance, now } = life;
  const app = life.apps[index] as App;
  const { cloud } = app;
  const stream = purpose.delivery;
  const takes = durationOf(chance, stream, cloud.delivery);
  const isLate = happens(chance, stream, cloud.late);
  const lateBy = durationOf(chance, stream, cloud.lateBy);
  const isTwice = happens(chance, stream, cloud.duplicated);
  const again = durationOf(chance, stream, cloud.delivery);
  const at = dispatched(app, dispatched(app, now) + takes + (isLate ? lateBy : 0));
  post(life, index, state, at);
  if (isTwice) post(life, index, state, dispatched(app, at + again));
};

/** What the cloud makes of the threats its app has seen. */
const levelOf = (life: Life, index: number): ThreatState => {
  const { threats } = life;
  if (threats.length === 0) return 'secured';
  const seen = threats.flatMap((threat) => {
    const severity = severities[(threat.rated[index] ?? 0) - 1];
    return threat.seen[index] === true && severity !== undefined ? [severity] : [];
  });
  const { pack } = (life.apps[index] as App).cloud;
  return reportedStateOf(rollUpOf(vendorPacks[pack]?.rollUp ?? 'max', seen));
};

const hear = (life: Life, app: App): void => {
  app.heard = life.now;
  app.silenceTold = false;
};

/** The app, if it works, tells its cloud how the device stands. */
export const lookAgain = (life: Life, index: number): void => {
  const app = life.apps[index] as App;
  if (app.trouble !== null) return;
  hear(life, app);
  tell(life, index, levelOf(life, index));
};

/** The app looks at the whole device. */
export const scanNow = (life: Life, index: number): void => {
  const app = life.apps[index] as App;
  if (app.trouble !== null) return;
  for (const threat of life.threats) {
    if ((threat.rated[index] ?? 0) > 0) see(life, threat, index);
  }
  lookAgain(life, index);
};

const scanInTurn = (life: Life, index: number, app: App): void => {
  const { chance } = life;
  app.nextScan = life.now + Math.max(1, durationOf(chance, purpose.scan, app.cloud.scan));
  if (!happens(chance, purpose.scan, app.cloud.scanMissed)) scanNow(life, index);
};

const planTrouble = (life: Life, app: App): void => {
  app.nextTrouble = never;
  for (const trouble of troubles) {
    const spread = app.cloud.troubles[trouble];
    if (spread === null) continue;
    const at = life.now + durationOf(life.chance, purpose.trouble, spread);
    if (at >= app.nextTrouble) continue;
    app.nextTrouble = at;
    app.coming = trouble;
  }
};

const setInstalled = (life: Life, index: number, installed: boolean): void => {
  const { device } = life;
  const { partner } = life.apps[index] as App;
  const bit = 1 << index;
  life.isStirred = true;
  life.installed = installed ? life.installed | bit : life.installed & ~bit;
  device.mtdApps = { ...device.mtdApps, [partner]: { installed, activated: installed } };
  life.diary?.did(
    life.now,
    installed
      ? { do: 'install', device: 'device', partner }
      : { do: 'uninstall', device: 'device', partner, silent: true },
  );
};

const stateIn: Readonly<Record<Trouble, ThreatState | null>> = {
  removed: 'deactivated',
  deactivated: 'deactivated',
  misconfigured: 'misconfigured',
  silent: null,
};

const beginTrouble = (life: Life, index: number, app: App): void => {
  const { chance, kind, timeZone, now } = life;
  app.trouble = app.coming;
  app.nextTrouble = never;
  const repair = durationOf(chance, purpose.repair, kind.cohort.behaviour.opensApp);
  const silence = durationOf(chance, purpose.repair, app.cloud.silentFor);
  app.troubleEnds =
    app.trouble === 'silent' ? now + silence : afterWork(kind.work, timeZone, now, repair);
  if (app.trouble === 'removed' && !isBuiltIn(app.partner)) setInstalled(life, index, false);
  const state = stateIn[app.trouble];
  if (state !== null) tell(life, index, state);
};

const endTrouble = (life: Life, index: number, app: App): void => {
  const ended = app.trouble;
  if (ended === 'removed' && !isBuiltIn(app.partner)) setInstalled(life, index, true);
  app.trouble = null;
  app.troubleEnds = never;
  hear(life, app);
  if (ended === 'removed' || ended === 'deactivated') tell(life, index, 'activated');
  const takes = durationOf(life.chance, purpose.repair, app.cloud.detection);
  app.recheck = Math.min(app.recheck, life.now + takes);
  planTrouble(life, app);
};

/** Somebody puts an app on a device that has never had it; nobody is signed in to it yet. */
export const installApp = (life: Life, index: number): void => {
  const { device } = life;
  const { partner } = life.apps[index] as App;
  life.isStirred = true;
  life.installed |= 1 << index;
  device.mtdApps = { ...device.mtdApps, [partner]: { installed: true, activated: false } };
};

/** Somebody signs in to a new app, which its cloud hears of; from then on it is like others. */
export const activateApp = (life: Life, index: number): void => {
  const { device } = life;
  const app = life.apps[index] as App;
  life.isStirred = true;
  device.mtdApps = { ...device.mtdApps, [app.partner]: { installed: true, activated: true } };
  app.trouble = null;
  hear(life, app);
  tell(life, index, 'activated');
  planTrouble(life, app);
  refreshApps(life);
};

/** New devices have none of their apps, and nobody has heard of them. */
export const awaitApps = (life: Life): void => {
  life.messages = [];
  life.next[slot.delivery] = never;
  life.apps.forEach((app, index) => {
    if (isBuiltIn(app.partner)) return;
    life.installed &= ~(1 << index);
    app.trouble = 'removed';
    app.nextTrouble = never;
  });
  refreshApps(life);
};

/** When the cloud gives up on an app it has not heard; one whose end it noticed is not silent. */
const silenceAt = ({ cloud, heard, silenceTold, trouble }: App): Instant =>
  cloud.silentAfter === null || silenceTold || trouble === 'removed' || trouble === 'deactivated'
    ? never
    : heard + cloud.silentAfter;

const nextOf = (app: App): Instant => {
  let next = app.nextScan;
  if (app.nextTrouble < next) next = app.nextTrouble;
  if (app.troubleEnds < next) next = app.troubleEnds;
  if (app.recheck < next) next = app.recheck;
  const silence = silenceAt(app);
  return silence < next ? silence : next;
};

/** Writes down when an app is next heard of. */
export const refreshApps = (life: Life): void => {
  const { apps } = life;
  let next = never;
  for (let i = 0; i < apps.length; i++) {
    const own = nextOf(apps[i] as App);
    if (own < next) next = own;
  }
  life.next[slot.apps] = next;
};

/** Whatever the apps of the device are about to do now, the first of it. */
export const stepApps = (life: Life): void => {
  const { apps, now } = life;
  let index = 0;
  while (index < apps.length && nextOf(apps[index] as App) > now) index += 1;
  const app = apps[index];
  if (app === undefined) {
    refreshApps(life);
    return;
  }
  if (app.troubleEnds <= now) endTrouble(life, index, app);
  else if (app.nextTrouble <= now) beginTrouble(life, index, app);
  else if (app.recheck <= now) {
    app.recheck = never;
    lookAgain(life, index);
  } else if (app.nextScan <= now) scanInTurn(life, index, app);
  else {
    app.silenceTold = true;
    tell(life, index, 'unresponsive');
  }
  refreshApps(life);
};

/** Part of a period that has passed when the device is first looked at. */
export const phase = (life: Life, stream: number, period: number): number =>
  Math.floor((draw(life.chance, stream) / 0x1_0000_0000) * period);

const cellsOf = ({ kind, recorder }: Life): KindCells => {
  if (kind.cells !== null) return kind.cells;
  const cells = {
    cohort: cellOf(recorder.cohorts, kind.cohort.name),
    accepted: kind.partners.map((name) => cellOf(recorder.messages, `${name}/accepted`)),
    stale: kind.partners.map((name) => cellOf(recorder.messages, `${name}/stale`)),
  };
  kind.cells = cells;
  return cells;
};

/** Apps that run and were found in order when the clock starts. */
export const installApps = (life: Life): void => {
  const { kind, profile, timeline, chance } = life;
  const cells = cellsOf(life);
  cells.cohort.n += 1;
  life.installed = (1 << kind.partners.length) - 1;
  life.apps = kind.partners.flatMap((partner, i) => {
    const cloud = profile.clouds[partner];
    if (cloud === undefined) return [];
    const scan = durationOf(chance, purpose.scan, cloud.scan);
    const app: App = {
      partner,
      place: kind.places[i] ?? 0,
      cloud,
      outages: timeline.outages[partner] ?? [],
      trouble: null,
      heard: life.now,
      silenceTold: false,
      nextScan: life.now + 1 + phase(life, purpose.scan, scan),
      nextTrouble: never,
      coming: 'silent',
      troubleEnds: never,
      recheck: never,
      accepted: cells.accepted[i] as Cell,
      stale: cells.stale[i] as Cell,
    };
    planTrouble(life, app);
    return [app];
  });
  for (const [index, app] of life.apps.entries()) {
    post(life, index, 'secured', dispatched(app, life.now));
  }
  refreshApps(life);
};
