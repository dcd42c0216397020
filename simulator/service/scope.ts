/** Application permissions of Graph that an endpoint here asks for. */
export const graphRoles = [
  'AgentIdUser.ReadWrite.All',
  'AgentIdUser.ReadWrite.IdentityParentedBy',
  'Application.Read.All',
  'Device.Read.All',
  'Device.ReadWrite.All',
  'DeviceManagementApps.Read.All',
  'DeviceManagementApps.ReadWrite.All',
  'DeviceManagementConfiguration.Read.All',
  'DeviceManagementConfiguration.ReadWrite.All',
  'DeviceManagementManagedDevices.PrivilegedOperations.All',
  'DeviceManagementManagedDevices.Read.All',
  'DeviceManagementManagedDevices.ReadWrite.All',
  'DeviceManagementRBAC.Read.All',
  'DeviceManagementRBAC.ReadWrite.All',
  'DeviceManagementServiceConfig.Read.All',
  'DeviceManagementServiceConfig.ReadWrite.All',
  'Directory.Read.All',
  'Directory.ReadWrite.All',
  'Policy.Read.All',
  'Policy.Read.ConditionalAccess',
  'Policy.ReadWrite.ConditionalAccess',
  'User.Read.All',
  'User.ReadBasic.All',
  'User.ReadWrite.All',
  'User.ReadWrite.CrossCloud',
] as const;

/** Application roles of the Intune service that MTD partners hold. */
export const intuneRoles = ['update_device_health', 'update_device_attributes'] as const;

/** The role for the device side, which is Muster's own. */
export const deviceRoles = ['Muster.Devices.Act'] as const;

/** What a token is for. Each is written in several ways; the first is what a token says. */
export const resources = {
  graph: ['https://graph.microsoft.com', '00000003-0000-0000-c000-000000000000'],
  intune: ['https://api.manage.microsoft.com/', 'c161e42e-d4df-4a3d-9b42-e7a3c31f59d4'],
  device: ['urn:muster:devices'],
} as const;
export type Resource = keyof typeof resources;

/** The roles of each resource: a token for one says nothing of another. */
export const rolesOfResource: Readonly<Record<Resource, readonly string[]>> = {
  graph: graphRoles,
  intune: intuneRoles,
  device: deviceRoles,
};

/** The resource of `{resource}/.default`; an identifier that ends in `/` gives two slashes. */
export const resourceOfScope = (scope: string): Resource | null => {
  const named = /^(.*)\/\.default$/.exec(scope.trim())?.[1];
  if (named === undefined) return null;
  const plain = (text: string): string => text.replace(/\/+$/, '').toLowerCase();
  const names = Object.keys(resources) as Resource[];
  return names.find((name) => resources[name].some((id) => plain(id) === plain(named))) ?? null;
};

/** What OpenID Connect adds to every sign-in; it says nothing of a resource. */
const ofSignIn: readonly string[] = ['openid', 'profile', 'email', 'offline_access'];

/**
 * The permissions of Graph that a user's token is asked for: all that the application may ask for
 * with `/.default`, else those named, with the resource before them or without. Null: it is no
 * scope of Graph.
 */
export const delegatedScopes = (
  scope: string,
  ofClient: readonly string[],
): readonly string[] | null => {
  const asked = scope.split(/\s+/).filter((name) => name !== '' && !ofSignIn.includes(name));
  const found = new Set<string>();
  for (const name of asked) {
    if (resourceOfScope(name) === 'graph') {
      for (const role of ofClient) found.add(role);
      continue;
    }
    const bare = name.replace(/^https:\/\/graph\.microsoft\.com\/+/i, '').toLowerCase();
    const role = ofClient.find((known) => known.toLowerCase() === bare);
    if (role === undefined) return null;
    found.add(role);
  }
  return found.size === 0 ? null : [...found];
};
