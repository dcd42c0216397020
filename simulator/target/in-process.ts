import { createDecider, type Decider } from '../../core/decision.ts';
import { createEvaluator, documentedParts, type Parts } from '../../core/evaluator.ts';
import type { Readings } from '../../core/readings.ts';
import type { Tenant } from '../../core/tenant.ts';
import type { Instant } from '../../core/time.ts';
import { type Capability, capabilityNames } from '../port/capability.ts';
import type { MusterEvent, Observation, Query } from '../port/observation.ts';
import type { Session, Target } from '../port/target.ts';
import { advanceWorld } from './advance.ts';
import { observeConnector, observeDevice } from './observe.ts';
import { performIn } from './perform.ts';
import { openWorld, type SurroundingParts, type World } from './world.ts';

/** Everything there is. */
const shown: ReadonlySet<Capability> = new Set(capabilityNames);

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
  surroundings: SurroundingParts = {},
): InProcessSession => {
  const world = openWorld(decider, tenant, start, surroundings);
  return {
    world,
    advanceTo: async (now) => advanceWorld(world, now),
    perform: async (operation) => performIn(world, operation),
    observe: async (query) => observeIn(world, query),
    takeEvents: async () => takeFrom(world),
    close: async () => undefined,
  };
};

/** What decides, and what is around it. */
export interface TargetParts extends Parts, SurroundingParts {}

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
      openSession(deciderFor(readings), tenant, start, parts),
  };
};

export const inProcessTarget = createInProcessTarget();
