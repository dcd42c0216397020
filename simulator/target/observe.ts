import { judgeAccess } from '../../core/access.ts';
import { adviceOf } from '../../core/advice.ts';
import { complianceStateOf, reasonsOf } from '../../core/calculation.ts';
import { partnerStateOf } from '../../core/connector.ts';
import { type DeviceStatus, storedStateOf } from '../../core/device.ts';
import { appsOn } from '../../core/launch.ts';
import { partnerKeys } from '../../core/partners.ts';
import type { ThreatState } from '../../core/vocabulary.ts';
import { listedWipes } from '../../core/wipe-requests.ts';
import type {
  ConnectorObservation,
  ConnectorQuery,
  DeviceField,
  DeviceObservation,
  DeviceQuery,
} from '../port/observation.ts';
import { choicesAt, placeOf, screenOf } from './flow-place.ts';
import { gateOf } from './gate.ts';
import { situationOf, type World } from './world.ts';

const entries = <T>(names: readonly string[], of: (name: string) => T): Record<string, T> =>
  Object.fromEntries(names.map((name) => [name, of(name)]));

const storedStatesOf = (device: DeviceStatus): Record<string, ThreatState> => {
  const states: Record<string, ThreatState> = {};
  for (const partner of partnerKeys) {
    const state = storedStateOf(device, partner);
    if (state !== 'none') states[partner] = state;
  }
  return states;
};

const tokenState = (world: World, device: DeviceStatus, resource: string) => {
  const ends = device.tokens[resource];
  if (ends === undefined) return 'none';
  return world.now < ends ? 'valid' : 'expired';
};

const orgDataOf = (world: World, device: DeviceStatus): Record<string, 'present' | 'wiped'> =>
  entries(appsOn(world.tenant, device), (app) =>
    device.wipedApps.includes(app) ? 'wiped' : 'present',
  );

/** How each field is looked at; observing changes nothing. */
const observers = {
  complianceState: (_, device) => ({ complianceState: complianceStateOf(device.decision) }),
  reasons: (world, device) => ({ reasons: reasonsOf(world.evaluator, device.decision) }),
  warnings: (world, device) => ({ warnings: adviceOf(situationOf(world, device)) }),
  apps: (_, device) => ({
    apps: entries(
      Object.keys(device.launches),
      (app) => device.launches[app]?.outcome ?? 'allowed',
    ),
  }),
  appReasons: (_, device) => ({
    appReasons: entries(Object.keys(device.launches), (app) => device.launches[app]?.reasons ?? []),
  }),
  access: (world, device, query) => ({
    access: entries(
      query.resources,
      (resource) => judgeAccess(situationOf(world, device), resource).access,
    ),
  }),
  accessReasons: (world, device, query) => ({
    accessReasons: entries(
      query.resources,
      (resource) => judgeAccess(situationOf(world, device), resource).reasons,
    ),
  }),
  orgData: (world, device) => ({ orgData: orgDataOf(world, device) }),
  personalData: (_, device) => ({ personalData: device.personalData }),
  wipeRequests: (world, device) => ({
    wipeRequests: listedWipes(
      device,
      appsOn(world.tenant, device),
      world.now,
      world.evaluator.facts.wipeListedFor,
    ),
  }),
  threatState: (_, device) => ({ threatState: storedStatesOf(device) }),
  tokens: (world, device, query) => ({
    tokens: entries(query.resources, (resource) => tokenState(world, device, resource)),
  }),
  screen: (world, device) => {
    const place = placeOf(world, device);
    return place === null ? {} : { screen: screenOf(world, place) };
  },
  choices: (world, device) => {
    const place = placeOf(world, device);
    return place === null ? {} : { choices: [...choicesAt(world, place).keys()] };
  },
  inventory: (world, device) => ({ inventory: world.shared.get(device.name) ?? {} }),
} as const satisfies Record<
  DeviceField,
  (world: World, device: DeviceStatus, query: DeviceQuery) => DeviceObservation
>;

export const observeDevice = (world: World, query: DeviceQuery): DeviceObservation => {
  const device = world.devices.get(query.device);
  if (device === undefined) return {};
  let observation: DeviceObservation = {};
  for (const field of query.fields) {
    observation = { ...observation, ...observers[field](world, device, query) };
  }
  return observation;
};

export const observeConnector = (world: World, query: ConnectorQuery): ConnectorObservation => {
  const status = world.connectors[query.partner];
  if (status === undefined) return {};
  const { partner } = query;
  return {
    partnerState: partnerStateOf(world.evaluator, status, world.now),
    messages: {
      deviceThreat: gateOf(world, partner, 'deviceThreat'),
      appSync: gateOf(world, partner, 'appSync'),
      certificateSync: gateOf(world, partner, 'certificateSync'),
    },
  };
};
