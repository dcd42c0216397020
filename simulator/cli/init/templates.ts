/** What `init` writes where nothing of the user's own is to be written. */

export const exampleTenant = `# A tenant in Graph's own property names, so that what an admin exports can be
# pasted: \`muster import <exports> --out tenant.yaml\` makes one from your own policies.
apiVersion: muster/v1
kind: Tenant
connectors:
  lookout: { androidEnabled: true, partnerUnresponsivenessThresholdInDays: 7 }
compliancePolicies:
  android-at-or-under-low:
    "@odata.type": "#microsoft.graph.androidWorkProfileCompliancePolicy"
    deviceThreatProtectionEnabled: true
    deviceThreatProtectionRequiredSecurityLevel: low
    assignedTo: [staff]
conditionalAccessPolicies:
  compliant-device-for-mail:
    state: enabled
    conditions:
      users: { includeGroups: [staff] }
      applications: { includeApplications: [exchange] }
    grantControls: { operator: AND, builtInControls: [compliantDevice] }
users:
  ada: { groups: [staff] }
devices:
  pixel: { managementType: androidWorkProfile, user: ada, mtdApps: [lookout] }
`;

export const exampleScenario = `# One case: what happens, and what must then be so. Why it is so is said by
# \`muster explain first/threat-and-back\`.
apiVersion: muster/v1
kind: Scenario
id: first/threat-and-back
title: A threat above the limit takes mail away from the device, and a clean scan gives it back
tags: [first]
covers: [COMP-02, THREAT-05, CA-04]
use: [../tenant.yaml]

timeline:
  - at: 0s
    note: the first clean scan
    do:
      - report: { partner: lookout, device: pixel, state: secured }
    expect:
      pixel: { complianceState: compliant, reasons: [], access: { exchange: granted } }
  - at: 1h
    note: a threat above the limit of the policy
    do:
      - report: { partner: lookout, device: pixel, state: highSeverity }
    expect:
      pixel:
        complianceState: noncompliant
        reasons: [threat-above-limit/lookout]
        access: { exchange: denied }
  - at: 2h
    note: resolved
    do:
      - report: { partner: lookout, device: pixel, state: secured }
    expect:
      pixel: { complianceState: compliant, reasons: [], access: { exchange: granted } }

never:
  - when: { from: 1h, until: 2h }
    pixel: { access: { exchange: granted } }
`;

export const projectText = `# What \`muster run\` takes for granted in this folder.
apiVersion: muster/v1
kind: Project
paths: [scenarios]
out: muster-report
`;

/** How a machine gets Muster that has only what is in the repository. */
export type Installed =
  /** The folder's own package.json names it. */
  | { readonly from: 'dependencies' }
  /** The file that `npm pack` makes of a clone lies beside `muster.yaml`. */
  | { readonly from: 'tarball'; readonly file: string };

const installing = (installed: Installed): string =>
  installed.from === 'dependencies'
    ? '      - run: npm ci'
    : `      # Muster is on no registry: \`npm pack\` in a clone of it makes this file. Commit it.
      - run: npm install --no-save ./${installed.file}`;

/** A workflow for GitHub Actions that plays the scenarios and keeps the reports. */
export const workflowText = (installed: Installed): string => `name: muster
on: [push, pull_request]
jobs:
  scenarios:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-node@v4
        with: { node-version: 20 }
${installing(installed)}
      - run: node_modules/.bin/muster run --out muster-report
      - uses: actions/upload-artifact@v4
        if: always()
        with: { name: muster-report, path: muster-report }
`;
