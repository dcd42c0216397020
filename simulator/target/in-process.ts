import { createEvaluator, documentedParts, type Evaluator, type Parts } from '../../core/evaluator.ts';
import type { Readings } from '../../core/readings.ts';
import type { Tenant } from '../../core/tenant.ts';
import type { Instant } from '../../core/time.ts';
import type { Capability } from '../port/capability.ts';
import type { MusterEvent, Observation, Query, Reply } from '../port/observation.ts';
import type { Operation } from '../port/operation.ts';
import type { Session, Target } from '../port/target.ts';
import { observeConnector, observeDevice } from './observe.ts';
import { performAdmin } from './perform-admin.ts';
import { performDevice } from './perform-device.ts';
import { performPartner } from './perform-partner.ts';
import { advanceWorld, openWorld, type World } from './world.ts';

/** Everything but the end-user flows and the inventories. */
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
  'control',
]);

/** A session whose world can be looked into, which only the in-process target offers. */
export interface InProcessSession extends Session {
  readonly world: World;
}

const performIn = (world: World, operation: Operation): Reply => {
  switch (operation.do) {
    case 'provision':
    case 'deprovision':
    case 'heartbeat':
    case 'report':
    case 'raiseError':
    case 'clearError':
    case 'requestAppSync':
    case 'requestCertificateSync':
      return performPartner(world, operation);
    case 'setConnector':
    case 'setPolicy':
    case 'removePolicy':
    case 'assign':
    case 'unassign':
    case 'setTenant':
    case 'consent':
    case 'revokeConsent':
    case 'wipeRequest':
      return performAdmin(world, operation);
    default:
      return performDevice(world, operation);
  }
};

const observeIn = (world: World, query: Query): Observation =>
  query.kind === 'device' ? observeDevice(world, query) : observeConnector(world, query);

const takeFrom = (world: World): readonly MusterEvent[] => {
  const { events } = world;
  world.events = [];
  return events;
};

export const openSession = (
  evaluator: Evaluator,
  tenant: Tenant,
  start: Instant,
): InProcessSession => {
  const world = openWorld(evaluator, tenant, start);
  return {
    world,
    advanceTo: async (now) => advanceWorld(world, now),
    perform: async (operation) => performIn(world, operation),
    observe: async (query) => observeIn(world, query),
    takeEvents: async () => takeFrom(world),
    close: async () => undefined,
  };
};

/** The core behind the port. `parts` other than the documented ones make a known-bad variant. */
export const createInProcessTarget = (
  parts: Parts = documentedParts,
  name = 'in-process',
): Target & { open(tenant: Tenant, readings: Readings, start: Instant): Promise<InProcessSession> } => {
  // One evaluator for each set of readings, so that no question is asked twice in a run.
  const evaluators = new Map<string, Evaluator>();
  const evaluatorFor = (readings: Readings): Evaluator => {
    const key = JSON.stringify(readings);
    const known = evaluators.get(key) ?? createEvaluator(readings, parts);
    evaluators.set(key, known);
    return known;
  };
  return {
    name,
    capabilities: shown,
    open: async (tenant, readings, start) =>
      openSession(evaluatorFor(readings), tenant, start),
  };
};

export const inProcessTarget = createInProcessTarget();
