const read = (of: string): readonly string[] => [`${of}.Read.All`, `${of}.ReadWrite.All`];
const write = (of: string): readonly string[] => [`${of}.ReadWrite.All`];

const apps = 'DeviceManagementApps';
const configuration = 'DeviceManagementConfiguration';
const devices = 'DeviceManagementManagedDevices';
const service = 'DeviceManagementServiceConfig';

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
  writeDevices: [...write(devices), ...write(configuration)],
  actOnDevices: ['DeviceManagementManagedDevices.PrivilegedOperations.All'],
  wipeDevices: [
    ...write(devices),
    ...write(configuration),
    'DeviceManagementManagedDevices.PrivilegedOperations.All',
  ],
  readTenant: [...read(apps), ...read(configuration), ...read(devices), ...read(service)],
  writeTenant: [...write(apps), ...write(configuration), ...write(devices), ...write(service)],
  readAccess: ['Policy.Read.All'],
  /** Graph asks for both to write (graph.md 4). */
  writeAccess: ['Policy.ReadWrite.ConditionalAccess'],
  evaluateAccess: [
    'Policy.Read.ConditionalAccess',
    'Policy.Read.All',
    'Policy.ReadWrite.ConditionalAccess',
  ],
  readDirectory: ['Device.Read.All'],
} as const satisfies Record<string, readonly string[]>;
