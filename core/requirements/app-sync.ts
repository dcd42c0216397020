import { type Requirement, requirementsOf } from './requirement.ts';
import { defenderSetup, draftGuide, mtd, nothingStated, overview, userGuide } from './sources.ts';

export const appSyncRequirements: readonly Requirement[] = requirementsOf('APPSYNC', [
  {
    id: 'APPSYNC-01',
    tag: 'seed',
    core: true,
    statement:
      'No app inventory is collected or shared until an Intune admin turns on App Sync for iOS ' +
      'devices on the connector; it is off by default.',
    sources: [overview('Data that Intune collects')],
  },
  {
    id: 'APPSYNC-02',
    tag: 'seed+public doc',
    core: true,
    statement:
      'App inventory covers iOS and iPadOS devices enrolled in Intune, personal and corporate ' +
      'ones alike. Android is not part of it.',
    caveat: 'Only the connector page says that the devices must be enrolled.',
    sources: [overview('Data that Intune collects'), mtd('enable-connector.md', 'Enable App Sync')],
  },
  {
    id: 'APPSYNC-03',
    tag: 'seed',
    core: true,
    statement:
      'An inventory item has twelve fields: app id, version, short version, name, bundle size ' +
      'and dynamic size, and whether the app is ad-hoc code-signed, from the app store, a ' +
      'TestFlight beta, device-based volume purchased, validated, and managed. The first four of ' +
      'these flags came with release 2309.',
    caveat:
      'The overview says that the data includes these twelve; that it is exactly these is ' +
      'inferred.',
    sources: [overview('App inventory')],
  },
  {
    id: 'APPSYNC-04',
    tag: 'public doc',
    core: true,
    statement:
      'The partner asks for the inventory and Intune answers from data refreshed when devices ' +
      "check in. It is not the Discovered apps report and does not follow that report's " +
      'interval.',
    sources: [mtd('enable-connector.md', 'Enable App Sync (note)')],
  },
  {
    id: 'APPSYNC-05',
    tag: 'seed',
    core: true,
    statement:
      'App Sync requests are blocked while the connector is Unavailable (since release 2308) or ' +
      'Not Set Up (since release 2309).',
    sources: [overview('Connector status')],
  },
  {
    id: 'APPSYNC-06',
    tag: 'public doc',
    core: true,
    statement:
      'For a personal device the partner gets managed and unmanaged apps if sending the full ' +
      'application inventory is switched on; with the switch off, the default, only apps ' +
      'deployed through Intune.',
    sources: [mtd('enable-connector.md', 'Enable App Sync')],
  },
  {
    id: 'APPSYNC-07',
    tag: 'public doc',
    core: true,
    statement:
      'For a corporate device the partner gets managed and unmanaged apps whenever it asks while ' +
      'App Sync is on; the switch for personal devices has no effect on it.',
    sources: [mtd('enable-connector.md', 'Enable App Sync')],
  },
  {
    id: 'APPSYNC-08',
    tag: 'inference',
    core: true,
    statement:
      'A request from a partner whose App Sync is off is denied without items and leaves the ' +
      "connector's state as it is. A device that has not checked in since the switch was turned " +
      'on has no data yet.',
    sources: [nothingStated(mtd('enable-connector.md', 'Enable App Sync'))],
  },
  {
    id: 'APPSYNC-09',
    tag: 'seed',
    statement:
      'Users are told that their organisation cannot see content of personal apps, such as ' +
      "texts, mail and pictures, but may see an app's name, id, version, short version, bundle " +
      'size and dynamic size. The real list depends on the vendor.',
    sources: [
      draftGuide('Information your organization can see'),
      userGuide('Information your organization can see'),
    ],
  },
  {
    id: 'APPSYNC-10',
    tag: 'public doc',
    statement:
      'App Sync is not for third parties alone: the Defender connector has the same two switches ' +
      'and uses the data to assess the vulnerability of apps.',
    sources: [
      defenderSetup('configure-integration.md', 'Configure integration settings (iOS tip)'),
    ],
  },
]);

export const certificateSyncRequirements: readonly Requirement[] = requirementsOf('CERT', [
  {
    id: 'CERT-01',
    tag: 'public doc',
    core: true,
    statement:
      'Certificate Sync, since release 2601, is opt-in, for iOS and iPadOS devices enrolled in ' +
      'Intune and for partners that support it, today Zimperium. Its data is refreshed when ' +
      'devices check in.',
    sources: [mtd('overview.md', 'Certificate inventory')],
  },
  {
    id: 'CERT-02',
    tag: 'public doc',
    core: true,
    statement:
      'A certificate record has the account id, the Entra device id, the device owner and a list ' +
      'of certificates, each with common name, data and a flag that tells identity certificates.',
    sources: [mtd('overview.md', 'Certificate inventory')],
  },
  {
    id: 'CERT-03',
    tag: 'public doc',
    core: true,
    statement:
      'For a personal device the switch for the full certificate inventory decides: on sends ' +
      'managed and unmanaged certificates, off sends none. A corporate device sends all of them ' +
      'whatever the switch says.',
    caveat:
      'The same paragraph first says that only unmanaged certificates are withheld; sending none ' +
      'is a reading.',
    sources: [mtd('enable-connector.md')],
  },
]);
