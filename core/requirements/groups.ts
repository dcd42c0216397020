/**
 * The groups of the catalogue by the prefix of their ids. A `row` is a line of a table that is
 * looked up; everything else is a rule.
 */
export const requirementGroups = {
  CONN: { title: 'Connector lifecycle and message gate', kind: 'rule' },
  TOG: { title: 'Connector toggles', kind: 'rule' },
  THREAT: { title: 'Threat levels and reported states', kind: 'rule' },
  COMP: { title: 'Device compliance of enrolled devices', kind: 'rule' },
  ACT: { title: 'Actions for noncompliance', kind: 'rule' },
  MULTI: { title: 'Several vendors, and Defender', kind: 'rule' },
  APPSYNC: { title: 'App inventory', kind: 'rule' },
  CERT: { title: 'Certificate inventory', kind: 'rule' },
  MAM: { title: 'App protection', kind: 'rule' },
  WIPE: { title: 'Selective wipe', kind: 'rule' },
  CA: { title: 'Conditional Access', kind: 'rule' },
  FLOW: { title: 'End-user flows, common parts', kind: 'rule' },
  'FLOW-iOS': { title: 'End-user flow on iOS', kind: 'rule' },
  'FLOW-AND': { title: 'End-user flow on Android', kind: 'rule' },
  'FLOW-ENR': { title: 'End-user flow of enrolled devices', kind: 'rule' },
  'FLOW-MDE': { title: 'End-user flow with Defender', kind: 'rule' },
  ID: { title: 'Registration and device identity', kind: 'rule' },
  RBAC: { title: 'Roles', kind: 'rule' },
  LIC: { title: 'Licences', kind: 'rule' },
  PRIV: { title: 'Privacy', kind: 'rule' },
  PART: { title: 'List of partners', kind: 'rule' },
  REP: { title: 'Reporting', kind: 'rule' },
  CLOUD: { title: 'Sovereign clouds', kind: 'rule' },
  'MDE-ENROLL': { title: 'Defender enrolment', kind: 'rule' },
  'MDE-ENROLL-A': { title: 'Defender enrolment scenarios on Android', kind: 'row' },
  'MDE-ENROLL-I': { title: 'Defender enrolment scenarios on iOS', kind: 'row' },
  'MDE-CAP': { title: 'Defender capabilities', kind: 'row' },
  'MDE-ONB': { title: 'Defender onboarding', kind: 'rule' },
  PILOT: { title: 'Pilot exit criteria', kind: 'rule' },
  PLAT: { title: 'Applicability by management type', kind: 'row' },
} as const satisfies Record<string, { title: string; kind: 'rule' | 'row' }>;

/**
 * Groups of what stands in the documents beside the rules: data, the vendors' own examples,
 * reports of the field and open questions.
 */
export const annexGroups = {
  ATTR: { title: 'Attributes of a connector', kind: 'row' },
  ENUM: { title: 'Enumerations', kind: 'row' },
  TENANT: { title: 'Compliance settings of a tenant', kind: 'row' },
  VENDOR: { title: 'Partners', kind: 'row' },
  SC: { title: "Vendors' sample scenarios", kind: 'sample' },
  PIT: { title: 'Pitfalls that people report', kind: 'pitfall' },
  Q: { title: 'Open questions', kind: 'question' },
} as const satisfies Record<
  string,
  { title: string; kind: 'row' | 'sample' | 'pitfall' | 'question' }
>;

export type RequirementGroup = keyof typeof requirementGroups | keyof typeof annexGroups;
