import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openContractProfile } from '../../../simulator/contract/open-contract-profile.ts';
import { parameters } from '../../../simulator/contract/parameters.ts';
import { defaultProfile } from '../../../simulator/contract/profile.ts';
import { readDisk } from '../../../simulator/source/disk.ts';
import { documentsOf } from '../../../simulator/source/documents.ts';
import { shippedScenarios } from '../../../simulator/source/package-root.ts';

const shipped = (file: string) =>
  openContractProfile(
    join(shippedScenarios, 'contract', file),
    documentsOf({ read: readDisk, shipped: shippedScenarios }),
  );

const written = (text: string) =>
  openContractProfile(
    'own.yaml',
    documentsOf({
      read: () => ({ kind: 'bytes', bytes: Buffer.from(text) }),
      shipped: shippedScenarios,
    }),
  );

const head = 'apiVersion: muster/v1\nkind: ContractProfile\nname: own\n';

describe('a contract profile', () => {
  it('that is shipped as the default says what the code says, each value with its basis', () => {
    expect(shipped('default.yaml')).toEqual({ profile: defaultProfile, diagnostics: [] });
  });

  it('that is shipped has no errors', () => {
    const files = readdirSync(join(shippedScenarios, 'contract'));
    expect(files.length).toBeGreaterThan(2);
    for (const file of files) expect(shipped(file).diagnostics).toEqual([]);
  });

  it('has a basis and a source for every parameter', () => {
    for (const [group, members] of Object.entries(parameters)) {
      for (const [name, { source, meaning }] of Object.entries(members)) {
        expect(defaultProfile.basis[`${group}.${name}`], `${group}.${name}`).toBeDefined();
        expect([source, meaning].every((text) => text.length > 3)).toBe(true);
      }
    }
  });

  it('changes what it names and nothing else; nobody vouches for a plain number', () => {
    const { profile } = written(
      `${head}limits:\n  itemsPerMessage: 50\nstatuses:\n  blocked: { value: 403, basis: inferred }\n`,
    );
    expect(profile?.limits).toEqual({ ...defaultProfile.limits, itemsPerMessage: 50 });
    expect(profile?.statuses.blocked).toBe(403);
    expect(profile?.basis['limits.itemsPerMessage']).toBe('unspecified');
    expect(profile?.basis['statuses.blocked']).toBe('inferred');
    expect(profile?.times).toEqual(defaultProfile.times);
  });

  it.each([
    ['limits:\n  itemPerMessage: 5\n', 'unknown field `itemPerMessage`'],
    ['limits:\n  itemsPerMessage: 0\n', 'expected a whole number from 1 to 10000, found `0`'],
    ['statuses:\n  blocked: 99\n', 'expected a whole number from 200 to 599, found `99`'],
    ['times:\n  clockSkew: 5\n', '`5` is no duration: `5` has no unit, write e.g. `5s`'],
    ['answers:\n  errors: html\n', 'unknown way `html`'],
    ['answers:\n  errors: { basis: inferred }\n', '`value` is missing'],
    ['limit:\n  burst: 5\n', 'unknown field `limit`'],
  ])('is refused with its place: %j', (body, message) => {
    const { profile, diagnostics } = written(head + body);
    expect(profile).toBeNull();
    expect(diagnostics.map((one) => one.message)).toEqual([message]);
    expect(diagnostics[0]?.span.line).toBeGreaterThan(3);
  });
});
