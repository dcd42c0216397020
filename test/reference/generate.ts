import * as fc from 'fast-check';
import type { Readings } from '../../core/readings.ts';
import type { Tenant } from '../../core/tenant.ts';
import { type Duration, day, hour, type Instant, millisecond } from '../../core/time.ts';
import { threatStates } from '../../core/vocabulary.ts';
import type { Operation } from '../../simulator/port/operation.ts';
import { platformOf } from './evaluator/words.ts';
import { start } from './fixture.ts';
import { requestArbitrary, setInventoryArbitrary } from './generate-inventory.ts';
import {
  appProtectionPolicyArbitrary,
  compliancePolicyArbitrary,
  conditionalAccessPolicyArbitrary,
  connectorSettings,
  enrolledTypes,
  otherConditions,
  otherSettings,
  partnerArbitrary,
  tenantArbitrary,
  userArbitrary,
} from './generate-tenant.ts';

/** What two targets are put through: operations, and instants at which to look besides. */
export interface Timeline {
  readonly tenant: Tenant;
  readonly readings: Readings;
  readonly start: Instant;
  readonly happenings: readonly { readonly at: Instant; readonly operation: Operation }[];
  readonly looks: readonly Instant[];
}

const settingsSaid = fc.dictionary(
  fc.constantFrom(...otherSettings),
  fc.constantFrom('compliant', 'nonCompliant', 'error', 'error'),
  { minKeys: 1, maxKeys: 2, noNullPrototype: true },
);
const conditionsSaid = fc.dictionary(
  fc.constantFrom(...otherConditions),
  fc.constantFrom('allowed', 'warned', 'blocked', 'wiped'),
  { minKeys: 1, maxKeys: 2, noNullPrototype: true },
);

const mostlyMail = fc.oneof(
  { weight: 6, arbitrary: fc.constant('outlook') },
  fc.constantFrom('teams', 'notes'),
);

const fromPartners = (tenant: Tenant, device: fc.Arbitrary<string>): fc.Arbitrary<Operation>[] => {
  const present = Object.keys(tenant.connectors) as (keyof Tenant['connectors'])[];
  const partner = fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...present) }, partnerArbitrary);
  const said = {
    do: fc.constant('report' as const),
    partner,
    device: fc.oneof({ weight: 30, arbitrary: device }, fc.constant('stranger')),
    state: fc.oneof(
      fc.constantFrom('secured', 'lowSeverity', 'mediumSeverity', 'highSeverity'),
      fc.constantFrom(...threatStates),
    ),
  };
  const observedAt = fc
    .constantFrom(0, hour, 12 * hour, day, 7 * day)
    .map((offset) => start + offset);
  const report = fc.oneof(
    { weight: 9, arbitrary: fc.record(said) },
    fc.record({ ...said, observedAt }),
  );
  const verbs = fc.constantFrom(
    'heartbeat',
    'heartbeat',
    'heartbeat',
    'provision',
    'deprovision',
    'raiseError',
    'clearError',
    'consent',
  );
  // Nothing says what it means to take back a consent that was never asked for.
  const revoke = fc.record({
    do: fc.constant('revokeConsent'),
    partner: fc.constantFrom(...present),
  });
  const other = fc.oneof({ weight: 8, arbitrary: fc.record({ do: verbs, partner }) }, revoke);
  return [
    report,
    report,
    report,
    other,
    requestArbitrary(partner, device),
  ] as fc.Arbitrary<Operation>[];
};

