import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { day, hour, minute } from '../../../core/time.ts';
import {
  fleetHead,
  fleetTenant,
  openBody,
  openText,
  plainCohorts,
  profileOf,
  saidOf,
} from './memory.ts';

const start = Date.parse('2026-01-05T00:00:00Z');
const fixtures = join(import.meta.dirname, '../../fixtures/fleets');

describe('a fleet file', () => {
  it('needs little, the rest has a default', () => {
    const { fleet, used } = openBody('');
    expect(fleet?.profile).toMatchObject({
      name: 'first',
      title: 'first',
      devices: 100,
      days: 14,
      seed: 1,
      start,
      threats: [],
      happenings: [],
      herds: [],
      thresholds: [],
    });
    expect(fleet?.profile.cohorts).toMatchObject([
      {
        name: 'phones',
        weight: 1,
        managementType: 'androidWorkProfile',
        ownership: 'personal',
        osVersions: [{ value: '15', weight: 1 }],
        licensed: 1_000_000,
        registered: 1_000_000,
        partners: [{ value: ['lookout'], weight: 1 }],
        timeZones: [{ value: 0, weight: 1 }],
        behaviour: { app: 'outlook', resource: 'exchange', workDays: [0, 1, 2, 3, 4] },
      },
    ]);
    expect(fleet?.profile.clouds.lookout).toMatchObject({
      pack: 'lookout-like',
      silentAfter: 3 * day,
    });
    expect(fleet?.tenant.compliancePolicies['android']?.assignedTo).toEqual(['staff']);
    expect(used).toEqual(['tenant.yaml']);
  });

  it('has a cloud for every partner that runs on some device, and for no other', () => {
    const cohorts = `cohorts:
  one: { share: 1, managementType: androidWorkProfile, userGroups: [staff], partners: [lookout] }
  off: { share: 0, managementType: androidWorkProfile, userGroups: [staff], partners: [zimperium] }
`;
    const profile = profileOf(openText(`${fleetHead}${cohorts}`));
    expect(profile.cohorts.map(({ name }) => name)).toEqual(['one']);
    expect(Object.keys(profile.clouds)).toEqual(['lookout']);
  });

  it('takes what a cloud says over the default, `never` included', () => {
    const told = openBody(
      'clouds: { lookout: { silentAfter: never, troubles: { silent: never, removed: 30d } } }',
    );
    expect(profileOf(told).clouds.lookout).toMatchObject({
      silentAfter: null,
      troubles: { silent: null, removed: { kind: 'fixed', value: 30 * day } },
    });
  });

  it('knows groups by their cohorts, in a tenant that has none of them', () => {
    const tenant = fleetTenant.replace('groups: [staff]\n', '');
    const body = `${fleetHead}${plainCohorts}`;
    expect(openText(body, {}, { 'tenant.yaml': tenant }).frames).toBe('');
  });

  it('takes its tenant in place', () => {
    const given = 'given: { connectors: { lookout: { androidEnabled: true } } }\n';
    const head = fleetHead.replace('use: [tenant.yaml]\n', given);
    const told = openText(`${head}${plainCohorts.replace(', userGroups: [staff]', '')}`);
    expect(Object.keys(told.fleet?.tenant.connectors ?? {})).toEqual(['lookout']);
  });

  it('takes category, severity and platforms of a threat from the registry', () => {
    const told = openBody(`threats:
  - { classification: banking_overlay, arrival: { mean: 300d } }
  - { classification: trojan, name: own, severity: low, platforms: [android], arrival: 30d, lasts: 2h }
`);
    expect(profileOf(told).threats).toEqual([
      {
        name: 'banking_overlay',
        category: 'app',
        severity: 'high',
        platforms: ['android'],
        arrival: { kind: 'mean', mean: 300 * day },
        lasts: { kind: 'mean', mean: 60 * day },
        cohorts: null,
      },
      {
        name: 'own',
        category: 'app',
        severity: 'low',
        platforms: ['android'],
        arrival: { kind: 'fixed', value: 30 * day },
        lasts: { kind: 'fixed', value: 2 * hour },
        cohorts: null,
      },
    ]);
  });
});

