import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { importFile, importFiles } from '../../../simulator/graph/import.ts';
import { normalisePolicy } from '../../../simulator/graph/policy.ts';
import { writeTenant } from '../../../simulator/graph/write-tenant.ts';

const checkout = join(import.meta.dirname, '../../..');
const folder = join(checkout, '../shared/data/policies');
const present = existsSync(folder);
const reason = present ? '' : ' (skipped: ../shared/data/policies is not there)';

/** Of the folders, those that hold mobile compliance, app protection, connectors or access. */
const inScope = /^(?:ca|compliance-(?:android|ios)[\w-]*|mam-[\w-]+|mtd-connector|dsc-m365dsc)$/;
/** DSC examples of what is not simulated, and of tenant settings. */
const outOfScope = /PolicyMacOS|ComplianceSettings/;

const filesOf = (): string[] =>
  readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && inScope.test(entry.name))
    .flatMap(({ name }) => readdirSync(join(folder, name)).map((file) => `${name}/${file}`))
    .filter((file) => !outOfScope.test(file));

describe.skipIf(!present)(`policies from public repositories${reason}`, () => {
  const files = present ? filesOf() : [];
  const results = files.map((path) => importFile(path, readFileSync(join(folder, path))));

  it('at least 95 % import, and every refusal has a name', () => {
    const refused = results.filter(({ policies, connectors, files: [file] }) => {
      return file?.outcome !== 'imported' || policies.length + connectors.length === 0;
    });
    const share = 1 - refused.length / files.length;
    console.log(`${files.length - refused.length} of ${files.length} files import`);
    for (const {
      files: [file],
      diagnostics,
    } of refused) {
      const why = diagnostics.map(({ code, message }) => `${code}: ${message}`);
      console.log(`refused: ${file?.file}\n  ${why.join('\n  ')}`);
    }
    expect(files.length).toBeGreaterThan(90);
    expect(share).toBeGreaterThanOrEqual(0.95);
  });

  it('what is written means what was read', () => {
    for (const { policies } of results) {
      for (const { section, body, value } of policies) {
        expect(normalisePolicy(section, body).value).toStrictEqual(value);
      }
    }
  });

  it('all of them fit into one tenant, each under a name of its own', () => {
    const all = importFiles(
      files.map((path) => ({ path, bytes: readFileSync(join(folder, path)) })),
    );
    const keys = all.policies.map(({ key }) => key);
    expect(new Set(keys).size).toBe(keys.length);
    expect(writeTenant(all)).toContain('\nusers:\n');
  });
});
