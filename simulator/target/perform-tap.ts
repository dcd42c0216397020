import type { DeviceStatus } from '../../core/device.ts';
import type { Choice, Effect, Question, ScreenName } from '../../core/flows/flow.ts';
import { type Standing, standingOfDevice, standingOfLaunch } from '../../core/flows/standing.ts';
import { judgeLaunch, policiesFor } from '../../core/launch.ts';
import type { Reply } from '../port/observation.ts';
import type { DeviceOperation } from '../port/operation.ts';
import { choicesAt, type FlowPlace, placeOf, screenOf } from './flow-place.ts';
import { done } from './perform-partner.ts';
import { levelFound } from './vendor-cloud.ts';
import { situationOf, type World } from './world.ts';

type Perform = (operation: DeviceOperation) => Reply;

/** The app that was opened, or else the first one that is protected on the device. */
const appFor = (
  world: World,
  device: DeviceStatus,
  place: FlowPlace,
  asked: string | undefined,
): string | null => {
  const policies = policiesFor(situationOf(world, device), null);
  const apps = policies.flatMap(([, policy]) => policy.apps).filter((app) => app !== 'allApps');
  return asked ?? place.app ?? apps.sort()[0] ?? null;
};

/** States of settings or conditions, each put right. */
const putRight = <T>(states: Readonly<Record<string, unknown>>, right: T): Record<string, T> =>
  Object.fromEntries(Object.keys(states).map((property) => [property, right]));

/** One effect as the operation that it is; null where there is nothing to do. */
const operationOf = (
  effect: Effect,
  { does }: Choice,
  device: DeviceStatus,
  { partner }: FlowPlace,
  app: string | null,
): DeviceOperation | null => {
  const { name } = device;
  switch (effect) {
    case 'register':
      return device.broker ? { do: 'register', device: name } : null;
    case 'install':
      return partner === null ? null : { do: 'install', device: name, partner };
    case 'activate':
      return partner === null ? null : { do: 'activate', device: name, partner };
    case 'scan':
      return partner === null ? null : { do: 'scan', device: name, partner };
    case 'resolveThreat': {
      const [threat] = Object.keys(device.threats).sort();
      return threat === undefined ? null : { do: 'resolveThreat', device: name, threat };
    }
    case 'launch': {
      if (app === null) return null;
      const met = does.includes('meetConditions');
      const conditions = met ? putRight(device.conditions[app] ?? {}, 'allowed' as const) : {};
      return { do: 'launch', device: name, app, conditions };
    }
    case 'checkIn':
      return { do: 'checkIn', device: name };
    case 'meetSettings':
      return {
        do: 'checkIn',
        device: name,
        settings: putRight(device.settings, 'compliant' as const),
      };
    default:
      return null;
  }
};

/** What is asked of the rules, the device or the MTD app, once everything is done. */
const askedFor = (
  question: Question,
  world: World,
  device: DeviceStatus,
  place: FlowPlace,
  app: string | null,
): Standing => {
  const { partner } = place;
  switch (question) {
    case 'app': {
      const result = app === null ? undefined : device.launches[app];
      return standingOfLaunch(device, result ?? { outcome: 'allowed', reasons: [] });
    }
    case 'verdict':
      return app === null
        ? { answer: 'opened', partner }
        : standingOfLaunch(device, judgeLaunch(situationOf(world, device), app));
    case 'compliance':
      return standingOfDevice(world.evaluator, device);
    case 'found': {
      const clean = partner === null || levelFound(world, partner, device) === 'secured';
      return { answer: clean ? 'opened' : 'threat', partner };
    }
    case 'platform':
      return { answer: device.platform === 'ios' ? 'ios' : 'android', partner };
  }
};

const leadsTo = (
  world: World,
  { to }: Choice,
  place: FlowPlace,
  { answer }: Standing,
): ScreenName => {
  const { arrivalOf, startOf } = world.flowRules;
  if (to === 'back') return place.cameFrom ?? startOf(place.flow);
  if (typeof to === 'string') return to;
  return to[answer] ?? arrivalOf(place.flow, answer);
};

/** Does what a choice does, and leads on; a refused operation leads nowhere. */
const follow = (
  world: World,
  device: DeviceStatus,
  place: FlowPlace,
  choice: Choice,
  app: string | null,
  perform: Perform,
): Reply => {
  for (const effect of choice.does) {
    if (effect === 'installBroker') device.broker = true;
    const operation = operationOf(effect, choice, device, place, app);
    const reply = operation === null ? done : perform(operation);
    if (reply.result === 'refused') return reply;
  }
  const here = screenOf(world, place);
  const now = { ...(world.flows.get(device.name) ?? place), cameFrom: place.cameFrom };
  const standing =
    choice.asks === null
      ? { answer: now.met, partner: null }
      : askedFor(choice.asks, world, device, now, app);
  const screen = leadsTo(world, choice, now, standing);
  world.flows.set(device.name, {
    ...now,
    screen,
    met: standing.answer,
    partner: standing.partner ?? now.partner,
    cameFrom: screen === here ? now.cameFrom : here,
    locationDenied: now.locationDenied || choice.does.includes('denyLocation'),
  });
  return done;
};

/** The user chooses something on the screen. What is not offered there is refused. */
export const performTap = (
  world: World,
  device: DeviceStatus,
  { choose, app: asked }: Extract<DeviceOperation, { do: 'tap' }>,
  perform: Perform,
): Reply => {
  const place = placeOf(world, device);
  if (place === null) return { result: 'refused', code: 'no-flow' };
  const offered = choicesAt(world, place);
  const choice = offered.get(choose);
  if (choice === undefined) {
    const code = `not-offered/${screenOf(world, place)}`;
    return { result: 'refused', code, offered: [...offered.keys()] };
  }
  const app = appFor(world, device, place, asked);
  if (app === null && choice.does.includes('launch')) {
    return { result: 'refused', code: 'no-protected-app' };
  }
  return follow(world, device, place, choice, app, perform);
};
