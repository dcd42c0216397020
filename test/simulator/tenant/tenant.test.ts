import { describe, expect, it } from 'vitest';
import { managementTypes } from '../../../core/vocabulary.ts';
import { documentsOf } from '../../../simulator/source/documents.ts';
import { ownershipOf } from '../../../simulator/tenant/device-facts.ts';
import type { ImportFile } from '../../../simulator/tenant/import-file.ts';
import { openTenant } from '../../../simulator/tenant/open.ts';
import { memory } from '../scenario/memory.ts';

const head = 'apiVersion: muster/v1\nkind: Tenant\n';

const open = (
  body: string,
  others: Record<string, string> = {},
  importFile: ImportFile | null = null,
) => {
  const documents = documentsOf(memory({ 't.yaml': head + body, ...others }));
  const opened = openTenant('t.yaml', documents, importFile);
  const said = opened.diagnostics.map(({ severity, message }) => `${severity}: ${message}`);
  return { tenant: opened.draft?.tenant, said };
};

const policy = (type: string, rest = '') =>
  `{ "@odata.type": "#microsoft.graph.${type}", assignedTo: [staff]${rest} }`;

describe('defaults', () => {
  it('of an empty tenant', () => {
    expect(open('devices: {}').tenant).toEqual({
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
    });
  });

  it('of a connector, a user and a device', () => {
    const { tenant } = open(
      'connectors: { lookout: { iosEnabled: true } }\nusers: { ada: {} }\ndevices: { phone: { managementType: iosSupervised } }\n',
    );
    expect(tenant?.connectors.lookout).toMatchObject({
      iosEnabled: true,
      androidEnabled: false,
      partnerUnresponsivenessThresholdInDays: 7,
      setUp: 'setUp',
      lastHeartbeatDateTime: null,
    });
    expect(tenant?.users).toEqual({ ada: { groups: [], roles: [], licensed: true } });
    expect(tenant?.devices['phone']).toEqual({
      managementType: 'iosSupervised',
      ownership: 'company',
      osVersion: '18.0',
      user: null,
      groups: [],
      registered: true,
      broker: true,
      checkedIn: true,
      mtdApps: {},
      unmetControls: [],
      clientAppType: 'mobileAppsAndDesktopClients',
    });
  });

  it('of ownership, by management type', () => {
    expect(managementTypes.filter((type) => ownershipOf(type) === 'personal')).toEqual([
      'androidWorkProfile',
      'androidDeviceAdministrator',
      'androidUnmanaged',
      'iosDeviceEnrollment',
      'iosUserEnrollment',
      'iosUnmanaged',
      'windowsUnmanaged',
    ]);
  });

  it('of MTD apps, as a list and as a map', () => {
    const { tenant } = open(`devices:
  a: { managementType: iosSupervised, mtdApps: [lookout, zimperium] }
  b:
    managementType: iosSupervised
    mtdApps: { lookout: ~, zimperium: { activated: false }, jamf: { installed: false } }
`);
    const there = { installed: true, activated: true };
    expect(tenant?.devices['a']?.mtdApps).toEqual({ lookout: there, zimperium: there });
    expect(tenant?.devices['b']?.mtdApps).toEqual({
      lookout: there,
      zimperium: { installed: true, activated: false },
      jamf: { installed: false, activated: false },
    });
  });
});