describe('what happens on the way', () => {
  it('is put in the order of time, and policies change one after the other', () => {
    const told = openBody(`happenings:
  - at: 5d
    do: [{ setPolicy: { policy: android, set: { passwordRequired: true } } }]
  - at: 4d
    do: [{ setPolicy: { policy: android, set: { deviceThreatProtectionRequiredSecurityLevel: high } } }]
  - deprovision: { partner: lookout, at: 1d, for: 12h }
`);
    const { happenings } = profileOf(told);
    expect(happenings.map((one) => (one.kind === 'operations' ? one.at - start : null))).toEqual([
      day,
      day + 12 * hour,
      4 * day,
      5 * day,
    ]);
    expect(happenings[1]).toMatchObject({
      operations: [{ do: 'provision' }, { do: 'consent' }],
    });
    expect(happenings[3]).toMatchObject({
      operations: [
        {
          do: 'setPolicy',
          value: {
            deviceThreatProtectionRequiredSecurityLevel: 'high',
            otherSettings: ['passwordRequired'],
          },
        },
      ],
    });
  });

  it('a flap is outages in a row, an error ends if it is said when', () => {
    const told = openBody(`happenings:
  - flap: { partner: lookout, at: 1d, times: 3, down: 20m, up: 40m }
  - error: { partner: lookout, at: 2d }
`);
    const outage = (at: number) => ({
      kind: 'outage',
      partner: 'lookout',
      from: start + at,
      until: start + at + 20 * minute,
    });
    expect(profileOf(told).happenings).toMatchObject([
      outage(day),
      outage(day + hour),
      outage(day + 2 * hour),
      {
        kind: 'operations',
        at: start + 2 * day,
        operations: [{ do: 'raiseError', partner: 'lookout' }],
      },
    ]);
  });

  it('a herd comes again, and not at the weekend where it is told so', () => {
    const told = openBody(`herds:
  - morning: { at: 7h, every: 1d, weekends: false }
  - appUpdate: { at: 3d, share: 12.5%, within: 5m }
`);
    const { herds } = profileOf(told);
    const mornings = herds.filter(({ kind }) => kind === 'launch');
    expect(mornings.map(({ at }) => (at - start - 7 * hour) / day)).toEqual([
      0, 1, 2, 3, 4, 7, 8, 9, 10, 11,
    ]);
    expect(mornings[0]).toMatchObject({ share: 600_000, within: hour });
    expect(herds.find(({ kind }) => kind === 'scan')).toEqual({
      kind: 'scan',
      at: start + 3 * day,
      share: 125_000,
      within: 5 * minute,
    });
  });
});

describe('a fleet under other terms', () => {
  const body = `happenings:
  - outage: { partner: lookout, at: 10d, for: 1d }
herds:
  - pushRecovery: { at: 11d }
`;

  it('is shorter without complaint, and lacks what comes later', () => {
    const profile = profileOf(openBody(body, { days: 3, devices: 7, seed: 9 }));
    expect(profile).toMatchObject({ days: 3, devices: 7, seed: 9, happenings: [], herds: [] });
  });

  it('lives in another tenant, whose lacks are only remarks', () => {
    const other = `apiVersion: muster/v1
kind: Tenant
connectors: { lookout: { androidEnabled: true } }
compliancePolicies:
  else:
    "@odata.type": "#microsoft.graph.androidWorkProfileCompliancePolicy"
    passwordRequired: true
    assignedTo: [staff]
`;
    const text = `${fleetHead}${plainCohorts}${body}  - at: 2d
    do: [{ removePolicy: { policy: android } }]
`.replace('herds:\n  - pushRecovery: { at: 11d }\n', '');
    const told = openText(text, { tenant: 'other.yaml' }, { 'other.yaml': other });
    expect(saidOf(told)).toEqual(['warning name: not in this tenant: unknown policy `android`']);
    expect(Object.keys(told.fleet?.tenant.compliancePolicies ?? {})).toEqual(['else']);
    expect(told.fleet?.profile.happenings[0]).toMatchObject({
      kind: 'operations',
      at: start + 2 * day,
      operations: [],
    });
  });

  it('needs that tenant to be there', () => {
    const told = openBody(body, { tenant: 'nowhere.yaml' });
    expect(told.fleet).toBeNull();
    expect(saidOf(told)).toEqual(['error not-found: `nowhere.yaml` does not exist']);
  });
});

