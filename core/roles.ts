import { partnerKeys, partnerOf } from './partners.ts';

/** What an admin does that needs a right. */
export const adminActs = [
  'viewConnector',
  'changeConnector',
  'changeCompliancePolicy',
  'changeConditionalAccessPolicy',
  'turnOnDefenderConnection',
  'consent',
] as const;
export type AdminAct = (typeof adminActs)[number];

/** Rights that have to do with MTD: Graph's name where a document gives one, else what it is. */
export const permissions = {
  mtdRead: 'Microsoft.Intune_MobileThreatDefense_Read',
  mtdModify: 'Microsoft.Intune_MobileThreatDefense_Modify',
  compliancePolicies: 'rights for compliance policies',
  endpointDetection: 'rights for endpoint detection and response',
  conditionalAccess: 'to manage Conditional Access policies',
  defenderPortal: 'to turn on the Intune connection in the Defender portal',
  consent: 'to agree to what an Entra app asks for',
} as const;
export type Permission = keyof typeof permissions;

export interface Role {
  readonly title: string;
  readonly grants: readonly Permission[];
}

const everything = Object.keys(permissions) as Permission[];

/** Built-in roles that the documents name; a custom role is its permissions. */
export const builtInRoles: Readonly<Record<string, Role>> = {
  globalAdministrator: { title: 'Global Administrator', grants: everything },
  endpointSecurityManager: {
    title: 'Endpoint Security Manager',
    grants: ['mtdRead', 'mtdModify', 'compliancePolicies', 'endpointDetection'],
  },
  readOnlyOperator: { title: 'Read Only Operator', grants: ['mtdRead'] },
  conditionalAccessAdministrator: {
    title: 'Conditional Access Administrator',
    grants: ['conditionalAccess'],
  },
  securityAdministrator: {
    title: 'Security Administrator',
    grants: ['defenderPortal'],
  },
  entraAdministrator: { title: 'Entra admin credentials', grants: ['consent'] },
};

/** All of these are needed; Modify without Read is refused altogether (RBAC-06). */
export const neededFor: Readonly<Record<AdminAct, readonly Permission[]>> = {
  viewConnector: ['mtdRead'],
  changeConnector: ['mtdRead', 'mtdModify'],
  changeCompliancePolicy: ['compliancePolicies'],
  changeConditionalAccessPolicy: ['conditionalAccess'],
  turnOnDefenderConnection: ['defenderPortal'],
  consent: ['consent'],
};

/** What is to be agreed to, once, when a vendor's Entra apps are added (RBAC-02). */
export const consentGrants: readonly string[] = [
  'sign in and read the profile',
  'access the directory as the signed-in user',
  'read directory data',
  'send device risk to Intune',
];

/** Partners whose set-up asks for a Global Administrator; the others for Entra admin credentials. */
export const consentByGlobalAdministrator: readonly string[] = partnerKeys.filter(
  (partner) => partnerOf(partner).globalAdministratorConsents === true,
);

const isPermission = (name: string): name is Permission => name in permissions;

/** What a list of roles, or of single permissions by key or by full name, comes to. */
const grantsOf = (roles: readonly string[]): ReadonlySet<Permission> => {
  const byName = new Map(Object.entries(permissions).map(([key, name]) => [name as string, key]));
  return new Set(
    roles.flatMap((role) => {
      const key = byName.get(role) ?? role;
      return isPermission(key) ? [key] : (builtInRoles[role]?.grants ?? []);
    }),
  );
};

/** The first permission that is lacking for an act; null: it may be done. */
export const lackingFor = (
  act: AdminAct,
  roles: readonly string[],
  partner: string | null = null,
): string | null => {
  const granted = grantsOf(roles);
  const lacking = neededFor[act].find((permission) => !granted.has(permission));
  if (lacking !== undefined) return lacking;
  const asksGlobal =
    act === 'consent' && partner !== null && consentByGlobalAdministrator.includes(partner);
  return asksGlobal && !roles.includes('globalAdministrator') ? 'globalAdministrator' : null;
};
