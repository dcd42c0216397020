const read = (of: string): readonly string[] => [`${of}.Read.All`, `${of}.ReadWrite.All`];
const write = (of: string): readonly string[] => [`${of}.ReadWrite.All`];

const apps = 'DeviceManagementApps';
const configuration = 'DeviceManagementConfiguration';
const devices = 'DeviceManagementManagedDevices';
const service = 'DeviceManagementServiceConfig';
const rights = 'DeviceManagementRBAC';
const intune = [apps, configuration, devices, service];

/** Application permissions by what is touched (graph.md 4). */
export const roles = {
  readApps: read(apps),
  readAppParts: [...read(apps), ...read(configuration)],
  writeApps: write(apps),
  writeAppParts: [...write(apps), ...write(configuration)],
  readCompliance: read(configuration),
  writeCompliance: write(configuration),
  readConnectors: [...read(service), ...read(configuration)],
  writeConnectors: [...write(service), ...write(configuration)],
  readDevices: [...read(devices), ...read(configuration)],
  readDevicesOfApp: read(devices),
  writeDevices: [...write(devices), ...write(configuration)],
  actOnDevices: ['DeviceManagementManagedDevices.PrivilegedOperations.All'],
  wipeDevices: [
    ...write(devices),
    ...write(configuration),
    'DeviceManagementManagedDevices.PrivilegedOperations.All',
  ],
  readTenant: [...intune, rights].flatMap(read),
  writeTenant: [...intune, rights].flatMap(write),
  readService: read(service),
  readAudit: read(apps),
  readAccess: ['Policy.Read.All'],
  /** Not enough by itself: `besideAccess`. */
  writeAccess: ['Policy.ReadWrite.ConditionalAccess'],
  evaluateAccess: [
    'Policy.Read.ConditionalAccess',
    'Policy.Read.All',
    'Policy.ReadWrite.ConditionalAccess',
  ],
  readDirectory: [
    'Device.Read.All',
    'Device.ReadWrite.All',
    'Directory.Read.All',
    'Directory.ReadWrite.All',
  ],
  readChanges: ['Device.Read.All'],
  readOfUser: [
    'User.ReadBasic.All',
    'User.Read.All',
    'User.ReadWrite.All',
    'User.ReadWrite.CrossCloud',
    'AgentIdUser.ReadWrite.All',
    'AgentIdUser.ReadWrite.IdentityParentedBy',
    'Directory.Read.All',
    'Directory.ReadWrite.All',
    ...intune.flatMap(read),
  ],
} as const satisfies Record<string, readonly string[]>;

/** What Graph asks for besides, of who writes Conditional Access policies. */
export const besideAccess = {
  toRemove: ['Policy.Read.All'],
  toWrite: ['Policy.Read.All', 'Application.Read.All'],
} as const satisfies Record<string, readonly string[]>;
