import { describe, expect, it } from 'vitest';
import { importFile } from '../../../simulator/graph/import.ts';
import { largestImport } from '../../../simulator/graph/read-file.ts';
import { bytesOf, utf16 } from './fixture.ts';

const errorsOf = (path: string, bytes: Uint8Array) => {
  const result = importFile(path, bytes);
  expect(result.files.map(({ outcome }) => outcome)).toStrictEqual(['refused']);
  expect(result.policies).toStrictEqual([]);
  return result.diagnostics
    .filter(({ severity }) => severity === 'error')
    .map(({ code, span }) => `${code} ${span.file}:${span.line}:${span.column}`);
};

const refusal = (text: string, path = 'a.json') => errorsOf(path, bytesOf(text));

describe('a file is refused, with its place', () => {
  it.each([
    ['', ['empty a.json:1:1']],
    [' \n ', ['empty a.json:1:1']],
    ['{}', ['no-policy a.json:1:1']],
    ['[]', ['no-policy a.json:1:1']],
    ['"text"', ['json a.json:1:1']],
    ['{ "name": "an npm package", "version": "1.0.0" }', ['no-policy a.json:1:1']],
    ['[{ "passwordRequired": true }, 7]', ['no-policy a.json:1:1']],
    ['{\n  "a": 1,\n  "a": 2\n}', ['duplicate-key a.json:3:3']],
    ['{\n  "a": tru }', ['json a.json:2:8']],
    ['{\n  "a" 1 }', ['json a.json:2:7']],
    ['{ "a": "x\n" }', ['json a.json:1:8']],
    ['{ "a": "\\x" }', ['json a.json:1:9']],
    ['{ "a": [1, 2', ['json a.json:1:13']],
    ['{ "groupId": $group }', ['json a.json:1:14']],
    ['hello: world', ['json a.json:1:1']],
  ])('%j', (text, errors) => {
    expect(refusal(text)).toStrictEqual(errors);
  });

  it('binary files', () => {
    const bytes = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13]);
    expect(errorsOf('a.json', bytes)).toStrictEqual(['binary a.json:1:1']);
  });

  it('UTF-16 that ends in the middle of a character', () => {
    const bytes = utf16('{}').subarray(0, 5);
    expect(errorsOf('a.json', bytes)).toStrictEqual(['undecodable a.json:1:1']);
  });

  it('files above the limit, without looking inside', () => {
    const bytes = new Uint8Array(largestImport + 1);
    expect(errorsOf('a.json', bytes)).toStrictEqual(['too-large a.json:1:1']);
  });

  it.each([
    ['[', ']'],
    ['{"a":', '}'],
  ])('nesting of 10^5 `%s`', (open, close) => {
    const deep = `${open.repeat(100_000)}1${close.repeat(100_000)}`;
    expect(refusal(deep)[0]).toMatch(/^too-deep a\.json:1:\d+$/);
    const unclosed = refusal(open.repeat(100_000));
    expect(unclosed[0]).toMatch(/^too-deep a\.json:1:\d+$/);
  });

  it('nesting of 10^5 brackets in a DSC block', () => {
    const deep = `IntuneDeviceCompliancePolicyiOs 'x' { A = ${'@('.repeat(100_000)}`;
    expect(refusal(deep, 'a.ps1')[0]).toMatch(/^dsc a\.ps1:1:\d+$/);
  });

  it('a DSC block that does not end', () => {
    const text =
      "Configuration X {\n  IntuneDeviceCompliancePolicyiOs 'x' {\n    DisplayName = 'y'";
    expect(errorsOf('a.ps1', bytesOf(text))).toStrictEqual(['dsc a.ps1:2:39']);
  });

  it('a value outside its enumeration, at the value', () => {
    const text = `{
  "@odata.type": "#microsoft.graph.iosCompliancePolicy",
  "displayName": "x",
  "deviceThreatProtectionRequiredSecurityLevel": "severe"
}`;
    expect(refusal(text)).toStrictEqual(['enum a.json:4:50']);
    const [diagnostic] = importFile('a.json', bytesOf(text)).diagnostics;
    expect(diagnostic?.span.length).toBe('"severe"'.length);
    expect(diagnostic?.label).toBe('allowed: unavailable, secured, low, medium, high, notSet');
  });

  it('the same at its line in a DSC block', () => {
    const text =
      "IntuneDeviceCompliancePolicyiOs 'x'\n{\n" +
      "  DeviceThreatProtectionRequiredSecurityLevel = 'severe'\n}";
    expect(errorsOf('a.ps1', bytesOf(text))).toStrictEqual(['enum a.ps1:3:49']);
  });
});

describe('a file is accepted with a warning', () => {
  const told = (text: string, path = 'a.json') => {
    const { diagnostics, files } = importFile(path, bytesOf(text));
    expect(diagnostics.map(({ severity }) => severity)).not.toContain('error');
    return [files[0]?.outcome, ...diagnostics.map(({ code }) => code)];
  };

  it('an entity of another kind', () => {
    const text = '{ "@odata.type": "#microsoft.graph.windows10GeneralConfiguration", "id": "x" }';
    expect(told(text)).toStrictEqual(['nothing', 'left-out']);
  });

  it('an empty response', () => {
    const text = '{ "@odata.context": "x#deviceManagement/deviceCompliancePolicies", "value": [] }';
    expect(told(text)).toStrictEqual(['nothing', 'empty-response']);
  });

  it('a policy whose type cannot be told', () => {
    const text = '{ "displayName": "x", "scheduledActionsForRule": [] }';
    expect(told(text)).toStrictEqual(['nothing', 'left-out']);
  });

  it('text after the end', () => {
    const text = '{ "secureByDefault": true }\nPS C:\\> exit';
    expect(told(text)).toStrictEqual(['imported', 'trailing-text']);
  });

  it('assignments without their policy', () => {
    const text =
      '[{ "target": { "@odata.type": "#microsoft.graph.groupAssignmentTarget", "groupId": "x" } }]';
    expect(told(text)).toStrictEqual(['nothing', 'left-out']);
  });
});

describe('encodings', () => {
  const text =
    '{\r\n  "secureByDefault": true, "deviceComplianceCheckinThresholdDays": 22, "x": "é"\r\n}';
  const settings = { secureByDefault: true, deviceComplianceCheckinThresholdDays: 22 };

  it.each([
    ['utf-8', bytesOf(text)],
    ['utf-8-bom', bytesOf(`\uFEFF${text}`)],
    ['utf-16le', utf16(text)],
    ['utf-16be', utf16(text, 'be')],
    ['utf-16le', utf16(text, 'le', false)],
    ['utf-16be', utf16(text, 'be', false)],
    ['windows-1252', new Uint8Array(Buffer.from(text, 'latin1'))],
  ])('%s is read, and lines are counted the same', (encoding, bytes) => {
    const result = importFile('a.json', bytes);
    expect(result.files[0]?.encoding).toBe(encoding);
    expect(result.settings).toStrictEqual(settings);
    expect(result.diagnostics).toMatchObject([{ code: 'unknown-property', span: { line: 2 } }]);
  });
});

it('a property named `__proto__` stays one', () => {
  const text = '{ "__proto__": { "secureByDefault": true }, "constructor": 1 }';
  const result = importFile('a.json', bytesOf(text));
  expect(result.settings).toStrictEqual({ secureByDefault: true });
  expect(({} as Record<string, unknown>)['secureByDefault']).toBeUndefined();
});
