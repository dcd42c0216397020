import type { DeviceStatus } from '../../core/device.ts';
import type { Answer, Choice, FlowName, ScreenName } from '../../core/flows/flow.ts';
import { type Standing, standingOfLaunch } from '../../core/flows/standing.ts';
import { type LaunchResult, serviceOf } from '../../core/launch.ts';
import type { PartnerKey } from '../../core/partners.ts';
import { situationOf, type World } from './world.ts';

/** Where a user stands in a flow. */
export interface FlowPlace {
  readonly flow: FlowName;
  /** Null: where whoever meets `met` comes out. */
  readonly screen: ScreenName | null;
  readonly met: Answer;
  /** The protected app it is about; null before one was opened. */
  readonly app: string | null;
  /** Whose MTD app it is about. */
  readonly partner: PartnerKey | null;
  readonly cameFrom: ScreenName | null;
  /** The user keeps the location from the MTD app. */
  readonly locationDenied: boolean;
}

const flowOf = (world: World, device: DeviceStatus, app: string | null): FlowName | null =>
  world.flowRules.flowFor(device.managementType, serviceOf(situationOf(world, device), app));

/** Null where no flow leads the users of such devices. */
export const placeOf = (world: World, device: DeviceStatus): FlowPlace | null => {
  const known = world.flows.get(device.name);
  const flow = flowOf(world, device, known?.app ?? null);
  if (flow === null) return null;
  if (known !== undefined && (known.flow === 'enrolled') === (flow === 'enrolled')) return known;
  return {
    flow,
    screen: world.flowRules.startOf(flow),
    met: 'opened',
    app: null,
    partner: null,
    cameFrom: null,
    locationDenied: known?.locationDenied ?? false,
  };
};

export const screenOf = ({ flowRules }: World, { flow, screen, met }: FlowPlace): ScreenName =>
  screen ?? flowRules.arrivalOf(flow, met);

/** What can be chosen there, A to Z. */
export const choicesAt = (world: World, place: FlowPlace): ReadonlyMap<string, Choice> => {
  const screen = world.flowRules.screenAt(place.flow, screenOf(world, place));
  const offered = Object.entries(screen?.choices ?? {}).filter(([, { where }]) => {
    if (where === null || place.partner === null) return where === null;
    return world.tenant.clouds?.[place.partner]?.[where] === true;
  });
  return new Map(offered.sort(([a], [b]) => (a < b ? -1 : 1)));
};

/** The user opened a protected app, by a tap or otherwise, and this is how it ended. */
export const arriveByLaunch = (
  world: World,
  device: DeviceStatus,
  app: string,
  result: LaunchResult,
): void => {
  const before = placeOf(world, device);
  const flow = flowOf(world, device, app);
  if (before === null || flow === null || flow === 'enrolled') return;
  const { answer, partner }: Standing = standingOfLaunch(device, result);
  world.flows.set(device.name, {
    ...before,
    flow,
    screen: null,
    met: answer,
    app,
    partner: partner ?? before.partner,
  });
};
