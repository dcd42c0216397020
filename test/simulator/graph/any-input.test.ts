import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { importFile } from '../../../simulator/graph/import.ts';
import { writeTenant } from '../../../simulator/graph/write-tenant.ts';
import { bytesOf, fixture } from './fixture.ts';

const fixtures = [
  'graph-response.json',
  'intune-management.json',
  'intunecd.json',
  'powershell-sdk.json',
  'cipp.json',
  'template.json',
  'microsoft365dsc.ps1',
].map(fixture);

const parameters = { seed: 20260105, numRuns: 300 };

/** Whatever it is: no exception, a place in the file for everything said, and a tenant's text. */
const isHandled = (path: string, bytes: Uint8Array): void => {
  const result = importFile(path, bytes);
  expect(result.files).toHaveLength(1);
  const [file] = result.files;
  const lines = file?.text?.split('\n') ?? [''];
  for (const { span, message } of result.diagnostics) {
    expect(message).not.toBe('');
    expect(span.file).toBe(path);
    expect(lines[span.line - 1]?.length).toBeGreaterThanOrEqual(span.column - 1);
  }
  const wrong = result.diagnostics.some(({ severity }) => severity === 'error');
  expect(file?.outcome === 'refused').toBe(wrong);
  expect(writeTenant(result)).toContain('kind: Tenant');
};

describe('any input is either read or refused in words', () => {
  it('bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => isHandled('a.json', bytes)),
      parameters,
    );
  });

  it('JSON values', () => {
    fc.assert(
      fc.property(fc.json(), (text) => isHandled('a.json', bytesOf(text))),
      parameters,
    );
  });

  it('exports with a piece cut out, doubled or overwritten', () => {
    const damage = fc.record({
      file: fc.constantFrom(...fixtures),
      at: fc.double({ min: 0, max: 1, noNaN: true }),
      length: fc.nat(40),
      instead: fc.oneof(fc.constant(''), fc.string({ maxLength: 8 }), fc.constant('{"a":[')),
    });
    fc.assert(
      fc.property(damage, ({ file, at, length, instead }) => {
        const text = Buffer.from(file.bytes).toString('utf8');
        const start = Math.floor(at * text.length);
        const damaged = text.slice(0, start) + instead + text.slice(start + length);
        isHandled(file.path, bytesOf(damaged));
      }),
      parameters,
    );
  });

  it('exports with any value in the place of another', () => {
    const value = fc.oneof(fc.jsonValue({ maxDepth: 2 }), fc.constantFrom('secured', 'Enabled', 7));
    const json = fixtures.filter(({ path }) => /^(?:graph|intune|powershell)/.test(path));
    fc.assert(
      fc.property(fc.constantFrom(...json), fc.nat(200), value, ({ path, bytes }, index, other) => {
        let seen = 0;
        const body = JSON.parse(Buffer.from(bytes).toString('utf8'), (_, part) =>
          seen++ === index ? other : part,
        );
        isHandled(path, bytesOf(JSON.stringify(body, null, 2)));
      }),
      parameters,
    );
  });
});