describe('connectors', () => {
  it.each([
    ['notSetUp', 'notSetUp'],
    ['neverConfigured', 'notSetUp'],
    ['unavailable', 'unavailable'],
    ['available', 'setUp'],
    ['enabled', 'setUp'],
    ['unresponsive', 'setUp'],
    ['error', 'setUp'],
  ])('an exported partnerState %s stands for %s', (state, setUp) => {
    const { tenant } = open(`connectors: { lookout: { partnerState: ${state} } }`);
    expect(tenant?.connectors.lookout?.setUp).toBe(setUp);
  });

  it.each([
    ['2026-01-01T00:00:00Z', Date.parse('2026-01-01T00:00:00Z')],
    ['0001-01-01T00:00:00Z', null],
  ])('lastHeartbeatDateTime %s', (text, instant) => {
    const { tenant } = open(`connectors: { lookout: { lastHeartbeatDateTime: ${text} } }`);
    expect(tenant?.connectors.lookout?.lastHeartbeatDateTime).toBe(instant);
  });

  it.each([
    [0, ['error: expected a whole number from 1 to 365, found `0`']],
    [1, []],
    [90, []],
    [91, ['warning: the admin centre offers 1 to 90 days, not 91']],
    [365, ['warning: the admin centre offers 1 to 90 days, not 365']],
    [366, ['error: expected a whole number from 1 to 365, found `366`']],
  ])('a threshold of %i days', (days, expected) => {
    const body = `connectors: { lookout: { partnerUnresponsivenessThresholdInDays: ${days} } }`;
    expect(open(body).said).toEqual(expected);
  });

  it('Defender and one third party may both do app protection, two third parties may not', () => {
    const on = '{ iosMobileApplicationManagementEnabled: true }';
    expect(open(`connectors: { defender: ${on}, lookout: ${on} }`).said).toEqual([]);
    expect(open(`connectors: { lookout: ${on}, zimperium: ${on} }`).said).toEqual([
      'error: only one third party can do app protection on ios, and Lookout for Work has it',
    ]);
  });

  it('an id that is another partner’s is remarked on', () => {
    const id = '08a8455c-48dd-45ff-ad82-7211355354f3';
    expect(open(`connectors: { lookout: { id: ${id} } }`).said).toEqual([
      'warning: this is not the connector id of Lookout for Work',
    ]);
    expect(open(`connectors: { zimperium: { id: ${id} } }`).said).toEqual([]);
  });
});

describe('names', () => {
  const groups = 'users: { ada: { groups: [staff] } }\n';

  it('a group exists once a user or a device names it, or where it is declared', () => {
    const body = `groups: [nobody]
users: { ada: { groups: [staff] } }
devices: { d: { managementType: androidWorkProfile, groups: [kiosks] } }
compliancePolicies:
  p: { "@odata.type": "#microsoft.graph.androidWorkProfileCompliancePolicy", assignedTo: [staff, kiosks, nobody, allUsers, allDevices], excludedGroups: [stuff] }
`;
    expect(open(body).said).toEqual(['error: unknown group `stuff`']);
  });

  it('a policy name is unique over the sections', () => {
    const body = `${groups}compliancePolicies: { p: ${policy('iosCompliancePolicy')} }
appProtectionPolicies: { p: ${policy('iosManagedAppProtection', ', apps: [outlook]')} }
`;
    expect(open(body).said).toEqual([
      'error: there is a policy `p` under compliancePolicies already',
    ]);
  });

  it('object ids of an export need not be known', () => {
    const body = `conditionalAccessPolicies:
  p:
    state: enabled
    conditions:
      users: { includeUsers: [All], excludeGroups: [0aef8e8e-2f2b-4d0e-9d0a-1f9b1d0f5c11] }
      applications: { includeApplications: [All] }
    grantControls: { operator: OR, builtInControls: [mfa] }
`;
    expect(open(body).said).toEqual([]);
  });
});

describe('policies', () => {
  const groups = 'users: { ada: { groups: [staff] } }\n';

  it('are Graph bodies', () => {
    const body = `${groups}compliancePolicies:
  p: ${policy('iosCompliancePolicy', ', deviceThreatProtectionEnabled: true, deviceThreatProtectionRequiredSecurityLevel: low, passcodeRequired: true')}
`;
    const { tenant, said } = open(body);
    expect(said).toEqual([]);
    expect(tenant?.compliancePolicies['p']).toMatchObject({
      type: 'iosCompliancePolicy',
      deviceThreatProtectionRequiredSecurityLevel: 'low',
      otherSettings: ['passcodeRequired'],
      assignedTo: ['staff'],
    });
  });

  it('an unknown property written here is an error, one of an import is not', () => {
    const body = `${groups}compliancePolicies: { p: ${policy('iosCompliancePolicy', ', pascodeRequired: true')} }\n`;
    expect(open(body).said).toEqual([
      'error: `iosCompliancePolicy` has no property `pascodeRequired`',
    ]);
    const imported: ImportFile = () => ({
      policies: [
        {
          section: 'compliancePolicies',
          name: 'iOS',
          body: { '@odata.type': '#microsoft.graph.iosCompliancePolicy', brandNewProperty: true },
        },
      ],
      diagnostics: [],
    });
    const importing = `${groups}compliancePolicies: { p: { import: ./p.json, assignedTo: [staff] } }\n`;
    expect(open(importing, { 'p.json': '{}' }, imported).said).toEqual([
      'warning: `iosCompliancePolicy` has no property `brandNewProperty`; it is ignored',
    ]);
  });

  it.each(['warn', 'blockWhenSettingIsSupported'])(
    '%s for the threat level is remarked on',
    (action) => {
      const rest = `, apps: [outlook], maximumAllowedDeviceThreatLevel: low, mobileThreatDefenseRemediationAction: ${action}`;
      const body = `${groups}appProtectionPolicies: { p: ${policy('iosManagedAppProtection', rest)} }\n`;
      expect(open(body).said).toEqual([
        `warning: \`${action}\` is not offered for the threat level and acts as \`block\``,
      ]);
    },
  );
});

