import type { IssueCode } from '../../simulator/graph/issue-codes.ts';

/** Files as somebody would import them, by name. */
type Exports = Readonly<Record<string, string | Uint8Array>>;

const json = (...bodies: readonly object[]): Exports =>
  Object.fromEntries(
    bodies.map((body, index) => [
      ['export.json', 'second.json', 'third.json'][index] ?? '',
      JSON.stringify(body, null, 2),
    ]),
  );

const text = (content: string): Exports => ({ 'export.json': content });

const block = { actionType: 'block', gracePeriodHours: 0 };
const waiting = { actionType: 'block', gracePeriodHours: 24 };

const ios = (more: object, actions: readonly object[] = [block]) => ({
  '@odata.type': '#microsoft.graph.iosCompliancePolicy',
  displayName: 'iPhones',
  deviceThreatProtectionEnabled: true,
  deviceThreatProtectionRequiredSecurityLevel: 'low',
  assignedTo: ['staff'],
  scheduledActionsForRule: [{ scheduledActionConfigurations: actions }],
  ...more,
});

const apps = (more: object) => ({
  '@odata.type': '#microsoft.graph.iosManagedAppProtection',
  displayName: 'Outlook',
  maximumAllowedDeviceThreatLevel: 'low',
  apps: ['outlook'],
  assignedTo: ['staff'],
  ...more,
});

const users = { includeUsers: ['All'] };
const mail = { includeApplications: ['00000002-0000-0ff1-ce00-000000000000'] };

const access = (more: object, controls = ['compliantDevice'], operator = 'AND') => ({
  displayName: 'Compliant phones',
  state: 'enabled',
  conditions: { users, applications: mail },
  grantControls: { operator, builtInControls: controls },
  ...more,
});

const connector = (id: string, more: object) => ({
  '@odata.type': '#microsoft.graph.mobileThreatDefenseConnector',
  id,
  partnerState: 'enabled',
  iosEnabled: true,
  ...more,
});

const lookout = (more: object) => connector('2c7790de-8b02-4814-85cf-e0c59380dee8', more);
const zimperium = (more: object) => connector('08a8455c-48dd-45ff-ad82-7211355354f3', more);
const crowdstrike = (more: object) => connector('29ee2d98-e795-475f-a0f8-0802dc3384a9', more);
const checkPoint = (more: object) => connector('d3ddeae8-441f-4681-b80f-aef644f7195a', more);

const protects = { iosEnabled: false, iosMobileApplicationManagementEnabled: true };
const level = 'deviceThreatProtectionRequiredSecurityLevel';
const score = 'advancedThreatProtectionRequiredSecurityLevel';
const group = { '@odata.type': '#microsoft.graph.groupAssignmentTarget', groupId: 'staff' };
const filter = { ...group, deviceAndAppManagementAssignmentFilterType: 'include' };

const ofFiles = {
  empty: text(''),
  binary: { 'export.json': new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 13]) },
  undecodable: { 'export.json': new Uint8Array([0xff, 0xfe, 0x7b, 0, 0x7d]) },
  'too-large': { 'export.json': new Uint8Array(16 * 1024 * 1024 + 1) },
  'too-deep': text('['.repeat(300)),
  json: text('{\n  "displayName": iPhones\n}'),
  'duplicate-key': text('{\n  "displayName": "one",\n  "displayName": "two"\n}'),
  'trailing-text': text(`${JSON.stringify(ios({}))}\nexported by a script`),
  dsc: { 'export.ps1': 'IntuneDeviceCompliancePolicyiOS "one"\n{\n  DisplayName = "one\n' },
  'no-policy': text('{ "name": "an npm package", "version": "1.0.0" }'),
  'empty-response': text(
    '{ "@odata.context": "$metadata#deviceManagement/deviceCompliancePolicies", "value": [] }',
  ),
  'left-out': json({ '@odata.type': '#microsoft.graph.macOSCompliancePolicy', displayName: 'Mac' }),
  'second-connector': json(lookout({}), lookout({})),
} satisfies Partial<Record<IssueCode, Exports>>;

