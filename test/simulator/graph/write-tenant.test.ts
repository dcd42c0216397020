import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { importFiles } from '../../../simulator/graph/import.ts';
import { normalisePolicy } from '../../../simulator/graph/policy.ts';
import { readExport } from '../../../simulator/graph/read-export.ts';
import { writeTenant } from '../../../simulator/graph/write-tenant.ts';
import { yamlText } from '../../../simulator/graph/yaml-text.ts';
import { readDocument } from '../../../simulator/source/document.ts';
import { collector } from '../../../simulator/source/report.ts';
import { isMapping } from '../../../simulator/source/tree.ts';
import { tenantFrom } from '../../../simulator/tenant/tenant.ts';
import { bytesOf, fixture } from './fixture.ts';

const all = importFiles(
  [
    'graph-response.json',
    'intune-management.json',
    'intunecd.json',
    'powershell-sdk.json',
    'cipp.json',
    'microsoft365dsc.ps1',
    'template.json',
  ].map(fixture),
);

describe('a tenant that was written', () => {
  const text = writeTenant(all);
  const written = parse(text);

  it('holds every policy as it was reduced', () => {
    for (const policy of all.policies) {
      expect(written[policy.section][policy.key]).toStrictEqual(policy.body);
    }
  });

  it('holds policies that mean the same as what was read', () => {
    for (const { section, key, value } of all.policies) {
      expect(normalisePolicy(section, written[section][key]).value).toStrictEqual(value);
    }
  });

  it('names its sources, and what was left out, in comments', () => {
    expect(text).toContain('# ');
    expect(text).toContain('fully-managed: compliance policy "Fully managed" from intunecd.json');
    expect(text).toContain('macOS is not simulated');
  });

  it('has a user in every group that is included, and a device for each kind', () => {
    expect(written.users.ada.groups).toStrictEqual(
      expect.arrayContaining(['Field staff', 'Scanners', 'Staff', '<GROUP>']),
    );
    expect(Object.keys(written.devices)).toStrictEqual([
      'android-device-administrator',
      'android-fully-managed',
      'android-unmanaged',
      'android-work-profile',
      'ios-device-enrollment',
    ]);
    expect(written.devices['android-work-profile'].mtdApps).toStrictEqual(['lookout', 'zimperium']);
  });

  it('is a tenant file without errors, and its policies those that were read', () => {
    const found = collector();
    const tree = readDocument('tenant.yaml', text, found.report);
    if (tree === null || !isMapping(tree)) throw new Error('the text is not a map');
    const parts = {
      ...tree,
      entries: tree.entries.filter(({ key }) => key !== 'apiVersion' && key !== 'kind'),
    };
    const documents = { open: () => ({ tree: null, diagnostics: [] }) } as never;
    const { report, add } = found;
    const { tenant } = tenantFrom(parts, { documents, importFile: null, report, add });
    expect(found.list().filter(({ severity }) => severity === 'error')).toStrictEqual([]);
    for (const { section, key, value } of all.policies) {
      expect(tenant[section][key]).toStrictEqual(value);
    }
    expect(tenant.connectors.zimperium?.setUp).toBe('notSetUp');
  });
});

it('without a connector says how to add one', () => {
  const text = writeTenant(importFiles([fixture('intunecd.json')]));
  expect(text).toContain('# No connector was given.');
});

it.each([
  [
    'windowsManagedAppProtection',
    'windowsSecurityCenter: { windowsMobileApplicationManagementEnabled: true }',
  ],
  ['windows10CompliancePolicy', 'defender: { windowsEnabled: true }'],
  ['iosManagedAppProtection', 'lookout: { iosMobileApplicationManagementEnabled: true }'],
  ['androidWorkProfileCompliancePolicy', 'lookout: { androidEnabled: true }'],
])('the connector it names could feed a %s', (type, connector) => {
  const bytes = bytesOf(JSON.stringify({ '@odata.type': type, displayName: 'one' }));
  const text = writeTenant(importFiles([{ path: 'a.json', bytes }]));
  expect(text).toContain(`#   connectors: { ${connector} }\n`);
});

