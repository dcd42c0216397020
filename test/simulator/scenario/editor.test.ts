import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { getLanguageService } from 'yaml-language-server';

/** What an editor with the YAML language server offers in a scenario and in a tenant. */
const folder = join(import.meta.dirname, '../../../scenarios');
const schemaOf = (name: string) =>
  JSON.parse(readFileSync(join(folder, `${name}.schema.json`), 'utf8'));

const service = getLanguageService({
  schemaRequestService: (uri: string) => Promise.reject(new Error(`nothing is fetched: ${uri}`)),
  workspaceContext: { resolveRelativePath: (path: string) => path },
});
service.configure({
  validate: true,
  hover: true,
  completion: true,
  isKubernetes: false,
  customTags: [],
  yamlVersion: '1.2',
  schemas: ['scenario', 'tenant', 'target'].map((name) => ({
    uri: `file:///${name}.schema.json`,
    fileMatch: [`*.${name}.yaml`],
    schema: schemaOf(name),
  })),
});

let count = 0;
const open = (kind: string, text: string) => {
  count += 1;
  return TextDocument.create(`file:///editor/${count}.${kind}.yaml`, 'yaml', 1, text);
};

/** What is offered where `|` stands. */
const offered = async (kind: string, text: string): Promise<string[]> => {
  const document = open(kind, text.replace('|', ''));
  const at = document.positionAt(text.indexOf('|'));
  const { items } = await service.doComplete(document, at, false);
  return items.map(({ label }) => label);
};

/** What is shown where `|` stands. */
const shown = async (kind: string, text: string): Promise<string> => {
  const document = open(kind, text.replace('|', ''));
  const hover = await service.doHover(document, document.positionAt(text.indexOf('|')));
  return JSON.stringify(hover?.contents ?? '');
};

const complaints = async (kind: string, text: string): Promise<string[]> => {
  const found = await service.doValidation(open(kind, text), false);
  return found.map(({ message }) => message);
};

const head = `apiVersion: muster/v1
kind: Scenario
id: a/b
covers: [MULTI-01]
`;

describe('completion', () => {
  it.each([
    ['the keys of a scenario', `${head}|`, ['title', 'timeline', 'never', 'given']],
    [
      'the verbs',
      `${head}timeline:\n  - at: 0s\n    do:\n      - |`,
      ['report', 'launch', 'checkIn'],
    ],
    [
      'the partners',
      `${head}timeline:\n  - at: 0s\n    do:\n      - heartbeat:\n          partner: |`,
      ['lookout', 'zimperium', 'defender'],
    ],
    [
      'the fields of a device',
      `${head}timeline:\n  - at: 0s\n    expect:\n      pixel:\n        |`,
      ['complianceState', 'reasons', 'access'],
    ],
    [
      'the reason codes',
      `${head}timeline:\n  - at: 0s\n    expect:\n      pixel: { reasons: [|] }`,
      ['scan-missing/lookout', 'not-in-contact'],
    ],
    [
      'the connector settings',
      `${head}given:\n  connectors:\n    lookout:\n      |`,
      ['androidEnabled', 'partnerUnresponsivenessThresholdInDays'],
    ],
    ['the readings', `${head}readings:\n  |`, ['unresponsiveBoundary', 'missingDataModel']],
  ])('offers %s', async (_what, text, expected) => {
    expect(await offered('scenario', text)).toEqual(expect.arrayContaining(expected));
  });

  it.each([
    ['the surfaces', 'surfaces:\n  |', ['graph', 'partner', 'control']],
    ['the partners', 'credentials:\n  partners:\n    |', ['lookout', 'zimperium']],
    ['what can be done', 'can: [|]', ['partner', 'app-launch']],
    ['what can be seen', 'shows: [|]', ['complianceState', 'events']],
    ['where a secret can be', 'credentials:\n  admin:\n    secret:\n      |', ['env', 'file']],
  ])('offers %s in a target', async (_what, text, expected) => {
    const whole = `apiVersion: muster/v1\nkind: Target\n${text}`;
    expect(await offered('target', whole)).toEqual(expect.arrayContaining(expected));
  });

  it('offers the levels of a policy in a tenant', async () => {
    const text =
      'apiVersion: muster/v1\nkind: Tenant\ncompliancePolicies:\n  p:\n    deviceThreatProtectionRequiredSecurityLevel: |';
    expect(await offered('tenant', text)).toEqual(
      expect.arrayContaining(['secured', 'low', 'medium', 'high', 'notSet']),
    );
  });
});

describe('hover', () => {
  it.each([
    ['connectors:\n  lookout: { andr|oidEnabled: true }', 'Connect Android devices to'],
    ['connectors:\n  look|out: { androidEnabled: true }', 'Lookout for Work'],
    ['settings: { secureBy|Default: true }', 'Mark devices with no compliance policy assigned as'],
    [
      'compliancePolicies:\n  p: { deviceThreat|ProtectionRequiredSecurityLevel: low }',
      'at or under the Device Threat Level',
    ],
  ])('%s shows what the admin centre says', async (text, expected) => {
    const whole = `apiVersion: muster/v1\nkind: Tenant\n${text}\n`;
    expect(await shown('tenant', whole)).toContain(expected);
  });

  it('shows what a verb does', async () => {
    const text = `${head}timeline:\n  - at: 0s\n    do:\n      - rep|ort: { partner: lookout }\n`;
    expect(await shown('scenario', text)).toContain('message to Intune about one device');
  });
});

describe('validation', () => {
  const files = [
    'several-vendors/missed-second-scan.yaml',
    'app-protection/partners-that-can.yaml',
  ];

  it.each(files)('%s has nothing to complain about, variables included', async (file) => {
    const text = readFileSync(join(folder, file), 'utf8').replace(/^# yaml-language-server.*/, '');
    expect(await complaints('scenario', text)).toEqual([]);
  });

  it('a misspelt field and an unknown value are marked', async () => {
    const text = `${head}titel: x\ntimeline:\n  - at: 0s\n    expect: { pixel: { complianceState: ok } }\n`;
    const found = (await complaints('scenario', text)).join('\n');
    expect(found).toContain('titel');
    expect(found).toContain('noncompliant');
  });
});
