import { type Requirement, requirementsOf } from './requirement.ts';
import {
  defender,
  defenderSetup,
  github,
  graph,
  mtd,
  nothingStated,
  overview,
  shortOverview,
} from './sources.ts';

export const connectorRequirements: readonly Requirement[] = requirementsOf('CONN', [
  {
    id: 'CONN-01',
    tag: 'seed',
    core: true,
    statement:
      'A connector that has been added to a tenant is always in exactly one of six states: ' +
      'Unavailable, Not Set Up, Available, Enabled, Unresponsive or Error.',
    sources: [overview('Connector status'), mtd('overview.md', 'Connector status')],
  },
  {
    id: 'CONN-02',
    tag: 'seed',
    core: true,
    statement:
      'Unavailable means that the connector is, or once was, deprovisioned. It leaves this state ' +
      'only when the partner contacts Intune and provisions it again.',
    caveat: 'That no action of an admin inside Intune leads out of the state is inferred.',
    sources: [overview('Connector status')],
  },
  {
    id: 'CONN-03',
    tag: 'seed',
    core: true,
    statement:
      'Not Set Up means that the connector exists but its setup is unfinished: steps or ' +
      'permissions may still be owed in Intune, with the partner or in both places. Once nothing ' +
      'is owed it becomes Available, or Enabled if a platform toggle is on already.',
    caveat:
      'The overview says that steps may be owed, not that they are. That a toggle which is on ' +
      'already gives Enabled at once is inferred.',
    sources: [overview('Connector status')],
  },
  {
    id: 'CONN-04',
    tag: 'seed',
    core: true,
    statement:
      'With its setup complete a connector is Available. Turning on at least one platform toggle ' +
      'makes it Enabled, and turning the last one off makes it Available again.',
    caveat: 'The way back to Available is inferred by symmetry.',
    sources: [overview('Connector status')],
  },
  {
    id: 'CONN-05',
    tag: 'seed+public doc',
    core: true,
    statement:
      "Whether a message passes is decided on receipt, by the connector's state at that moment. " +
      'Unavailable blocks threat messages and App Sync requests since release 2308, Not Set Up ' +
      'blocks both since 2309, and either state blocks Certificate Sync requests since 2601; ' +
      'every other state lets all three pass. A request that passes still needs its own switch, ' +
      'and a threat message for a platform whose toggle is off is stored but not evaluated.',
    caveat: 'That nothing was blocked before the releases named is inferred.',
    sources: [overview('Connector status'), mtd('overview.md', 'Connector status')],
  },
  {
    id: 'CONN-06',
    tag: 'inference',
    core: true,
    statement:
      'Threat data stored before a connector became Unavailable or Not Set Up takes no part in ' +
      'evaluation while that state lasts (reading `staleDataInBlockedStates`).',
    sources: [nothingStated(overview('Connector status'))],
  },
  {
    id: 'CONN-07',
    tag: 'inference',
    core: true,
    statement:
      'Any Android, iOS, Windows or macOS toggle counts towards Enabled, whether it belongs to ' +
      'compliance evaluation or to app protection evaluation. The App Sync, certificate, ' +
      'unsupported-OS and MTD role switches do not count.',
    sources: [
      nothingStated(
        overview('Connector status'),
        mtd('enable-connector.md', 'Mobile Threat Defense toggle options'),
        github('MicrosoftDocs/microsoft-365-docs', 'pull request 5657'),
      ),
    ],
  },
  {
    id: 'CONN-08',
    tag: 'public doc',
    core: true,
    statement:
      'A partner is unresponsive once no heartbeat has arrived for ' +
      '`partnerUnresponsivenessThresholdInDays` days of 24 hours each; where no number is set, ' +
      'for 7 days.',
    caveat:
      'The default of 7 is observed, not documented, and no range is documented. That the state ' +
      'begins when exactly the configured time has passed is inferred (reading ' +
      '`unresponsiveBoundary`).',
    sources: [graph('mobilethreatdefenseconnector'), mtd('enable-connector.md', 'Shared settings')],
  },
  {
    id: 'CONN-09',
    tag: 'seed+public doc',
    core: true,
    statement:
      'While a partner is unresponsive Intune leaves its data out of the compliance calculation. ' +
      'Neither its good nor its bad news counts: a device that failed because of it alone passes ' +
      'at the next calculation, and no device fails because of the outage.',
    caveat:
      'The sources differ on whether one period or two must pass before data is ignored, and ' +
      'none says what ignoring means: one clock, and leaving the data out altogether, are ' +
      'readings (`unresponsiveClock`, `ignoreUnresponsiveAs`).',
    sources: [
      overview('Connector status'),
      mtd('enable-connector.md', 'Shared settings'),
      graph('mobilethreatdefenseconnector'),
    ],
  },
  {
    id: 'CONN-10',
    tag: 'inference',
    core: true,
    statement:
      'The first heartbeat or accepted threat message after a silence ends Unresponsive: the ' +
      'connector is Enabled or Available again according to its toggles, and its stored data ' +
      'counts again at the next calculation.',
    sources: [nothingStated(overview('Connector status'))],
  },
  {
    id: 'CONN-11',
    tag: 'seed',
    core: true,
    statement:
      'Error begins when the partner sends an error code, which a partner may choose never to ' +
      'do; messages still pass in this state. The next heartbeat without an error code ends it.',
    caveat: 'What ends Error is stated nowhere; the heartbeat is inferred.',
    sources: [overview('Connector status')],
  },
  {
    id: 'CONN-12',
    tag: 'inference',
    core: true,
    statement:
      'Where several conditions hold at once, the state shown is the first that applies of ' +
      'Unavailable, Not Set Up, Error, Unresponsive, Enabled, Available (reading ' +
      '`partnerStatePrecedence`). Only the display depends on this order: silence counts even ' +
      'while Error is shown.',
    sources: [nothingStated(overview('Connector status'))],
  },
  {
    id: 'CONN-13',
    tag: 'public doc',
    statement:
      "The connector's page shows its status and when Intune and the partner last synchronised.",
    caveat:
      'Community health checks that ask for a heartbeat within a day are stricter than Intune.',
    sources: [mtd('enable-connector.md', 'Shared settings (tip)')],
  },
  {
    id: 'CONN-14',
    tag: 'seed+public doc',
    statement:
      'An admin adds a connector under Tenant administration > Connectors and tokens > Mobile ' +
      'Threat Defense, picks the partner, sets its toggles and saves. Sophos, Jamf, BlackBerry ' +
      'and Trend Micro have to be started there; the other partners start in their own console.',
    sources: [shortOverview('Setting It Up'), mtd('enable-connector.md'), mtd('setup-*.md')],
  },
  {
    id: 'CONN-15',
    tag: 'public doc',
    statement:
      'The Defender connector is switched on in the Defender portal, under Settings > Endpoints ' +
      '> Advanced features > Microsoft Intune connection. Intune may take about 15 minutes to ' +
      'show it as Enabled instead of Unavailable.',
    sources: [
      defenderSetup('configure-integration.md'),
      defender('android-configure-mam.md', 'Admin prerequisites'),
    ],
  },
  {
    id: 'CONN-16',
    tag: 'public doc',
    statement:
      'Classic Conditional Access policies are no longer created for Defender since release 2308 ' +
      'and no longer needed for other partners since 2404; old ones may be deleted.',
    caveat:
      'The page on unenrolled devices still carries the earlier rule of one classic policy per ' +
      'third-party partner; the newer page is followed.',
    sources: [
      mtd('enable-connector.md', 'To enable (note)'),
      mtd('enable-unenrolled-devices.md', 'Classic Conditional Access policies'),
    ],
  },
]);
