import { calculate, nextChange } from '../../core/calculation.ts';
import { type ConnectorStatus, connectorAtStart } from '../../core/connector.ts';
import type { Decider } from '../../core/decision.ts';
import { type DeviceStatus, deviceAtStart, refreshStanding } from '../../core/device.ts';
import type { Evaluator } from '../../core/evaluator.ts';
import { documentedFlows, type FlowRules } from '../../core/flows/flows.ts';
import { forkInventories, type Inventories, inventoriesAtStart } from '../../core/inventories.ts';
import type { Situation } from '../../core/launch.ts';
import { type PartnerKey, partnerKeys } from '../../core/partners.ts';
import type { Tenant } from '../../core/tenant.ts';
import type { Instant } from '../../core/time.ts';
import { type View, viewOf } from '../../core/view.ts';
import { type CloudRules, documentedCloud } from '../contract/cloud.ts';
import type { MusterEvent, SharedInventories } from '../port/observation.ts';
import type { FlowPlace } from './flow-place.ts';
import { planOfKind } from './plan-of-kind.ts';
import { type Clouds, forkClouds, openClouds } from './vendor-cloud.ts';

/** What is around the rules: vendors' clouds, and how users are led; absent: as documented. */
export interface SurroundingParts {
  readonly cloud?: CloudRules;
  readonly flows?: FlowRules;
}

/** A tenant, its connectors and devices at one instant, and the calculations still to come. */
export interface World {
  readonly evaluator: Evaluator;
  readonly decider: Decider;
  now: Instant;
  tenant: Tenant;
  connectors: Partial<Record<PartnerKey, ConnectorStatus>>;
  view: View;
  readonly devices: Map<string, DeviceStatus>;
  readonly inventories: Inventories;
  /** By device: what each partner's last request got of it. */
  readonly shared: Map<string, SharedInventories>;
  /** Calculations that a threat message caused and the tenant delays. */
  delayed: { readonly at: Instant; readonly device: string }[];
  events: MusterEvent[];
  readonly clouds: Clouds;
  readonly flowRules: FlowRules;
  /** By device, once somebody has gone somewhere in a flow. A changed entry is a new object. */
  readonly flows: Map<string, FlowPlace>;
}

export const situationOf = (world: World, device: DeviceStatus): Situation => ({
  evaluator: world.evaluator,
  tenant: world.tenant,
  connectors: world.connectors,
  device,
  now: world.now,
});

/**
 * Until when no device changes by time alone, at least. It spares a look at every device of a
 * fleet each time that time passes; a world that is not in here has to be looked through.
 */
const quietUntil = new WeakMap<World, Instant>();

const nextOf = ({ evaluator, tenant, now }: World, device: DeviceStatus): Instant =>
  nextChange(evaluator, tenant, device, now);

/** Something happened to a device that may make time matter to it earlier than it did. */
export const noteDevice = (world: World, device: DeviceStatus): void => {
  const until = quietUntil.get(world);
  if (until !== undefined) quietUntil.set(world, Math.min(until, nextOf(world, device)));
};

export const calculateDevice = (world: World, device: DeviceStatus): void => {
  world.events.push(...calculate(world.decider, world.view, device, world.now));
  noteDevice(world, device);
};

const inOrder = (world: World): DeviceStatus[] =>
  [...world.devices.values()].sort((a, b) => (a.name < b.name ? -1 : 1));

const onMessage = (world: World): boolean => world.evaluator.readings.mtdRecalc === 'onMessage';

/** A change of fact that concerns every device (G5). */
const calculateAll = (world: World): void => {
  quietUntil.delete(world);
  if (!onMessage(world)) return;
  for (const device of inOrder(world)) calculateDevice(world, device);
};

/** Whether a toggle of a connector stands otherwise, be it one that compliance does not read. */
export const isToggled = (before: World['connectors'], after: World['connectors']): boolean =>
  partnerKeys.some((partner) => {
    const was = before[partner]?.settings;
    const is = after[partner]?.settings;
    if (was === undefined || is === undefined || was === is) return false;
    return Object.entries(is).some(([key, value]) => was[key as keyof typeof was] !== value);
  });