describe('a wrong fleet file', () => {
  it('is told with all its errors, each at its place', async () => {
    const text = readFileSync(join(fixtures, 'everything-wrong.yaml'), 'utf8');
    const told = openText(text);
    expect(told.fleet).toBeNull();
    await expect(`${told.frames}\n`).toMatchFileSnapshot(
      join(fixtures, 'everything-wrong.frames.txt'),
    );
  });

  it.each([
    ['devices: 100', 'devices: 0', 'expected a whole number from 1 to 100000000, found `0`'],
    ['days: 14', 'days: 0', 'expected a whole number from 1 to 3660, found `0`'],
    ['days: 14', 'days: -1', 'expected a whole number from 1 to 3660, found `-1`'],
    ['days: 14', 'days: 1\nseed: 1.5', 'found `1.5`'],
    ['kind: Fleet', 'kind: Tenant', 'unknown kind of file `Tenant`'],
    ['use: [tenant.yaml]', '', 'a fleet lives in a tenant, and this one has none'],
    ['use: [tenant.yaml]', 'use: [gone.yaml]', 'there is no file `gone.yaml`'],
    ['use: [tenant.yaml]', 'given: [x]', 'expected the parts of a tenant, a map, found a list'],
  ])('%s → %s', (from, to, message) => {
    const told = openText(`${fleetHead}${plainCohorts}`.replace(from, to));
    expect(told.fleet).toBeNull();
    expect(told.frames).toContain(message);
  });

  it.each([
    ['cohorts: {}', 'a fleet has at least one cohort'],
    ['', '`cohorts` is missing'],
    [
      'cohorts: { a: { share: 3, managementType: iosSupervised, partners: [{ share: 0, apps: [lookout] }] } }',
      'the shares of `partners` sum to nothing',
    ],
    [
      'cohorts: { a: { managementType: iosSupervised, osVersions: { "18": 0 } } }',
      'the shares of osVersions sum to nothing',
    ],
    [
      'cohorts: { a: { managementType: windowsManaged, osVersions: "15" } }',
      'is no version of Windows',
    ],
    ['cohorts: { a: { managementType: iosSupervised, osVersions: 15 } }', 'write it in quotes'],
    ['cohorts: { "a/b": { managementType: iosSupervised } }', 'cannot be the name of a cohort'],
  ])('%s', (cohorts, message) => {
    const told = openText(`${fleetHead}${cohorts}\n`);
    expect(told.fleet).toBeNull();
    expect(told.frames).toContain(message);
  });

  it('a herd has to be over within the run', () => {
    const told = openBody('herds: [{ morning: { at: 13d 23h 30m } }]');
    expect(told.frames).toContain('a herd at 13d 23h 30m is not over within the run');
  });

  it('so many herds would be asked by every device', () => {
    const told = openText(
      `${fleetHead.replace('days: 14', 'days: 3000')}${plainCohorts}herds: [{ morning: { at: 1h, every: 1h } }]`,
    );
    expect(told.frames).toContain('there are at most 5000 herds');
  });
});

describe('a fleet that works, but not as it reads', () => {
  it.each([
    ['userGroups: [staff]', 'userGroups: [stafff]', 'no policy of the tenant names the group'],
    ['partners: [lookout]', 'partners: [jamf]', 'the tenant has no connector of Jamf'],
  ])('%s → %s', (from, to, message) => {
    const told = openText(`${fleetHead}${plainCohorts.replace(from, to)}`);
    expect(told.fleet).not.toBeNull();
    expect(told.frames).toContain(`warning[advice]: ${message}`);
  });

  it.each([
    ['clouds: { zimperium: {} }', 'Zimperium runs on no device of this fleet'],
    ['threats: [{ classification: trojan, platforms: [ios], arrival: 9d }]', 'reaches no device'],
    ['happenings: [{ error: { partner: zimperium, at: 1d } }]', 'Zimperium runs on no device'],
    ['behaviours: { x: { app: outlok } }', 'no policy protects `outlok`, so it always opens'],
    ['behaviours: { x: { resource: teams } }', 'no Conditional Access policy is about `teams`'],
  ])('%s', (body, message) => {
    const told = openBody(body);
    expect(told.fleet).not.toBeNull();
    expect(told.frames).toContain(message);
  });

  it('a group that only a later policy names is no slip', () => {
    const body = `happenings:
  - at: 2d
    do: [{ assign: { policy: android, groups: [later] } }]
`;
    const cohorts = plainCohorts.replace('[staff]', '[staff, later]');
    expect(openText(`${fleetHead}${cohorts}${body}`).frames).toBe('');
  });
});
