import type {
  AppProtectionPolicy,
  CompliancePolicy,
  ConditionalAccessPolicy,
} from '../../core/tenant.ts';
import type { Issue } from '../graph/issue.ts';
import { normalisePolicy, type PolicySection } from '../graph/policy.ts';
import type { Diagnostic } from '../source/diagnostic.ts';
import { didYouMean, listed } from '../source/nearest.ts';
import { locate, type Mapping, type Placed, type Plain, toPlain } from '../source/tree.ts';

export type { PolicySection };

export const policySections = [
  'compliancePolicies',
  'appProtectionPolicies',
  'conditionalAccessPolicies',
] as const satisfies readonly PolicySection[];

export type Policy =
  | { readonly section: 'compliancePolicies'; readonly value: CompliancePolicy }
  | { readonly section: 'appProtectionPolicies'; readonly value: AppProtectionPolicy }
  | { readonly section: 'conditionalAccessPolicies'; readonly value: ConditionalAccessPolicy };

/** A policy as a file gives it, and what became of it. */
export interface PolicyEntry {
  readonly name: string;
  readonly section: PolicySection;
  readonly at: Placed;
  /** The whole body, an imported one included; later changes are merged into it. */
  readonly body: Mapping;
  /** Null where the body could not be read. */
  readonly policy: Policy | null;
}

const bodyOf = (tree: Mapping): Readonly<Record<string, Plain>> => {
  const plain = toPlain(tree);
  return typeof plain === 'object' && plain !== null && !Array.isArray(plain)
    ? (plain as Readonly<Record<string, Plain>>)
    : {};
};

/**
 * In a hand-written body an unknown property is a slip that would switch a rule off silently. In
 * an imported one it is only new, and the importer has said so.
 */
const severityOf = ({ code, severity }: Issue, imported: boolean): 'error' | 'warning' =>
  code === 'unknown-property' && !imported ? 'error' : severity;

const messageOf = ({ code, message }: Issue, imported: boolean): string =>
  code === 'unknown-property' && !imported ? message.replace(/; it is ignored$/, '') : message;

const diagnosticOf = (issue: Issue, body: Mapping, imported: boolean): Diagnostic => {
  const isAboutKey = issue.code.endsWith('-property');
  const place = locate(body, issue.path, isAboutKey);
  const { allowed, help } = issue;
  const found = place !== body && 'kind' in place ? place : null;
  const suggestion =
    help === undefined && allowed !== undefined && found !== null && 'text' in found
      ? didYouMean(String(found.text), allowed).help
      : help;
  return {
    severity: severityOf(issue, imported),
    code: issue.code,
    message: messageOf(issue, imported),
    span: place.span,
    ...(allowed !== undefined && { label: `allowed: ${listed(allowed)}` }),
    ...(suggestion !== undefined && { help: suggestion }),
    ...(place.origin !== undefined && { related: place.origin }),
  };
};

const normalise = (section: PolicySection, body: Mapping) => {
  const plain = bodyOf(body);
  switch (section) {
    case 'compliancePolicies': {
      const { value, issues } = normalisePolicy(section, plain);
      return { issues, policy: value && { section, value } };
    }
    case 'appProtectionPolicies': {
      const { value, issues } = normalisePolicy(section, plain);
      return { issues, policy: value && { section, value } };
    }
    case 'conditionalAccessPolicies': {
      const { value, issues } = normalisePolicy(section, plain);
      return { issues, policy: value && { section, value } };
    }
  }
};

type Normalised = ReturnType<typeof normalise>;

/** Rows of a table share most bodies, and a body is read into the same policy each time. */
const read = new WeakMap<Mapping, Map<PolicySection, Normalised>>();

const readOnce = (section: PolicySection, body: Mapping): Normalised => {
  const bySection = read.get(body) ?? new Map<PolicySection, Normalised>();
  read.set(body, bySection);
  const result = bySection.get(section) ?? normalise(section, body);
  bySection.set(section, result);
  return result;
};

/** Reads a Graph body; every issue becomes a diagnostic at the line it speaks of. */
export const policyFrom = (
  section: PolicySection,
  body: Mapping,
  imported: boolean,
  add: (diagnostic: Diagnostic) => void,
): Policy | null => {
  const { issues, policy } = readOnce(section, body);
  for (const issue of issues) add(diagnosticOf(issue, body, imported));
  return policy;
};
