import type { IssueCode } from '../../simulator/graph/issue-codes.ts';
import type { DiagnosticCode } from '../../simulator/source/report.ts';
import type { Contents } from '../../simulator/source/text.ts';
import { smallTenant } from '../simulator/scenario/memory.ts';

/** Files by name; what is no text is what reading the file gives. */
type Files = Readonly<Record<string, string | Uint8Array | Contents>>;

const scenario = `apiVersion: muster/v1
kind: Scenario
id: mine/first
title: a clean phone is compliant
covers: [MULTI-01]
use: [tenant.yaml]
timeline:
  - at: 1h
    do: [{ report: { partner: lookout, device: pixel, state: secured } }]
    expect: { pixel: { complianceState: compliant } }
`;

const both = (text: string): Files => ({ 'first.yaml': text, 'tenant.yaml': smallTenant });

/** The scenario with one of its pieces written otherwise. */
const slip = (written: string, instead: string): Files => {
  if (!scenario.includes(written)) throw new Error(`the scenario has no \`${written}\``);
  return both(scenario.replace(written, instead));
};

/** The tenant with one of its pieces written otherwise. */
const tenantSlip = (written: string, instead: string): Files => {
  if (!smallTenant.includes(written)) throw new Error(`the tenant has no \`${written}\``);
  return { 'first.yaml': scenario, 'tenant.yaml': smallTenant.replace(written, instead) };
};

const folder: Contents = { kind: 'folder' };
const large: Contents = { kind: 'too-large', size: 100 * 1024 * 1024 };
const latin = new Uint8Array([0x74, 0x69, 0x74, 0x6c, 0x65, 0x3a, 0x20, 0xe9]);

/** For each code of a file that is written by hand the files whose reading says it. */
export const fileExamples: Readonly<Record<DiagnosticCode, Files>> = {
  'not-found': {},
  unreadable: { 'first.yaml': folder },
  'too-large': { 'first.yaml': large },
  'not-text': { 'first.yaml': latin },
  empty: { 'first.yaml': '' },
  yaml: slip('covers: [MULTI-01]', 'covers: [MULTI-01'),
  'duplicate-key': slip('covers:', 'title: another\ncovers:'),
  type: slip('at: 1h', 'at: [1h]'),
  value: slip('state: secured', 'state: secure'),
  'unknown-field': slip('title:', 'titel:'),
  'missing-field': slip('covers: [MULTI-01]\n', ''),
  name: slip('device: pixel', 'device: pixle'),
  duration: slip('at: 1h', 'at: 1 hour'),
  time: slip('timeline:\n', 'timeline:\n  - at: 2h\n    expect: { lookout: enabled }\n'),
  variable: slip('state: secured', 'state: "${state}"'),
  table: slip('timeline:', 'cases: { columns: [state], rows: [[secured, 1]] }\ntimeline:'),
  include: slip('use: [tenant.yaml]', 'use: [tenants.yaml]'),
  'duplicate-id': { ...both(scenario), 'second.yaml': scenario },
  'expects-nothing': slip('    expect: { pixel: { complianceState: compliant } }\n', ''),
  conflict: tenantSlip(
    'mtdApps: [lookout]',
    'mtdApps: { lookout: { activated: true, installed: false } }',
  ),
  limit: slip('timeline:\n', `timeline:\n${'  - { at: 1ms }\n'.repeat(2001)}`),
  advice: slip('title: a clean phone is compliant\n', ''),
};

/** Codes of policies that only a policy written by hand can show. */
export const policyExamples = {
  'missing-type': tenantSlip(
    '    "@odata.type": "#microsoft.graph.androidWorkProfileCompliancePolicy"\n',
    '',
  ),
  'unsupported-type': tenantSlip('androidWorkProfileCompliancePolicy', 'macOSCompliancePolicy'),
  'no-conditions': tenantSlip(
    'users:',
    'conditionalAccessPolicies: { mail: { state: enabled, grantControls: { builtInControls: [mfa] } } }\nusers:',
  ),
} satisfies Partial<Record<IssueCode, Files>>;
