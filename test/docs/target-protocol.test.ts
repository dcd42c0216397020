import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { noPaint } from '../../reports/paint.ts';
import { openTargetFile } from '../../simulator/cli/run/target-file.ts';
import type { Terminal } from '../../simulator/cli/terminal.ts';
import {
  capabilities,
  capabilityOfField,
  capabilityOfVerb,
} from '../../simulator/port/capability.ts';
import { actingNames, shownNames, surfaceNotes } from '../../simulator/target/http/setup.ts';
import { endpointsInUse } from './target-endpoints.ts';

const page = readFileSync(join(import.meta.dirname, '../../docs/target-protocol.md'), 'utf8');

const surfaceRows = Object.entries(surfaceNotes).map(([name, note]) => `| \`${name}\` | ${note} |`);
const capabilityRows = actingNames.map((name) => {
  const verbs = Object.entries(capabilityOfVerb)
    .filter(([, capability]) => capability === name)
    .map(([verb]) => `\`${verb}\``);
  return `| \`${name}\` | ${capabilities[name]} | ${verbs.join(', ')} |`;
});
const ofField = new Map<string, string | null>(Object.entries(capabilityOfField));
const shownRows = shownNames.map(
  (name) => `| \`${name}\` | ${name === 'events' ? name : (ofField.get(name) ?? '')} |`,
);

/** The requests of the tables, as patterns in which `{…}` is any one part of a path. */
const documented = [...page.matchAll(/^\| `((?:GET|POST|PUT|PATCH|DELETE) [^`]+)` \|/gm)].map(
  ([, request = '']) => new RegExp(`^${request.replace(/\{[a-z]+\}/g, '[^/]+')}$`),
);

describe('the page on targets', () => {
  it.each([
    ['surface', surfaceRows],
    ['capability', capabilityRows],
    ['field', shownRows],
  ])('has the row of every %s', (_what, rows) => {
    expect(rows.filter((row) => !page.includes(row))).toEqual([]);
  });

  it('names every endpoint that playing scenarios asks', async () => {
    const used = [...(await endpointsInUse())].sort();
    expect(used.length).toBeGreaterThan(30);
    expect(used.filter((one) => !documented.some((pattern) => pattern.test(one)))).toEqual([]);
  });

  it('shows a target file that is one', () => {
    const text = /```yaml\n([\s\S]*?)```/.exec(page)?.[1] ?? '';
    const cwd = mkdtempSync(join(tmpdir(), 'muster-docs-'));
    writeFileSync(join(cwd, 'target.yaml'), text);
    writeFileSync(join(cwd, 'lookout.secret'), 'a-secret');
    let said = '';
    const terminal: Terminal = {
      cwd,
      env: { ADMIN_SECRET: 'a-secret', ZIMPERIUM_TOKEN: 'a-token', CONTROL_TOKEN: 'a-token' },
      isInteractive: false,
      columns: 80,
      paint: noPaint,
      today: '2026-06-01',
      print: () => undefined,
      write: () => undefined,
      complain: (line) => {
        said += line;
      },
      log: () => undefined,
      onInterrupt: () => () => undefined,
    };
    const setup = openTargetFile('target.yaml', null, terminal);
    rmSync(cwd, { recursive: true, force: true });
    expect(said).toBe('');
    expect(setup?.surfaces.graph).toBe('https://intune.test');
    expect(setup?.timeout).toBe(10_000);
  });
});
