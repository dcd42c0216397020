import type { Readings } from '../../../core/readings.ts';
import type { Tenant } from '../../../core/tenant.ts';
import { type Capability, capabilityNames } from '../../../simulator/port/capability.ts';
import type {
  MusterEvent,
  Observation,
  Query,
  Reply,
} from '../../../simulator/port/observation.ts';
import type { Operation } from '../../../simulator/port/operation.ts';
import type { Target } from '../../../simulator/port/target.ts';
import type { Case, Expectation, Step, Watch } from '../../../simulator/scenario/case.ts';

/** What a made-up target does; everything not said is the dullest thing possible. */
export interface Script {
  readonly capabilities?: readonly Capability[];
  readonly observe?: (query: Query, now: number, readings: Readings) => Observation;
  readonly perform?: (operation: Operation, now: number) => Reply;
  readonly events?: (now: number) => readonly MusterEvent[];
  readonly close?: () => void;
  /** Everything that was asked of it, for tests of the order. */
  readonly log?: string[];
}

export const start = Date.parse('2026-01-05T09:00:00Z');

/** Times in the script count from the start. */
export const fakeTarget = (script: Script = {}): Target => ({
  name: 'fake',
  capabilities: new Set(script.capabilities ?? capabilityNames),
  open: async (_tenant, readings, from) => {
    let now = from;
    return {
      advanceTo: async (instant) => {
        now = instant;
        script.log?.push(`advance ${now - start}`);
      },
      perform: async (operation) => {
        script.log?.push(`do ${operation.do}`);
        return script.perform?.(operation, now - start) ?? { result: 'done', code: null };
      },
      observe: async (query) => {
        script.log?.push(`observe ${query.kind}`);
        return script.observe?.(query, now - start, readings) ?? {};
      },
      takeEvents: async () => script.events?.(now - start) ?? [],
      close: async () => script.close?.(),
    };
  },
});

const place = (line: number) => ({ file: 'fake.yaml', line, column: 3, length: 5 });

const emptyTenant: Tenant = {
  settings: { secureByDefault: false, deviceComplianceCheckinThresholdDays: 30 },
  cloud: 'public',
  serviceRelease: 2601,
  recalculationDelay: 0,
  connectors: {},
  compliancePolicies: {},
  appProtectionPolicies: {},
  conditionalAccessPolicies: {},
  users: {},
  devices: {},
};

export const stateIs = (expected: string, device = 'pixel'): Expectation => ({
  kind: 'device',
  device,
  field: 'complianceState',
  key: null,
  expected,
  span: place(30),
});

export const reasonsAre = (...expected: readonly string[]): Expectation => ({
  kind: 'device',
  device: 'pixel',
  field: 'reasons',
  key: null,
  expected,
  span: place(31),
});

export const step = (at: number, rest: Partial<Step> = {}): Step => ({
  at: start + at,
  offset: `${at}ms`,
  note: null,
  span: place(20),
  basis: 'documented',
  operations: [],
  expectations: [],
  graded: [],
  ...rest,
});

export const watch = (mode: Watch['mode'], rest: Partial<Watch> = {}): Watch => ({
  mode,
  from: start,
  until: start + 1000,
  span: place(40),
  basis: 'documented',
  expectations: [stateIs('compliant')],
  instants: [],
  ...rest,
});

export const fakeCase = (rest: Partial<Case> = {}): Case => ({
  id: 'area/case',
  scenario: 'area/case',
  title: 'a made-up case',
  span: place(1),
  tags: ['p0'],
  covers: ['MULTI-01'],
  needs: [],
  readings: {},
  tenant: emptyTenant,
  start,
  steps: [step(0, { expectations: [stateIs('compliant')] })],
  watches: [],
  resources: [],
  ...rest,
});