const ofProperties = {
  'guessed-type': json(
    ios({ '@odata.type': undefined, passcodeRequired: true, passcodeBlockSimple: true }),
  ),
  enum: json(ios({ [level]: 'medum' })),
  type: json(ios({ deviceThreatProtectionEnabled: 'perhaps' })),
  range: json(lookout({ partnerUnresponsivenessThresholdInDays: 400 })),
  timestamp: json(lookout({ lastHeartbeatDateTime: 'yesterday' })),
  'unknown-property': json(ios({ securityBlockJailbrokenDevice: true })),
  'other-platform-property': json(ios({ securityPreventInstallAppsFromUnknownSources: true })),
  'case-variant': json(ios({ [level]: 'Low' })),
  'empty-value': json(ios({ [score]: '' })),
  'text-for-boolean': json(ios({ deviceThreatProtectionEnabled: 'True' })),
  'text-for-number': json(lookout({ partnerUnresponsivenessThresholdInDays: '7' })),
  'unknown-future-value': json(lookout({ partnerState: 'unknownFutureValue' })),
} satisfies Partial<Record<IssueCode, Exports>>;

const ofParts = {
  'assignment-filter': json(ios({ assignedTo: undefined, assignments: [{ target: filter }] })),
  'assignment-target': json(ios({ assignments: [{ target: {} }] })),
  'rule-without-actions': json(ios({ scheduledActionsForRule: [{ ruleName: 'one' }] })),
  'app-without-id': json(apps({ apps: ['outlook', { version: '1' }] })),
  'no-apps': json(apps({ apps: [] })),
  'missing-state': json(access({ state: undefined })),
  'condition-not-simulated': json(
    access({ conditions: { users, applications: mail, signInRiskLevels: ['high'] } }),
  ),
  'guests-not-simulated': json(
    access({
      conditions: {
        users: { ...users, excludeGuestsOrExternalUsers: { guestOrExternalUserTypes: 'b2b' } },
        applications: mail,
      },
    }),
  ),
  'unknown-connector-id': json(connector('00000000-0000-0000-0000-000000000001', {})),
  'derived-state': json(lookout({ partnerState: 'unresponsive' })),
  'maybe-not-read': json(lookout({ partnerState: 'unavailable' })),
} satisfies Partial<Record<IssueCode, Exports>>;

const ofPitfalls = {
  'threat-level-off': json(ios({ deviceThreatProtectionEnabled: false })),
  'defender-only': json(ios({ [level]: 'unavailable', [score]: 'low' })),
  'enabled-without-level': json(ios({ [level]: 'notSet' })),
  'both-threat-levels': json(ios({ [score]: 'low' })),
  'no-threat-level': json(
    ios({ deviceThreatProtectionEnabled: undefined, [level]: undefined, passcodeRequired: true }),
  ),
  'no-block-action': json(ios({}, [])),
  'several-block-actions': json(ios({}, [block, block])),
  'grace-period': json(ios({}, [waiting])),
  'not-assigned': json(ios({ assignedTo: [] })),
  'device-group-targeting': json(ios({ assignedTo: ['allDevices'] })),
  'remediation-warn': json(apps({ mobileThreatDefenseRemediationAction: 'warn' })),
  'report-only': json(access({ state: 'enabledForReportingButNotEnforced' })),
  disabled: json(access({ state: 'disabled' })),
  'no-mtd-control': json(access({}, ['mfa'])),
  'all-resources': json(
    access({ conditions: { users, applications: { includeApplications: ['All'] } } }),
  ),
  'alternative-control': json(access({}, ['compliantDevice', 'mfa'], 'OR')),
  'approved-app-retires': json(access({}, ['compliantDevice', 'approvedApplication'])),
  'connector-available-only': json(lookout({ iosEnabled: false })),
  'block-without-toggle': json(lookout({ androidDeviceBlockedOnMissingPartnerData: true })),
  'app-protection-not-supported': json(crowdstrike(protects)),
  'app-protection-disputed': json(checkPoint(protects)),
  'stale-heartbeat': json(lookout({ lastHeartbeatDateTime: '2026-01-02T00:00:00Z' })),
  'old-heartbeat': json(lookout({ lastHeartbeatDateTime: '2026-01-08T00:00:00Z' })),
  'grace-keeps-access': json(ios({}, [waiting]), access({})),
  'threat-level-without-connector': json(ios({})),
  'several-vendors-on-platform': json(lookout({}), zimperium({})),
  'second-app-protection-partner': json(lookout(protects), zimperium(protects)),
} satisfies Partial<Record<IssueCode, Exports>>;

/** For each code of an exported policy the files whose import says it; today is 2026-01-10. */
export const importExamples = { ...ofFiles, ...ofProperties, ...ofParts, ...ofPitfalls };

export const importedOn = Date.UTC(2026, 0, 10);