const fromAdmins = (tenant: Tenant, device: fc.Arbitrary<string>): fc.Arbitrary<Operation>[] => {
  const types = Object.values(tenant.devices).map((d) => d.managementType);
  const groups = fc.constantFrom(['staff'], ['kiosks'], ['guests'], ['allUsers'], ['allDevices']);
  const sections = ['compliancePolicies', 'appProtectionPolicies'] as const;
  const existing = [...sections, 'conditionalAccessPolicies' as const].flatMap((section) =>
    Object.keys(tenant[section]).map((policy) => ({ section, policy })),
  );
  const assignable = existing.filter(({ section }) => section !== 'conditionalAccessPolicies');
  const setPolicy = fc.oneof(
    fc
      .tuple(fc.constantFrom('first', 'second'), compliancePolicyArbitrary(types))
      .map(([policy, value]) => {
        // Nothing says whether an action that an edit moves may fire again in the same run.
        const actions = tenant.compliancePolicies[policy]?.actions ?? [];
        return { section: 'compliancePolicies', policy, value: { ...value, actions } };
      }),
    fc.record({
      section: fc.constant('appProtectionPolicies'),
      policy: fc.constantFrom('mail', 'office'),
      value: appProtectionPolicyArbitrary(types),
    }),
    fc.record({
      section: fc.constant('conditionalAccessPolicies'),
      policy: fc.constantFrom('gate', 'wall'),
      value: conditionalAccessPolicyArbitrary,
    }),
  );
  return [
    fc.record({
      do: fc.constant('setConnector'),
      partner: partnerArbitrary,
      // Apart, as nothing says which of two refusals of one change is answered.
      settings: fc.oneof(
        { weight: 6, arbitrary: fc.record(connectorSettings, { requiredKeys: [] }) },
        fc.record({ grantMobileThreatDefensePartnerRole: fc.boolean() }),
      ),
    }),
    setPolicy.map((change) => ({ do: 'setPolicy', ...change })),
    fc.constantFrom(...existing).map((policy) => ({ do: 'removePolicy', ...policy })),
    fc
      .tuple(fc.constantFrom('assign', 'unassign'), fc.constantFrom(...assignable), groups)
      .map(([verb, policy, names]) => ({ do: verb, ...policy, groups: names })),
    fc.record(
      {
        do: fc.constant('setTenant'),
        settings: fc.record(
          {
            secureByDefault: fc.boolean(),
            deviceComplianceCheckinThresholdDays: fc.constantFrom(1, 8, 30),
          },
          { requiredKeys: [] },
        ),
        users: fc.dictionary(fc.constantFrom('ada', 'bob'), fc.option(userArbitrary), {
          maxKeys: 1,
          noNullPrototype: true,
        }),
        recalculationDelay: fc.constantFrom(0, 300_000),
        serviceRelease: fc.constantFrom(2307, 2308, 2601),
      },
      { requiredKeys: ['do'] },
    ),
    fc.oneof(
      fc.record(
        {
          do: fc.constantFrom('wipeRequest', 'wipeRequest', 'cancelWipe'),
          device,
          app: fc.constantFrom('outlook', 'teams'),
        },
        { requiredKeys: ['do', 'device'] },
      ),
      fc.record({
        do: fc.constantFrom('wipeRequest', 'cancelWipe'),
        user: fc.constantFrom('ada', 'bob', 'eve'),
      }),
    ),
  ] as fc.Arbitrary<Operation>[];
};

const fromDevices = (tenant: Tenant, device: fc.Arbitrary<string>): fc.Arbitrary<Operation>[] => {
  const partner = fc.constantFrom('lookout', 'zimperium', 'defender');
  const enroll = device.chain((key) => {
    const platform = platformOf(tenant.devices[key]?.managementType ?? 'androidUnmanaged');
    const managementType = fc.constantFrom(...enrolledTypes[platform]);
    return fc.record({ do: fc.constant('enroll'), device: fc.constant(key), managementType });
  });
  const checkIn = fc.record(
    { do: fc.constant('checkIn'), device, settings: settingsSaid },
    { requiredKeys: ['do', 'device'] },
  );
  const launch = fc.record(
    {
      do: fc.constant('launch'),
      device,
      app: mostlyMail,
      conditions: conditionsSaid,
      wipeFails: fc.boolean(),
    },
    { requiredKeys: ['do', 'device', 'app'] },
  );
  const threat = fc.constantFrom('rooted', 'phishing');
  return [
    checkIn,
    checkIn,
    launch,
    launch,
    setInventoryArbitrary(device),
    fc.oneof(
      fc.record({ do: fc.constantFrom('install', 'activate'), device, partner }),
      fc.record({
        do: fc.constant('activate'),
        device,
        partner: fc.constant('defender'),
        profile: fc.constant('personal'),
      }),
      fc.record({
        do: fc.constantFrom('uninstall', 'deactivate'),
        device,
        partner,
        silent: fc.boolean(),
      }),
    ),
    fc.record({ do: fc.constant('scan'), device, partner }, { requiredKeys: ['do', 'device'] }),
    fc.oneof(
      fc.record({
        do: fc.constant('raiseThreat'),
        device,
        threat,
        severity: fc.constantFrom('low', 'medium', 'high'),
      }),
      fc.record({ do: fc.constant('resolveThreat'), device, threat }),
    ),
    fc.oneof(enroll, fc.record({ do: fc.constantFrom('unenroll', 'register'), device })),
    fc.record({
      do: fc.constant('requestToken'),
      device,
      resource: fc.constantFrom('exchange', 'sharepoint'),
    }),
  ] as fc.Arbitrary<Operation>[];
};

