import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { compile } from '../../../simulator/scenario/compile.ts';
import { diskIo } from '../../../simulator/scenario/load.ts';
import { framesOf, memory } from './memory.ts';

const page = resolve(import.meta.dirname, '../../../../shared/spec/scenario-format.md');
const present = existsSync(page);
const blocks = present
  ? [...readFileSync(page, 'utf8').matchAll(/```yaml\n(.*?)```/gs)].map((match) => match[1] ?? '')
  : [];

const head = 'apiVersion: muster/v1\nkind: Scenario\ntitle: an example of the format\n';

const iosTenant = `apiVersion: muster/v1
kind: Tenant
connectors: { lookout: { iosMobileApplicationManagementEnabled: true } }
appProtectionPolicies:
  apps:
    "@odata.type": "#microsoft.graph.iosManagedAppProtection"
    maximumAllowedDeviceThreatLevel: medium
    mobileThreatDefenseRemediationAction: wipe
    apps: [outlook]
    assignedTo: [staff]
users: { ada: { groups: [staff] } }
devices: { iphone: { managementType: iosUnmanaged, user: ada, mtdApps: [lookout] } }
`;

const disk = diskIo();

const compileAll = (files: Record<string, string>, names: readonly string[]) => {
  const inMemory = memory(files);
  return compile(names, {
    ...disk,
    read: (path, limit) => (path in files ? inMemory.read(path, limit) : disk.read(path, limit)),
  });
};

describe.skipIf(!present)('the examples of scenario-format.md (needs ../shared)', () => {
  it('the missed second scan compiles as it stands', () => {
    const compiled = compileAll(
      {
        'x/several-vendors/missed.yaml': blocks[0] ?? '',
        'x/tenants/android-two-vendors.yaml': blocks[1] ?? '',
      },
      ['x/several-vendors/missed.yaml'],
    );
    expect(framesOf(compiled)).toBe('');
    const [kase] = compiled.cases;
    expect(kase?.id).toBe('several-vendors/missed-second-scan');
    expect(kase?.steps.map(({ offset }) => offset)).toEqual(['0s', '6h', '6h+1s', '7h']);
    expect(kase?.watches[0]?.instants).toContain((kase?.start ?? 0) + 6 * 3_600_000 + 999);
    expect(kase?.resources).toEqual(['exchange']);
  });

  it('the selective wipe compiles with a head and a tenant', () => {
    const text = `${head}use: [ios.yaml]\n${blocks[2]}`;
    const compiled = compileAll({ 'wipe.yaml': text, 'ios.yaml': iosTenant }, ['wipe.yaml']);
    expect(framesOf(compiled)).toBe('');
    expect(compiled.cases[0]?.needs).toEqual([
      'app-launch',
      'clock-control',
      'events',
      'org-data',
      'partner',
      'reasons',
    ]);
    expect(compiled.cases[0]?.steps.at(-1)?.basis).toBe('inferred');
  });

  it('the unresponsive connector compiles on a tenant the package ships', () => {
    const compiled = compileAll({ 'gone.yaml': `${head}${blocks[3]}` }, ['gone.yaml']);
    expect(framesOf(compiled)).toBe('');
    const [kase] = compiled.cases;
    const day = 24 * 3_600_000;
    const start = kase?.start ?? 0;
    expect(kase?.steps.map(({ at }) => at - start)).toEqual([0, 7 * day - 1, 7 * day, 7 * day + 1]);
    expect(kase?.steps[2]?.graded.map(({ grade }) => grade)).toEqual(['met', 'informational']);
    expect(kase?.readings).toEqual({
      unresponsiveBoundary: 'gte',
      ignoreUnresponsiveAs: 'excluded',
    });
  });

  it('the table compiles to one case a row, named by the columns it promises', () => {
    const given = `given:
  settings: { secureByDefault: false }
  devices: { d: { managementType: androidWorkProfile, osVersion: "15", groups: ["\${limit}"] } }
`;
    const text = `${head}${given}${blocks[4]}`;
    const compiled = compileAll({ 'table.yaml': text }, ['table.yaml']);
    expect(framesOf(compiled)).toBe('');
    expect(compiled.cases.map(({ id }) => id)).toEqual([
      'compliance/threat-level/matrix/limit=secured/reported=secured',
      'compliance/threat-level/matrix/limit=secured/reported=lowSeverity',
    ]);
  });
});
