import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  appThreatProperties,
  launchConditions,
} from '../../../simulator/graph/app-protection-properties.ts';
import {
  complianceSettings,
  threatProperties,
} from '../../../simulator/graph/compliance-properties.ts';
import { connectorProperties } from '../../../simulator/graph/connector.ts';
import { decode } from '../../../simulator/graph/decode.ts';
import { normalisePolicy } from '../../../simulator/graph/policy.ts';
import { readExport } from '../../../simulator/graph/read-export.ts';
import { settingThatIsSet } from '../../../simulator/graph/setting-sample.ts';
import { tenantFromFile } from '../../../simulator/service/tenant-file.ts';
import { documentsOf } from '../../../simulator/source/documents.ts';
import {
  type GraphBody,
  lookout,
  serviceUnderTest,
  tenantId,
  type UnderTest,
} from './service-under-test.ts';

const folder = join(import.meta.dirname, '../../../../shared/data/policies');
const present = existsSync(folder);
const reason = present ? '' : ' (skipped: ../shared/data/policies is not there)';

type Body = Readonly<Record<string, unknown>>;

const isBody = (value: unknown): value is Body =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const bodiesIn = (file: string): readonly Body[] => {
  try {
    const decoded = decode(readFileSync(file));
    const json: unknown = JSON.parse(decoded.text ?? '');
    const list = isBody(json) && Array.isArray(json['value']) ? json['value'] : [json];
    return list.filter(isBody);
  } catch {
    return [];
  }
};

const setOf = (folderName: string, body: Body): string | null => {
  const type = String(body['@odata.type'] ?? '').replace(/^#?microsoft\.graph\./, '');
  if (folderName === 'ca')
    return 'conditions' in body ? 'identity/conditionalAccess/policies' : null;
  if (type in threatProperties) return 'deviceManagement/deviceCompliancePolicies';
  return type in appThreatProperties ? `deviceAppManagement/${type}s` : null;
};

const readOnly =
  /^(?:id|createdDateTime|lastModifiedDateTime|modifiedDateTime|version|isAssigned|deployedAppCount|assignments|apps|scheduledActionsForRule|deploymentSummary)$|@|^#/;

const cases = present
  ? readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name.endsWith('.json'))
      .flatMap(({ parentPath, name }) =>
        bodiesIn(join(parentPath, name)).flatMap((body, index) => {
          const set = setOf(basename(parentPath), body);
          return set === null ? [] : [{ name: `${name} ${index}`, set, body }];
        }),
      )
  : [];

let service: UnderTest;
beforeAll(async () => {
  service = await serviceUnderTest();
});
afterAll(() => service.close());

const block = {
  scheduledActionConfigurations: [{ actionType: 'block', gracePeriodHours: 0 }],
};

const rulesIn = (body: Body): readonly unknown[] => {
  const { scheduledActionsForRule: rules } = body;
  const has = Array.isArray(rules) && JSON.stringify(rules).includes('"block"');
  return has ? rules : [block];
};

describe.skipIf(!present)(`policies as people export them${reason}`, () => {
  it('are there', () => {
    expect(cases.length).toBeGreaterThan(70);
  });

  it.each(cases)('come back as they went in: $name', async ({ set, body }) => {
    const compliance = set.endsWith('deviceCompliancePolicies');
    const sent = {
      displayName: 'without a name',
      state: 'disabled',
      ...body,
      ...(compliance ? { scheduledActionsForRule: rulesIn(body) } : {}),
    };
    if (compliance || set.includes('AppManagement')) Reflect.deleteProperty(sent, 'state');
    const made = await service.graph('POST', `/beta/${set}`, sent);
    expect(made.status, JSON.stringify(made.body.error)).toBe(201);
    const read = await service.graph('GET', `/beta/${set}/${made.body.id}`);
    const back = new Map<string, unknown>(Object.entries(read.body));
    for (const [name, value] of Object.entries(sent)) {
      if (!readOnly.test(name)) expect([name, back.get(name)]).toEqual([name, value]);
    }
  });
});

