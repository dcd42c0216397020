import type { NoncomplianceAction } from '../../../core/tenant.ts';
import { hour } from '../../../core/time.ts';
import type {
  EventName,
  ManagementType,
  NoncomplianceActionType,
} from '../../../core/vocabulary.ts';
import type { MusterEvent } from '../../../simulator/port/observation.ts';
import type { Calculation, JudgedPolicy } from './calculation.ts';
import { calculationsUntil } from './calculations.ts';
import { deviceThen } from './device-then.ts';
import { type History, happeningAt, isNotAfter, type Moment, momentAfter } from './history.ts';
import { appStateThen } from './launches.ts';

interface Happened {
  readonly moment: Moment;
  readonly event: MusterEvent;
}

const eventOf = (type: NoncomplianceActionType): EventName | null => {
  switch (type) {
    case 'block':
      return 'mark';
    case 'notification':
    case 'pushNotification':
    case 'remoteLock':
      return type;
    case 'retire':
      return 'addToRetireList';
    default:
      return null;
  }
};

/** ACT-01: every policy marks the device, at once unless it says when. By hours, then as listed. */
const actionsOf = ({ policy }: JudgedPolicy): NoncomplianceAction[] => {
  const marks = policy.actions.some((action) => action.actionType === 'block');
  const mark: NoncomplianceAction = { actionType: 'block', gracePeriodHours: 0 };
  const actions = marks ? policy.actions : [mark, ...policy.actions];
  return actions.toSorted((a, b) => a.gracePeriodHours - b.gracePeriodHours);
};

/** The actions of a policy whose time has come at a calculation, in the run that began at since. */
const due = (calculation: Calculation, key: string, since: Moment): NoncomplianceAction[] => {
  const p = calculation.policies.find((policy) => policy.key === key);
  if (p?.since?.at !== since.at || p.since.done !== since.done) return [];
  return actionsOf(p).filter(
    ({ gracePeriodHours }) => calculation.moment.at >= since.at + gracePeriodHours * hour,
  );
};

const nameOf = ({ actionType, gracePeriodHours }: NoncomplianceAction): string =>
  `${actionType} ${gracePeriodHours}`;

/** An action fires once in a run: at the first calculation at which its time has come. */
const fired = (p: JudgedPolicy, calculations: readonly Calculation[]): NoncomplianceAction[] => {
  const { key, since } = p;
  const now = calculations.at(-1);
  if (since === null || now === undefined) return [];
  const earlier = calculations.slice(0, -1).flatMap((before) => due(before, key, since));
  const done = new Set(earlier.map(nameOf));
  return due(now, key, since).filter((action) => !done.has(nameOf(action)));
};

const managementTypeAt = (history: History, { done }: Moment, device: string): ManagementType =>
  deviceThen(history, done, device).managementType;

/** ACT-05: none for AOSP and Windows, and one a day for each policy. */
const isPushed = (p: JudgedPolicy, action: NoncomplianceAction, type: ManagementType): boolean => {
  if (type === 'androidAosp' || type === 'windowsManaged') return false;
  const dayOf = ({ gracePeriodHours }: NoncomplianceAction) => Math.trunc(gracePeriodHours / 24);
  const pushes = actionsOf(p).filter(({ actionType }) => actionType === 'pushNotification');
  return pushes.find((push) => dayOf(push) === dayOf(action)) === action;
};

const actionEvents = (history: History, moment: Moment, device: string): Happened[] => {
  const calculations = calculationsUntil(history, moment, device);
  return calculations.flatMap((calculation, i) =>
    calculation.policies.flatMap((p) =>
      fired(p, calculations.slice(0, i + 1)).flatMap((action) => {
        const event = eventOf(action.actionType);
        if (event === null) return [];
        const type = managementTypeAt(history, calculation.moment, device);
        if (event === 'pushNotification' && !isPushed(p, action, type)) return [];
        return { moment: calculation.moment, event: { event, device, policy: p.key } };
      }),
    ),
  );
};

const wipeEvents = (history: History, done: number): Happened[] => {
  const events: Happened[] = [];
  for (let i = 0; i < done; i += 1) {
    const { operation } = happeningAt(history, i);
    if (operation.do !== 'launch') continue;
    const { device, app } = operation;
    const before = appStateThen(history, i, device, app);
    const after = appStateThen(history, i + 1, device, app);
    if (after.last?.outcome !== 'wiped') continue;
    if (before.orgData === 'wiped') continue;
    events.push({
      moment: momentAfter(history, i),
      event: { event: 'selectiveWipe', device, app },
    });
  }
  return events;
};

/** All events up to a moment, in the order they happened; at one moment by device, then policy. */
export const eventsUntil = (history: History, moment: Moment): MusterEvent[] => {
  const devices = Object.keys(history.tenant.devices).sort();
  const happened = [
    ...wipeEvents(history, moment.done),
    ...devices.flatMap((device) => actionEvents(history, moment, device)),
  ];
  return happened
    .toSorted((a, b) => {
      if (isNotAfter(a.moment, b.moment)) return isNotAfter(b.moment, a.moment) ? 0 : -1;
      return 1;
    })
    .map(({ event }) => event);
};
