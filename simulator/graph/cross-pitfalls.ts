import { isThirdParty, type PartnerKey, partnerOf } from '../../core/partners.ts';
import { type Platform, platforms } from '../../core/vocabulary.ts';
import type { Diagnostic } from '../source/diagnostic.ts';
import type { ImportedConnector, ImportedPolicy } from './import-result.ts';
import type { IssueCode } from './issue-codes.ts';

type Compliance = Extract<ImportedPolicy, { section: 'compliancePolicies' }>;
type Access = Extract<ImportedPolicy, { section: 'conditionalAccessPolicies' }>;

const warning = (
  at: ImportedPolicy | ImportedConnector,
  code: IssueCode,
  message: string,
  help?: string,
): Diagnostic => ({
  severity: 'warning',
  code,
  message,
  span: at.span,
  ...(help === undefined ? {} : { help }),
});

const graceOf = ({ value }: Compliance): number =>
  Math.max(
    0,
    ...value.actions.map(({ actionType, gracePeriodHours }) =>
      actionType === 'block' ? gracePeriodHours : 0,
    ),
  );

/** Grace in one policy and "compliant device" in another: together they leave a window (PIT-30). */
const graceWindows = (policies: readonly Compliance[], access: readonly Access[]): Diagnostic[] => {
  const asking = access.filter(
    ({ value }) => value.state === 'enabled' && value.builtInControls.includes('compliantDevice'),
  );
  if (asking.length === 0) return [];
  const names = asking.map(({ key }) => `\`${key}\``).join(', ');
  return policies
    .filter((policy) => graceOf(policy) > 0)
    .map((policy) => {
      const grace = `the ${graceOf(policy)} h that \`${policy.key}\` gives it`;
      const message = `${names} let a device in for ${grace}`;
      return warning(policy, 'grace-keeps-access', `${message} (ACT-03, PIT-30)`);
    });
};

const platformOf = ({ value }: Compliance): Platform => {
  if (value.type === 'iosCompliancePolicy') return 'ios';
  return value.type === 'windows10CompliancePolicy' ? 'windows' : 'android';
};

const asksThreatLevel = ({ value }: Compliance): boolean =>
  value.deviceThreatProtectionEnabled &&
  !['unavailable', 'notSet'].includes(value.deviceThreatProtectionRequiredSecurityLevel);

const unfedLevels = (
  policies: readonly Compliance[],
  connectors: readonly ImportedConnector[],
): Diagnostic[] =>
  policies.filter(asksThreatLevel).flatMap((policy) => {
    const platform = platformOf(policy);
    const fed = connectors.some(({ value }) => value[`${platform}Enabled`]);
    if (fed) return [];
    const why =
      connectors.length === 0 ? 'no connector was given' : `no connector is on for ${platform}`;
    const message = `${why}, so nothing feeds the threat level of \`${policy.key}\``;
    const partner = platform === 'windows' ? 'defender' : 'lookout';
    const toggle = `{ ${partner}: { ${platform}Enabled: true } }`;
    const help = `add it to the tenant: \`connectors: ${toggle}\``;
    return [warning(policy, 'threat-level-without-connector', `${message} (COMP-08)`, help)];
  });

const names = (partners: readonly PartnerKey[]): string =>
  partners.map((partner) => partnerOf(partner).displayName).join(' and ');

const sharedPlatforms = (connectors: readonly ImportedConnector[]): Diagnostic[] => {
  const third = connectors.flatMap((connector) =>
    connector.partner !== null && isThirdParty(connector.partner)
      ? [{ connector, partner: connector.partner }]
      : [],
  );
  const found: Diagnostic[] = [];
  const note = (code: IssueCode, on: typeof third, message: string): void => {
    const last = on.at(-1);
    if (last === undefined || on.length < 2) return;
    const partners = names(on.map(({ partner }) => partner));
    found.push(warning(last.connector, code, `${partners} ${message}`));
  };
  for (const platform of platforms) {
    const checked = third.filter(({ connector }) => connector.value[`${platform}Enabled`]);
    const consequence = 'every device needs a scan from each (MULTI-01, MULTI-05)';
    const message = `are both on for ${platform}: ${consequence}`;
    note('several-vendors-on-platform', checked, message);
    const protecting = third.filter(
      ({ connector }) => connector.value[`${platform}MobileApplicationManagementEnabled`],
    );
    const second = `both protect apps on ${platform}; only one of them can (MULTI-06)`;
    note('second-app-protection-partner', protecting, second);
  }
  return found;
};

/** What only shows when several policies or connectors are looked at together. */
export const crossPitfalls = (
  policies: readonly ImportedPolicy[],
  connectors: readonly ImportedConnector[],
): readonly Diagnostic[] => {
  const compliance = policies.filter(
    (policy): policy is Compliance => policy.section === 'compliancePolicies',
  );
  const access = policies.filter(
    (policy): policy is Access => policy.section === 'conditionalAccessPolicies',
  );
  return [
    ...graceWindows(compliance, access),
    ...unfedLevels(compliance, connectors),
    ...sharedPlatforms(connectors),
  ];
};