const sections: Readonly<Record<string, string>> = {
  'deviceManagement/deviceCompliancePolicies': 'compliancePolicies',
  'identity/conditionalAccess/policies': 'conditionalAccessPolicies',
};

/** A tenant file that holds one body as it was exported; null where the file has an error. */
const tenantWith = (set: string, { assignments: _groups, ...body }: Body) => {
  const section = sections[set] ?? 'appProtectionPolicies';
  const file = { apiVersion: 'muster/v1', kind: 'Tenant', [section]: { policy: body } };
  const bytes = new TextEncoder().encode(JSON.stringify(file));
  const documents = documentsOf({ read: () => ({ kind: 'bytes', bytes }), shipped: '/nowhere' });
  return tenantFromFile('tenant.yaml', documents, readExport).tenant;
};

describe.skipIf(!present)(`a tenant file with exports${reason}`, () => {
  const sets = [...new Set(cases.map(({ set }) => set))];

  it.each(sets)('shows in %s what it was given, under the id it had', async (set) => {
    let shown = 0;
    const served = await serviceUnderTest();
    const { tenants } = served.context;
    for (const { name, body } of cases.filter((one) => one.set === set)) {
      const file = tenantWith(set, body);
      if (file === null) continue;
      shown += 1;
      const clock = { mode: 'stepped', factor: 1 } as const;
      const { names } = tenants.add({ ...file, id: tenantId, name, start: 0, clock });
      const id = body['id'] ?? names.idOf('policy', 'policy');
      const read = await served.graph('GET', `/beta/${set}/${String(id)}`);
      const back = new Map<string, unknown>(Object.entries(read.body));
      for (const [property, value] of Object.entries(body)) {
        const isOwn = /^(?:id|createdDateTime)$/.test(property) && value !== null;
        if (readOnly.test(property) && !isOwn) continue;
        expect([name, property, back.get(property)]).toEqual([name, property, value]);
      }
    }
    expect(shown).toBeGreaterThan(0);
    await served.close();
  });
});

describe('a connector', () => {
  it('comes back with every setting as it went in', async () => {
    const path = `/beta/deviceManagement/mobileThreatDefenseConnectors/${lookout}`;
    const days = { partnerUnresponsivenessThresholdInDays: 11 };
    for (const value of [true, false]) {
      const settings = connectorProperties.map((name) => [name, value]);
      const sent = { ...Object.fromEntries(settings), ...days };
      expect((await service.graph('PATCH', path, sent)).status).toBe(200);
      expect((await service.graph('GET', path)).body).toMatchObject(sent);
    }
  });
});

describe('what is written of a policy', () => {
  const types = [
    ...Object.entries(complianceSettings).map(
      ([type, names]) => ['compliancePolicies', type, names] as const,
    ),
    ...Object.entries(launchConditions).map(
      ([type, names]) => ['appProtectionPolicies', type, names] as const,
    ),
  ];

  it.each(types)('reads as set: %s %s', (section, type, names) => {
    const settings = Object.fromEntries(names.map((name) => [name, settingThatIsSet(name)]));
    const body = { '@odata.type': `#microsoft.graph.${type}`, ...settings };
    const { value } = normalisePolicy(section, body);
    expect(value?.otherSettings).toEqual([...names].sort());
  });

  it('says what the tenant has now where another way has changed it', async () => {
    const { tenant, graph } = service;
    const path = '/beta/deviceManagement/deviceCompliancePolicies';
    const find = async (): Promise<GraphBody | undefined> =>
      (await graph('GET', path)).body.value.find(({ displayName }) => displayName === 'threat');
    const known = tenant.world().tenant.compliancePolicies['threat'];
    if (known === undefined) throw new Error('no policy');
    const value = {
      ...known,
      deviceThreatProtectionRequiredSecurityLevel: 'high',
      otherSettings: ['passwordRequired'],
    } as const;
    tenant.perform({ do: 'setPolicy', policy: 'threat', section: 'compliancePolicies', value });
    expect(await find()).toMatchObject({
      deviceThreatProtectionRequiredSecurityLevel: 'high',
      passwordRequired: true,
    });
  });
});
