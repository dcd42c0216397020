import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { setHidesNewMembers } from '../../../../simulator/service/graph/manners.ts';
import { everyEntityTenant, everySet, liveALittle, signIn } from '../every-entity.ts';
import { serviceUnderTest, type UnderTest } from '../service-under-test.ts';

const root = fileURLToPath(new URL('../../../../', import.meta.url));
const cache = join(root, 'node_modules/.cache');

let service: UnderTest;
let folder = '';
beforeAll(async () => {
  service = await serviceUnderTest(everyEntityTenant);
  liveALittle(service);
  // The typings of v1.0 do not know the members that live tenants show there all the same.
  setHidesNewMembers(service.tenant, true);
  mkdirSync(cache, { recursive: true });
  // Inside the package: the compiler finds the typings from there.
  folder = mkdtempSync(join(cache, 'wire-types-'));
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await service.close();
});

/** Properties that came after the typings were made (graph.md 1). */
const newer: Readonly<Record<'v1.0' | 'beta', ReadonlySet<string>>> = {
  'v1.0': new Set(['managementState']),
  beta: new Set([
    'grantMobileThreatDefensePartnerRole',
    'launchMobileThreatDefensePartnerOnSetupEnabled',
    'partnerDisplayName',
    'partnerMinimumSupportedAndroidVersion',
    'partnerMinimumSupportedIosVersion',
    'partnerMinimumSupportedMacVersion',
    'partnerMinimumSupportedWindowsVersion',
    'partnerSupportsAndroidMam',
    'partnerSupportsIosCertificateSync',
    'partnerSupportsIosMam',
    'partnerSupportsWindowsMam',
  ]),
};

const typeNamed = (name: string): string =>
  name.replace(/^#?microsoft\.graph\./, '').replace(/^./, (first) => first.toUpperCase());

/** TypeScript that says of entities as they went over the wire what type each is. */
const declarations = (left: ReadonlySet<string>) => {
  const lines: string[] = [];
  const declare = (type: string, body: string): string => {
    const name = `entity${lines.length}`;
    lines.push(`export const ${name}: Graph.${typeNamed(type)} = ${body};`);
    return name;
  };
  const written = (value: unknown): string => {
    if (Array.isArray(value)) return `[${value.map(written).join(', ')}]`;
    if (typeof value !== 'object' || value === null) return JSON.stringify(value);
    const type = new Map<string, unknown>(Object.entries(value)).get('@odata.type');
    return typeof type === 'string' ? declare(type, members(value)) : members(value);
  };
  const members = (entity: object): string => {
    const own = Object.entries(entity).filter(([name]) => !/@|^#/.test(name) && !left.has(name));
    return `{ ${own.map(([name, value]) => `${name}: ${written(value)}`).join(', ')} }`;
  };
  return {
    lines,
    add: (declared: string, entity: object) =>
      declare(
        String(new Map(Object.entries(entity)).get('@odata.type') ?? declared),
        members(entity),
      ),
  };
};

const compiler = join(root, 'node_modules/typescript/bin/tsc');

/** What the compiler says of a file; nothing where all is well. */
const complaints = async (name: string, text: string): Promise<string> => {
  const file = join(folder, name);
  writeFileSync(file, text);
  const options = ['--noEmit', '--strict', '--ignoreConfig', '--types', '', '--module', 'nodenext'];
  try {
    await promisify(execFile)(process.execPath, [compiler, ...options, '--skipLibCheck', file]);
    return '';
  } catch (error) {
    return error instanceof Error && 'stdout' in error ? String(error.stdout) : String(error);
  }
};

const typings = {
  'v1.0': '@microsoft/microsoft-graph-types',
  beta: '@microsoft/microsoft-graph-types-beta',
} as const;

const entitiesOf = async (version: 'v1.0' | 'beta') => {
  const { lines, add } = declarations(newer[version]);
  for (const [path, type, only] of everySet) {
    if (only === 'beta' && version === 'v1.0') continue;
    const { body } = await service.graph('GET', `/${version}/${path}`);
    expect(body.value.length).toBeGreaterThan(0);
    for (const entity of body.value) add(type, entity);
  }
  const tenant = await service.graph('GET', `/${version}/deviceManagement`);
  add('deviceManagement', tenant.body);
  const evaluate = `/${version}/identity/conditionalAccess/evaluate`;
  const found = await service.graph('POST', evaluate, signIn(service));
  for (const result of found.body.value) add('whatIfAnalysisResult', result);
  return lines;
};

describe.each(['v1.0', 'beta'] as const)('whole entities of %s', (version) => {
  it('are what the typings of Microsoft say, and have no property these do not know', async () => {
    const lines = await entitiesOf(version);
    const text = [`import type * as Graph from '${typings[version]}';`, ...lines].join('\n');
    expect(await complaints(`wire-${version}.ts`, text)).toBe('');
  });

  it('would not be so with a wrong member, type or name', async () => {
    const wrong = [
      `export const connector: Graph.MobileThreatDefenseConnector = { partnerState: 'merry' };`,
      `export const device: Graph.ManagedDevice = { complianceState: 4 };`,
      `export const policy: Graph.IosCompliancePolicy = { toaster: true };`,
    ];
    const text = [`import type * as Graph from '${typings[version]}';`, ...wrong].join('\n');
    const found = (await complaints(`wrong-${version}.ts`, text)).trim().split('\n');
    expect(found.filter((line) => line.includes('error TS'))).toHaveLength(3);
  });
});