describe('import', () => {
  const groups = 'users: { ada: { groups: [staff] } }\n';
  const two: ImportFile = (path, bytes) => ({
    policies: ['Strict', 'Loose'].map((name) => ({
      section: 'compliancePolicies' as const,
      name,
      body: {
        '@odata.type': '#microsoft.graph.iosCompliancePolicy',
        deviceThreatProtectionEnabled: true,
        deviceThreatProtectionRequiredSecurityLevel: name === 'Strict' ? 'secured' : 'high',
      },
    })),
    diagnostics: [
      {
        severity: 'warning',
        code: 'x',
        message: `read ${bytes.length} bytes`,
        span: { file: path, line: 1, column: 1, length: 1 },
      },
    ],
  });
  const importing = (reference: string, rest = '') =>
    open(
      `${groups}compliancePolicies: { p: { import: ${reference}, assignedTo: [staff]${rest} } }\n`,
      { 'exports/two.json': '{ }' },
      two,
    );

  it('takes the policy that is named, and keys beside it win', () => {
    const { tenant, said } = importing('./exports/two.json#Loose', ', passcodeRequired: true');
    expect(said).toEqual(['warning: read 3 bytes']);
    expect(tenant?.compliancePolicies['p']).toMatchObject({
      deviceThreatProtectionRequiredSecurityLevel: 'high',
      otherSettings: ['passcodeRequired'],
      assignedTo: ['staff'],
    });
  });

  it.each([
    ['./exports/two.json', '`./exports/two.json` has 2 such policies, not one'],
    ['./exports/two.json#Lose', '`./exports/two.json` has 0 such policies, not one'],
    ['./exports/none.json', '`./exports/none.json` does not exist'],
    ['muster:../../secret.json', '`muster:../../secret.json` leads out of the package'],
  ])('%s', (reference, message) => {
    expect(importing(reference).said).toContain(`error: ${message}`);
  });
});

describe('use', () => {
  it('merges in written order, maps by key, the rest replaced', () => {
    const { tenant, said } = open(
      `settings: { secureByDefault: true }
use: [a.yaml, b.yaml]
devices: { d: { osVersion: "17.0" } }
`,
      {
        'a.yaml': `${head}settings: { secureByDefault: false, deviceComplianceCheckinThresholdDays: 10 }\ndevices: { d: { managementType: iosSupervised, osVersion: "16.0", mtdApps: [lookout] } }\n`,
        'b.yaml': `${head}devices: { d: { mtdApps: [zimperium] }, e: { managementType: windowsManaged } }\n`,
      },
    );
    expect(said).toEqual([]);
    expect(tenant?.settings).toEqual({
      secureByDefault: false,
      deviceComplianceCheckinThresholdDays: 10,
    });
    expect(tenant?.devices['d']).toMatchObject({
      osVersion: '17.0',
      mtdApps: { zimperium: { installed: true, activated: true } },
    });
    expect(Object.keys(tenant?.devices ?? {})).toEqual(['d', 'e']);
  });

  it('a file that uses itself is told once, with the way round', () => {
    const { said } = open('use: [t.yaml]\n');
    expect(said).toEqual(['error: `t.yaml` uses itself: t.yaml → t.yaml']);
  });
});
