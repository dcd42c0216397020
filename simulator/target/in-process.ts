import { createDecider, type Decider } from '../../core/decision.ts';
import { createEvaluator, documentedParts, type Parts } from '../../core/evaluator.ts';
import type { Readings } from '../../core/readings.ts';
import type { Tenant } from '../../core/tenant.ts';
import type { Instant } from '../../core/time.ts';
import { type CloudRules, documentedCloud } from '../contract/cloud.ts';
import type { Capability } from '../port/capability.ts';
import type { MusterEvent, Observation, Query } from '../port/observation.ts';
import type { Session, Target } from '../port/target.ts';
import { advanceWorld } from './advance.ts';
import { observeConnector, observeDevice } from './observe.ts';
import { performIn } from './perform.ts';
import { openWorld, type World } from './world.ts';

/** Everything but the end-user flows. */
const shown: ReadonlySet<Capability> = new Set([
  'clock-control',
  'admin',
  'partner',
  'device',
  'app-launch',
  'org-data',
  'token',
  'reasons',
  'events',
  'app-sync',
  'control',
  'vendor-cloud',
]);

/** A session whose world can be looked into, which only the in-process target offers. */
export interface InProcessSession extends Session {
  readonly world: World;
}

const observeIn = (world: World, query: Query): Observation =>
  query.kind === 'device' ? observeDevice(world, query) : observeConnector(world, query);

const takeFrom = (world: World): readonly MusterEvent[] => {
  const { events } = world;
  world.events = [];
  return events;
};

export const openSession = (
  decider: Decider,
  tenant: Tenant,
  start: Instant,
  cloud: CloudRules = documentedCloud,
): InProcessSession => {
  const world = openWorld(decider, tenant, start, cloud);
  return {
    world,
    advanceTo: async (now) => advanceWorld(world, now),
    perform: async (operation) => performIn(world, operation),
    observe: async (query) => observeIn(world, query),
    takeEvents: async () => takeFrom(world),
    close: async () => undefined,
  };
};

/** What decides, and how the vendors' clouds that are simulated behave; absent: as documented. */
export interface TargetParts extends Parts {
  readonly cloud?: CloudRules;
}

/** The core behind the port. `parts` other than the documented ones make a known-bad variant. */
export const createInProcessTarget = (
  parts: TargetParts = documentedParts,
  name = 'in-process',
): Target & {
  open(tenant: Tenant, readings: Readings, start: Instant): Promise<InProcessSession>;
} => {
  // One for each set of readings, so that no question is asked twice in a run.
  const deciders = new Map<string, Decider>();
  const deciderFor = (readings: Readings): Decider => {
    const key = JSON.stringify(readings);
    const known = deciders.get(key) ?? createDecider(createEvaluator(readings, parts));
    deciders.set(key, known);
    return known;
  };
  return {
    name,
    capabilities: shown,
    open: async (tenant, readings, start) =>
      openSession(deciderFor(readings), tenant, start, parts.cloud),
  };
};

export const inProcessTarget = createInProcessTarget();