const operationArbitrary = (tenant: Tenant): fc.Arbitrary<Operation> => {
  const device = fc.constantFrom(...Object.keys(tenant.devices));
  const launch = fc.record({ do: fc.constant('launch' as const), device, app: mostlyMail });
  return fc.oneof(
    { weight: 6, arbitrary: fc.oneof(...fromPartners(tenant, device)) },
    { weight: 2, arbitrary: fc.oneof(...fromAdmins(tenant, device)) },
    { weight: 4, arbitrary: fc.oneof(...fromDevices(tenant, device)) },
    { weight: 3, arbitrary: launch },
  );
};

/** Every length of time that means something in this tenant under these readings. */
const durationsOf = (tenant: Tenant, { scanAgeing }: Readings): Duration[] => {
  const silences = Object.values(tenant.connectors).map(
    (c) => c.partnerUnresponsivenessThresholdInDays * day,
  );
  const graces = Object.values(tenant.compliancePolicies).flatMap((policy) =>
    policy.actions.map((action) => action.gracePeriodHours * hour),
  );
  const validity = tenant.settings.deviceComplianceCheckinThresholdDays * day;
  const { recalculationDelay } = tenant;
  const ageing = scanAgeing === 'never' ? [] : [scanAgeing];
  const all = [0, hour, 7 * day, ...ageing, ...silences, ...silences.map((n) => 2 * n)];
  return [...new Set([...all, ...graces, validity, recalculationDelay])].sort((a, b) => a - b);
};

/** An instant given by some event before it, a duration, and a millisecond more or less. */
const whenArbitrary = fc.record({
  event: fc.nat({ max: 12 }),
  /** Shorter ones more often, or every device would end up out of contact. */
  duration: fc.oneof({ weight: 3, arbitrary: fc.nat({ max: 4 }) }, fc.nat({ max: 12 })),
  nudge: fc.constantFrom(0, 0, millisecond, -millisecond),
});
type When = typeof whenArbitrary extends fc.Arbitrary<infer Value> ? Value : never;

const instantOf = (when: When, events: readonly Instant[], durations: readonly Duration[]) => {
  const event = events[events.length - 1 - (when.event % events.length)] ?? start;
  return event + (durations[when.duration % durations.length] ?? 0) + when.nudge;
};

export const timelineArbitrary = (
  readings: Readings,
  most = 12,
  tenants: fc.Arbitrary<Tenant> = tenantArbitrary,
): fc.Arbitrary<Timeline> =>
  tenants.chain((tenant) =>
    fc
      .tuple(
        fc.array(fc.tuple(whenArbitrary, operationArbitrary(tenant)), {
          maxLength: most,
          size: 'max',
        }),
        fc.array(whenArbitrary, { maxLength: 8 }),
      )
      .map(([steps, extra]) => {
        const durations = durationsOf(tenant, readings);
        const events: Instant[] = [start];
        const happenings = steps.map(([when, operation]) => {
          const last = events.at(-1) ?? start;
          // Half of the operations simply follow the one before.
          const at = when.duration % 2 === 0 ? last : instantOf(when, events, durations);
          events.push(Math.max(last, at));
          return { at: Math.max(last, at), operation };
        });
        const looks = extra
          .map((when) => instantOf(when, events, durations))
          .filter((at) => at >= start);
        return {
          tenant,
          readings,
          start,
          happenings,
          looks: [...new Set(looks)].sort((a, b) => a - b),
        };
      }),
  );
