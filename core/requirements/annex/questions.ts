import type { ReadingName } from '../../readings.ts';
import { type Requirement, requirementsOf } from '../requirement.ts';

interface Row {
  readonly asked: string;
  readonly settled: string;
  readonly restsOn: readonly string[];
  /** The switch that gives the other answers. */
  readonly reading?: ReadingName;
}

/** By number. Each is settled for the time being, and what rests on it alone is interpretive. */
const rows: readonly Row[] = [
  {
    asked: 'When does Unresponsive start, and when is data ignored?',
    settled: 'One clock does both.',
    restsOn: ['CONN-08', 'CONN-09'],
    reading: 'unresponsiveClock',
  },
  {
    asked: 'What becomes of a device whose only data is ignored?',
    settled: 'The setting no longer applies to it.',
    restsOn: ['CONN-09', 'COMP-12'],
    reading: 'ignoreUnresponsiveAs',
  },
  {
    asked: 'What are default and range of the unresponsive days?',
    settled: 'Seven, as seen in exports; 1 to 365 are accepted, with a warning beyond 90.',
    restsOn: ['CONN-08'],
  },
  {
    asked: 'Is stored data used while a connector is Unavailable, Not Set Up or in Error?',
    settled: 'Not in the first two; in Error it is.',
    restsOn: ['CONN-06', 'CONN-11'],
    reading: 'staleDataInBlockedStates',
  },
  {
    asked: 'What is a device without a verdict?',
    settled: 'It fails, unless its app is activated and missing data does not block.',
    restsOn: ['COMP-09'],
    reading: 'missingDataModel',
  },
  {
    asked: 'Does the device threat level read Defender, and how does Defender stand beside others?',
    settled: 'It is read where no third party is set up for the platform.',
    restsOn: ['COMP-07', 'MULTI-03'],
    reading: 'dtlReadsDefender',
  },
  {
    asked: 'When are two or more vendors configured: by toggle, presence or assignment?',
    settled: 'By the compliance toggle, and for devices under a threat level policy only.',
    restsOn: ['MULTI-01', 'MULTI-02'],
    reading: 'multiVendorScope',
  },
  {
    asked: 'How is `compromised` compared, above all under High?',
    settled: 'It fails up to Medium and passes High.',
    restsOn: ['THREAT-09'],
    reading: 'compromisedUnderHigh',
  },
  {
    asked: 'How are `misconfigured`, `unresponsive` and `deactivated` treated?',
    settled: 'As a missing verdict.',
    restsOn: ['THREAT-08', 'THREAT-10'],
    reading: 'misconfiguredAs',
  },
  {
    asked: 'Does activation matter below High as it does under High?',
    settled: 'Yes.',
    restsOn: ['THREAT-06', 'COMP-09'],
    reading: 'missingDataModel',
  },
  {
    asked: 'Is compliance calculated on a threat message or at the check-in?',
    settled: 'On the message, within minutes.',
    restsOn: ['COMP-20'],
    reading: 'mtdRecalc',
  },
  {
    asked: 'How do dedicated devices get a threat level, which needs user groups?',
    settled: 'They do not, and a warning says so.',
    restsOn: ['COMP-04', 'COMP-26'],
  },
  {
    asked: 'Does blocking on missing partner data still exist in the product?',
    settled: 'Yes, through Graph only.',
    restsOn: ['TOG-06'],
  },
  {
    asked: 'What does app protection do when its partner is unresponsive?',
    settled: 'It skips the condition, except under High.',
    restsOn: ['MAM-12'],
    reading: 'mamUnresponsive',
  },
  {
    asked: 'Does app protection set to wipe act without a verdict?',
    settled: 'Never.',
    restsOn: ['MAM-07'],
    reading: 'mamNoDataWipe',
  },
  {
    asked: 'What does Certificate Sync send of a personal device with the switch off?',
    settled: 'Nothing.',
    restsOn: ['CERT-03'],
    reading: 'certPersonalOff',
  },
  {
    asked: 'Do Check Point and Symantec support unenrolled devices?',
    settled: 'They do, marked as disputed; what is tested on it is interpretive.',
    restsOn: ['MAM-11'],
  },
  {
    asked: 'Which connectors are there in DoD?',
    settled: 'Those of GCC High.',
    restsOn: ['CLOUD-03'],
  },
  {
    asked: 'One app protection partner for a platform, or Defender and one more?',
    settled: 'Defender and one more.',
    restsOn: ['MULTI-06'],
  },
  {
    asked: 'Does web protection of Defender know IP indicators on phones?',
    settled: 'No, as the overview says.',
    restsOn: ['MDE-CAP-01'],
  },
  {
    asked: 'Does everybody see a Register button?',
    settled: 'Only users of unregistered devices, as the later edition says.',
    restsOn: ['FLOW-02'],
  },
  {
    asked: 'Does a user return to the work app at sign-in or after the scan?',
    settled: 'After the scan, as the later edition says.',
    restsOn: ['FLOW-04'],
  },
  {
    asked: 'Is the PIN one for each app, or one for all?',
    settled: 'One for each publisher on iOS, one for all apps on Android.',
    restsOn: ['MAM-18'],
  },
  {
    asked: 'Is it true that the broker app confirms the identity?',
    settled: 'Yes: it registers the device and checks the identity with Entra.',
    restsOn: ['MAM-13', 'FLOW-03'],
  },
  {
    asked: 'Are classic Conditional Access policies still needed for third parties?',
    settled: 'No, not since 2404.',
    restsOn: ['CONN-16'],
  },
  {
    asked: 'What happens when the MTD role is turned on for a second partner?',
    settled: 'It is refused.',
    restsOn: ['TOG-08'],
  },
  {
    asked: 'Which toggles turn Available into Enabled?',
    settled: 'Those of compliance and of app protection alike.',
    restsOn: ['CONN-07'],
  },
  {
    asked: 'By what is Wi-Fi withheld in the examples of the vendors?',
    settled: 'It is modelled as one more resource that demands compliance.',
    restsOn: ['CA-04'],
  },
  {
    asked: 'Which licences and connector ids of some partners are right?',
    settled: 'Unknown, and kept empty in the data.',
    restsOn: ['LIC-01', 'PART-01'],
  },
  {
    asked: 'Does Error outrank noncompliance for Conditional Access?',
    settled: 'The hold of seven days decides what Conditional Access sees.',
    restsOn: ['COMP-13', 'COMP-15'],
  },
  {
    asked: 'Does an old verdict expire while its connector is healthy?',
    settled: 'Not at Intune; the vendor may report `unresponsive`.',
    restsOn: ['THREAT-08'],
  },
  {
    asked: 'Does grace start anew for a threat that comes and goes?',
    settled: 'Yes, whenever the device has been compliant in between.',
    restsOn: ['ACT-08'],
  },
  {
    asked: 'Does Conditional Access take Not evaluated for compliant?',
    settled: 'No.',
    restsOn: ['CA-04', 'COMP-23'],
  },
  {
    asked: 'Is a personal profile supported by Defender?',
    settled: 'On personally owned devices, not on corporate-owned ones.',
    restsOn: ['MDE-ENROLL-A2', 'MDE-ENROLL-A4'],
  },
];

/** The switch of a question, where it has one. */
export const readingOfQuestion: ReadonlyMap<string, ReadingName> = new Map(
  rows.flatMap(({ reading }, i) => (reading === undefined ? [] : [[`Q-${i + 1}`, reading]])),
);

export const questions: readonly Requirement[] = requirementsOf(
  'Q',
  rows.map(({ asked, settled, restsOn, reading }, i) => ({
    id: `Q-${i + 1}`,
    tag: 'inference',
    statement: `${asked} ${settled}`,
    ...(reading === undefined ? {} : { caveat: `Reading \`${reading}\` gives the other answers.` }),
    sources: ['stated in no document, or in several that disagree', 'docs/readings.md'],
    restsOn,
  })),
);