it('of an app protection policy of Windows writes no partner priority', () => {
  const body = {
    '@odata.type': '#microsoft.graph.windowsManagedAppProtection',
    displayName: 'Edge',
    maximumAllowedDeviceThreatLevel: 'low',
    mobileThreatDefenseRemediationAction: 'wipe',
    mobileThreatDefensePartnerPriority: 'defenderOverThirdPartyPartner',
    apps: ['edge'],
  };
  const result = importFiles([{ path: 'a.json', bytes: bytesOf(JSON.stringify(body)) }]);
  expect(result.policies[0]?.matters).not.toHaveProperty('mobileThreatDefensePartnerPriority');
  expect(parse(writeTenant(result)).appProtectionPolicies.edge).toStrictEqual({
    displayName: 'Edge',
    '@odata.type': '#microsoft.graph.windowsManagedAppProtection',
    maximumAllowedDeviceThreatLevel: 'low',
    mobileThreatDefenseRemediationAction: 'wipe',
    apps: ['edge'],
    assignedTo: [],
  });
});

it('names in an export are never variables of a scenario', () => {
  const body = {
    '@odata.type': 'iosCompliancePolicy',
    displayName: 'ring ${ring}',
    assignedTo: ['${group}'],
  };
  const result = importFiles([{ path: 'a.json', bytes: bytesOf(JSON.stringify(body)) }]);
  const written = parse(writeTenant(result));
  expect(written.compliancePolicies['ring-ring']).toMatchObject({
    displayName: 'ring <ring>',
    assignedTo: ['<group>'],
  });
  expect(written.users.ada.groups).toStrictEqual(['<group>']);
});

it('keys are unique and can be keys', () => {
  const names = ['A b', 'a  B!', '***', 'constructor', '日本語 ポリシー', ''];
  const bodies = names.map((displayName) => ({
    '@odata.type': 'iosCompliancePolicy',
    displayName,
  }));
  const bytes = bytesOf(JSON.stringify(bodies));
  expect(
    importFiles([{ path: 'dir/Some file.json', bytes }]).policies.map(({ key }) => key),
  ).toStrictEqual([
    'a-b',
    'a-b-2',
    'some-file',
    'constructor-policy',
    '日本語-ポリシー',
    'some-file-2',
  ]);
});

it('an export is read for a tenant file without advice about the rest of the tenant', () => {
  const { path, bytes } = fixture('intunecd.json');
  const { policies, diagnostics } = readExport(path, bytes);
  expect(policies).toMatchObject([{ section: 'compliancePolicies', name: 'Fully managed' }]);
  expect(diagnostics).toStrictEqual([]);
});

describe('YAML text', () => {
  it.each([
    [{ a: 'yes', b: 'null', c: '1.0', d: '0x1F', e: '~', f: '', g: ' x ', h: 'a: b', i: 'a #b' }],
    [{ a: '- b', b: '[c]', c: '{d}', d: '&e', e: '*f', f: '!g', g: '%h', h: '@i', i: '`j' }],
    [{ a: 'line\nbreak', b: 'tab\there', c: '"quoted"', d: "it's", e: '\u2028', f: '\u0085' }],
    [{ a: [], b: {}, c: [[1, 2], { d: null }], e: [{ f: { g: [true, false, -1.5, 1e21] } }] }],
    [{ 'a key': 1, '': 2, true: 3, '12': 4, '@odata.type': '#microsoft.graph.x' }],
    [{ a: '2026-01-05', b: '12:30:00', c: '1_000', d: 'NaN', e: '.inf', f: '<<', g: '=' }],
    [{ long: Array.from({ length: 40 }, (_, index) => `item number ${index}`) }],
  ])('%j comes back as it was', (value) => {
    expect(parse(yamlText(value))).toStrictEqual(value);
  });
});
