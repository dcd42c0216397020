import type {
  AppProtectionPolicy,
  CompliancePolicy,
  ConditionalAccessPolicy,
} from '../../core/tenant.ts';
import { readAppProtectionPolicy } from './app-protection-policy.ts';
import type { Body } from './body.ts';
import { readCompliancePolicy } from './compliance-policy.ts';
import { readConditionalAccessPolicy } from './conditional-access-policy.ts';
import type { Normalised } from './normalised.ts';

/** The policies of a tenant, by section of the tenant file. */
export interface PolicyBySection {
  readonly compliancePolicies: CompliancePolicy;
  readonly appProtectionPolicies: AppProtectionPolicy;
  readonly conditionalAccessPolicies: ConditionalAccessPolicy;
}
export type PolicySection = keyof PolicyBySection;

const readers: {
  readonly [Section in PolicySection]: (body: Body) => Normalised<PolicyBySection[Section]>;
} = {
  compliancePolicies: readCompliancePolicy,
  appProtectionPolicies: readAppProtectionPolicy,
  conditionalAccessPolicies: readConditionalAccessPolicy,
};

/**
 * Reads one Graph body, v1.0 or beta, plus our own keys `assignedTo`, `excludedGroups` and `apps`.
 * Unknown properties are warnings; a value of Mobile Threat Defense outside its enumeration is an
 * error, and then there is no value. Paths of issues start at the body.
 */
export const normalisePolicy = <Section extends PolicySection>(
  section: Section,
  body: Body,
): Normalised<PolicyBySection[Section]> => readers[section](body);