/** Puts new connectors in place; a change of their state, set-up or toggles is a calculation. */
export const setConnectors = (world: World, connectors: World['connectors']): void => {
  const before = world.view.signature;
  const toggled = isToggled(world.connectors, connectors);
  world.connectors = connectors;
  world.view = viewOf(world.evaluator, world.tenant, connectors, world.now);
  if (toggled || world.view.signature !== before) calculateAll(world);
};

/** Puts a changed tenant in place, which every device's calculation sees at once (G6). */
export const setTenantNow = (world: World, tenant: Tenant): void => {
  world.tenant = tenant;
  world.view = viewOf(world.evaluator, tenant, world.connectors, world.now);
  for (const device of world.devices.values()) refreshStanding(world.evaluator, tenant, device);
  calculateAll(world);
};

/** Whether the cloud of the tenant has a place for this partner's connector (CLOUD-01). */
export const isShown = (
  { facts, readings }: Evaluator,
  tenant: Tenant,
  partner: PartnerKey,
): boolean => facts.showsConnector(tenant, partner, readings);

export const openWorld = (
  decider: Decider,
  tenant: Tenant,
  start: Instant,
  { cloud = documentedCloud, flows = documentedFlows }: SurroundingParts = {},
): World => {
  const { evaluator } = decider.tables;
  const connectors: World['connectors'] = {};
  for (const [partner, connector] of Object.entries(tenant.connectors)) {
    if (!isShown(evaluator, tenant, partner as PartnerKey)) continue;
    connectors[partner as PartnerKey] = connectorAtStart(connector, start);
  }
  const devices = new Map(
    Object.entries(tenant.devices).map(([name, facts]) => [
      name,
      deviceAtStart(evaluator, tenant, name, facts, start, planOfKind(evaluator, tenant, facts)),
    ]),
  );
  const world: World = {
    evaluator,
    decider,
    now: start,
    tenant,
    connectors,
    view: viewOf(evaluator, tenant, connectors, start),
    devices,
    inventories: inventoriesAtStart(evaluator, tenant, connectors, start),
    shared: new Map(),
    delayed: [],
    events: [],
    clouds: openClouds(cloud, tenant, devices, start),
    flowRules: flows,
    flows: new Map(),
  };
  for (const device of inOrder(world)) calculateDevice(world, device);
  return world;
};

/** A copy that can be played on without touching the original. */
export const forkWorld = (world: World): World => ({
  ...world,
  devices: new Map([...world.devices].map(([name, device]) => [name, structuredClone(device)])),
  inventories: forkInventories(world.inventories),
  shared: new Map(world.shared),
  events: [],
  clouds: forkClouds(world.clouds),
  flows: new Map(world.flows),
});

const firstOfDevices = (world: World, horizon: Instant): Instant => {
  const known = quietUntil.get(world);
  if (known !== undefined && known > horizon) return known;
  let next = Number.POSITIVE_INFINITY;
  for (const device of world.devices.values()) next = Math.min(next, nextOf(world, device));
  quietUntil.set(world, next);
  return next;
};

/**
 * When time alone next changes something in Intune.
 *
 * @param horizon beyond it the answer may be too early, though never within it
 */
export const nextInstant = (world: World, horizon: Instant = Number.POSITIVE_INFINITY): Instant => {
  let next = world.view.validUntil;
  for (const entry of world.delayed) next = Math.min(next, entry.at);
  return Math.min(next, firstOfDevices(world, horizon));
};

/** What time brings about in Intune at one instant. */
export const pass = (world: World, instant: Instant): void => {
  world.now = instant;
  if (instant >= world.view.validUntil) {
    world.view = viewOf(world.evaluator, world.tenant, world.connectors, instant);
  }
  world.delayed = world.delayed.filter((entry) => entry.at > instant);
  calculateAll(world);
};
