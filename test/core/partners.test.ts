import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type * as PartnersFile from '../../core/partners.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

const acme: PartnersFile.Partner = {
  displayName: 'Acme Shield',
  minimumOs: { android: '12', ios: '16' },
  appProtection: ['android'],
  appProtectionDisputed: false,
  microsoft: false,
  certificateSync: false,
  builtIn: false,
  connectorIds: [],
  androidPackage: 'example.acme.shield',
  appStoreId: null,
};

/** The one data file, as it would be with one row more. */
const withAcme = async (original: () => Promise<typeof PartnersFile>) => {
  const file = await original();
  const partners: Readonly<Record<string, PartnersFile.Partner>> = { ...file.partners, acme };
  const partnerOf = (key: string) => partners[key];
  const isThirdParty = (key: string) => partners[key]?.microsoft === false;
  return { ...file, partners, partnerKeys: Object.keys(partners).sort(), partnerOf, isThirdParty };
};

const scenario = `apiVersion: muster/v1
kind: Scenario
id: acme
title: A made-up vendor is judged like any other
covers: [VENDOR-acme]
use: [muster:tenants/phone-two-vendors.yaml]
given:
  connectors:
    acme: { androidEnabled: true, androidMobileApplicationManagementEnabled: true, pack: generic }
  appProtectionPolicies:
    apps:
      "@odata.type": "#microsoft.graph.androidManagedAppProtection"
      maximumAllowedDeviceThreatLevel: low
      apps: [outlook]
      assignedTo: [staff]
  devices:
    galaxy: { managementType: androidWorkProfile, user: ada, mtdApps: [acme, lookout, zimperium] }
    old: { managementType: androidWorkProfile, user: ada, osVersion: "11", mtdApps: [acme] }
    private: { managementType: androidUnmanaged, user: ada, mtdApps: [acme] }
timeline:
  - at: 0s
    do:
      - report: { partner: lookout, device: galaxy, state: secured }
      - report: { partner: zimperium, device: galaxy, state: secured }
      - setConnector: { partner: acme, partnerUnsupportedOsVersionBlocked: true }
      - raiseThreat: { device: private, threat: spyware, severity: high }
      - scan: { device: private }
      - launch: { device: private, app: outlook }
    expect:
      acme: { partnerState: enabled }
      galaxy: { complianceState: noncompliant, reasons: [scan-missing/acme] }
      private: { apps: { outlook: blocked }, appReasons: { outlook: [threat-above-limit/acme] } }
  - at: 7d
    expect: { private: { threatState: { acme: unresponsive } } }
`;

/** Everything is imported anew, on top of the changed file. */
const load = async () => {
  const [{ compile }, { diskIo }, { framesOf }] = await Promise.all([
    import('../../simulator/scenario/compile.ts'),
    import('../../simulator/scenario/load.ts'),
    import('../simulator/scenario/memory.ts'),
  ]);
  const io = diskIo({ directory: root });
  const bytes = new TextEncoder().encode(scenario);
  const read: typeof io.read = (path, ...rest) =>
    path === 'acme.yaml' ? { kind: 'bytes', bytes } : io.read(path, ...rest);
  const compiled = compile(['acme.yaml'], { ...io, read });
  return { compiled, said: framesOf(compiled) };
};

describe('a partner that is one row of the data file', () => {
  beforeAll(() => {
    vi.resetModules();
    vi.doMock('../../core/partners.ts', withAcme);
  });
  afterAll(() => {
    vi.doUnmock('../../core/partners.ts');
    vi.resetModules();
  });

  it('is judged like any other, in compliance, app protection and by its cloud', async () => {
    const { compiled, said } = await load();
    const { inProcessTarget } = await import('../../simulator/target/in-process.ts');
    const { defaultReadings } = await import('../../core/readings.ts');
    const { runCase } = await import('../../simulator/run/run-case.ts');
    expect(said).toBe('');
    const [kase] = compiled.cases;
    if (kase === undefined) throw new Error('no case');
    const { outcome, differences } = await runCase(kase, inProcessTarget, defaultReadings);
    expect(differences).toEqual([]);
    expect(outcome).toBe('met');
  });

  it('is in the schemas that editors complete from', async () => {
    const { schemaText, scenarioSchema, tenantSchema } = await import(
      '../../simulator/scenario/json-schema.ts'
    );
    for (const schema of [tenantSchema(), scenarioSchema()]) {
      expect(schemaText(schema)).toContain('Acme Shield');
    }
  });

  it('has its row in the ledger', async () => {
    const { requirementOf } = await import('../../core/requirements/catalogue.ts');
    expect(requirementOf('VENDOR-acme')?.statement).toBe(
      'Acme Shield: Android from 12, iOS/iPadOS from 16. App protection can use it on Android. ' +
        'Its app is example.acme.shield.',
    );
  });
});

/** As pages of a vendor, as what a document lists, and where some vendor has to be the example. */
const named = [
  'core/flows/help.ts',
  'core/requirements/annex/samples.ts',
  'simulator/cli/connector/connector-options.ts',
  'simulator/graph/cross-pitfalls.ts',
  'simulator/target/http/check/probe.ts',
];

describe('what decides', () => {
  it('names no third party', async () => {
    const { isThirdParty, partnerKeys } = await import('../../core/partners.ts');
    const third = partnerKeys.filter(isThirdParty);
    const pattern = new RegExp(`['"](?:${third.join('|')})['"]`);
    const found = ['core', 'simulator', 'reports'].flatMap((folder) =>
      readdirSync(`${root}${folder}`, { recursive: true, encoding: 'utf8' })
        .filter((name) => name.endsWith('.ts'))
        .map((name) => `${folder}/${name}`)
        // What is wrong on purpose may name whom it likes.
        .filter((path) => !path.startsWith('simulator/grade/'))
        .filter((path) => pattern.test(readFileSync(`${root}${path}`, 'utf8'))),
    );
    expect(found.sort()).toEqual(named);
  });
});
