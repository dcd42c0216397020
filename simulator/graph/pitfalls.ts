import type {
  AppProtectionPolicy,
  CompliancePolicy,
  ConditionalAccessPolicy,
} from '../../core/tenant.ts';
import type { DeviceThreatProtectionLevel } from '../../core/vocabulary.ts';
import { type Body, isBody, own, ownList, ownText } from './body.ts';
import { type Issue, noRemarks, type Path, warn } from './issue.ts';
import type { IssueCode } from './issue-codes.ts';
import type { PolicyBySection, PolicySection } from './policy.ts';

type Say = (path: Path, code: IssueCode, message: string, help?: string) => void;

const asks = (level: DeviceThreatProtectionLevel): boolean =>
  level !== 'unavailable' && level !== 'notSet';

const enabledKey = 'deviceThreatProtectionEnabled';
const levelKey = 'deviceThreatProtectionRequiredSecurityLevel';
const scoreKey = 'advancedThreatProtectionRequiredSecurityLevel';

const threatLevel = (policy: CompliancePolicy, say: Say): void => {
  const level = policy[levelKey];
  const score = policy[scoreKey];
  if (asks(level) && !policy[enabledKey]) {
    const message = `the threat level \`${level}\` does nothing while \`${enabledKey}\` is false`;
    say([levelKey], 'threat-level-off', message);
  }
  if (policy[enabledKey] && !asks(level) && asks(score)) {
    const message = `only Defender's risk score counts: the threat level is \`${level}\` (PIT-03)`;
    say([enabledKey], 'defender-only', message);
  }
  if (policy[enabledKey] && !asks(level) && !asks(score)) {
    const message = `\`${enabledKey}\` is true, but the threat level is \`${level}\``;
    const help = "an export from v1.0 does not show Defender's level; export from beta";
    say([enabledKey], 'enabled-without-level', message, help);
  }
  if (policy[enabledKey] && asks(level) && asks(score)) {
    const both = `the threat level \`${level}\` and Defender's risk score \`${score}\``;
    say([scoreKey], 'both-threat-levels', `${both} are two conditions (PIT-03)`);
  }
  if (!policy[enabledKey] && !asks(level) && !asks(score)) {
    say([], 'no-threat-level', 'the policy asks for no threat level');
  }
};

const actions = (policy: CompliancePolicy, say: Say): void => {
  const blocks = policy.actions.filter(({ actionType }) => actionType === 'block');
  const path = ['scheduledActionsForRule'];
  if (blocks.length === 0) {
    const message = 'no `block` action: a device is taken to be marked noncompliant at once';
    const help =
      'a plain GET leaves the actions out; export with `$expand=scheduledActionsForRule`';
    say(path, 'no-block-action', message, help);
  }
  if (blocks.length > 1) {
    const message = `${blocks.length} \`block\` actions; Intune accepts exactly one`;
    say(path, 'several-block-actions', message);
  }
  const grace = Math.max(0, ...blocks.map(({ gracePeriodHours }) => gracePeriodHours));
  if (grace > 0) {
    const message = `for ${grace} h a failing device is in its grace period and keeps its access`;
    say(path, 'grace-period', `${message} (ACT-03, PIT-30)`);
  }
};

/** A membership rule that reads `device.…` makes a group of devices. */
const deviceGroups = (body: Body): string[] =>
  (ownList(body, 'assignments') ?? []).flatMap((item) => {
    const target = isBody(item) ? own(item, 'target') : undefined;
    if (!isBody(target) || !/\bdevice\./i.test(ownText(target, 'membershipRule') ?? '')) return [];
    return [ownText(target, 'groupName') ?? ownText(target, 'groupId') ?? 'a group'];
  });

const targeting = (policy: CompliancePolicy, body: Body, say: Say): void => {
  if (policy.assignedTo.length === 0) {
    say([], 'not-assigned', 'the policy is assigned to nobody', 'write `assignedTo: [staff]`');
  }
  if (!(policy[enabledKey] && asks(policy[levelKey]))) return;
  const groups = [
    ...policy.assignedTo.filter((name) => name === 'allDevices'),
    ...deviceGroups(body),
  ];
  for (const group of groups) {
    const message = `a threat level works with groups of users only; \`${group}\` holds devices`;
    say(['assignments'], 'device-group-targeting', `${message} (COMP-04)`);
  }
};

const compliance = (policy: CompliancePolicy, body: Body, say: Say): void => {
  threatLevel(policy, say);
  actions(policy, say);
  targeting(policy, body, say);
};

const appProtection = (policy: AppProtectionPolicy, _body: Body, say: Say): void => {
  if (policy.maximumAllowedDeviceThreatLevel === 'notConfigured') {
    say([], 'no-threat-level', 'the policy asks for no threat level');
  }
  if (policy.mobileThreatDefenseRemediationAction === 'warn') {
    const message = 'the admin centre offers no `warn` for the threat level, only block and wipe';
    say(['mobileThreatDefenseRemediationAction'], 'remediation-warn', message);
  }
  if (policy.assignedTo.length === 0) {
    say([], 'not-assigned', 'the policy is assigned to nobody', 'write `assignedTo: [staff]`');
  }
};

const mtdControls = ['compliantDevice', 'compliantApplication'];

const conditionalAccess = (policy: ConditionalAccessPolicy, _body: Body, say: Say): void => {
  const { state, builtInControls: controls, includeApplications } = policy;
  if (state === 'enabledForReportingButNotEnforced') {
    say(['state'], 'report-only', 'the policy is report-only and denies nothing (CA-07)');
  }
  if (state === 'disabled') say(['state'], 'disabled', 'the policy is off and denies nothing');
  const asked = mtdControls.filter((control) => controls.includes(control));
  if (asked.length === 0) {
    const message = 'no grant control of the policy depends on a threat (CA-05)';
    say(['grantControls'], 'no-mtd-control', message);
  }
  if (asked.length > 0 && includeApplications.includes('All')) {
    const message =
      'the policy covers all resources: a threat defence app may be unable to sign in';
    const path = ['conditions', 'applications', 'includeApplications'];
    say(path, 'all-resources', `${message} (CA-12)`, 'exclude the app of the vendor');
  }
  if (asked.length > 0 && policy.operator === 'OR' && controls.length > asked.length) {
    const others = controls.filter((control) => !mtdControls.includes(control)).join('`, `');
    const message = `\`${others}\` alone is enough; the device's state then counts for nothing`;
    say(['grantControls'], 'alternative-control', `${message} (CA-03)`);
  }
  if (controls.includes('approvedApplication')) {
    const message = '`approvedApplication` retires in March 2026 (CA-06)';
    say(['grantControls'], 'approved-app-retires', message);
  }
};

const checks: {
  readonly [Section in PolicySection]: (
    policy: PolicyBySection[Section],
    body: Body,
    say: Say,
  ) => void;
} = {
  compliancePolicies: compliance,
  appProtectionPolicies: appProtection,
  conditionalAccessPolicies: conditionalAccess,
};

/** What of a policy is known to bite people (domain.md, section 5); warnings only. */
export const pitfallsOf = <Section extends PolicySection>(
  section: Section,
  policy: PolicyBySection[Section],
  body: Body,
): readonly Issue[] => {
  const remarks = noRemarks();
  checks[section](policy, body, (path, code, message, help) => {
    warn(remarks, path, code, message, help);
  });
  return remarks.issues;
};
