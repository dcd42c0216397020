import { type Requirement, requirementsOf } from './requirement.ts';
import { draftGuide, userGuide, userHelp } from './sources.ts';

export const flowRequirements: readonly Requirement[] = requirementsOf('FLOW', [
  {
    id: 'FLOW-01',
    tag: 'seed',
    core: true,
    statement:
      'The flow of an unenrolled device starts when its user signs in to a protected app with a ' +
      'work or school account and lacks the required MTD app: access is blocked and the user is ' +
      'led through the setup.',
    sources: [draftGuide('Introduction'), userGuide('Introduction')],
  },
  {
    id: 'FLOW-02',
    tag: 'seed',
    core: true,
    statement:
      'Device registration is a step only for a device that is not registered; it then runs by ' +
      'itself before the MTD app is installed. A registered device starts at Get access.',
    sources: [userGuide('Device registration'), draftGuide('open question on Register')],
  },
  {
    id: 'FLOW-03',
    tag: 'seed',
    statement:
      'Before the flow can start, iOS needs Microsoft Authenticator and Android needs Company ' +
      'Portal, each signed in with the work or school account.',
    sources: [draftGuide('Install app')],
  },
  {
    id: 'FLOW-04',
    tag: 'seed',
    core: true,
    statement:
      'The user signs in to the MTD app, waits for its scan to end and only then returns to the ' +
      'work app.',
    sources: [
      userGuide('iOS setup, step 5'),
      userGuide('Android setup, step 5'),
      userHelp('security/setup-mobile-threat-defense.md'),
    ],
  },
  {
    id: 'FLOW-05',
    tag: 'seed',
    core: true,
    statement:
      'On return to the work app further requirements of app protection may follow, such as ' +
      'creating a PIN; they are not part of MTD.',
    sources: [userGuide('iOS setup, step 6')],
  },
  {
    id: 'FLOW-06',
    tag: 'seed',
    core: true,
    statement:
      'A user who is still blocked selects Recheck on Get access, or looks for open threats in ' +
      'the MTD app and resolves them. Recheck evaluates again and starts no scan.',
    caveat: 'That Recheck starts no scan is inferred.',
    sources: [userGuide('iOS setup, step 7'), userGuide('Android setup, step 7')],
  },
  {
    id: 'FLOW-07',
    tag: 'seed',
    core: true,
    statement:
      'A threat is resolved in a loop: open the MTD app, read the details, change the device, ' +
      'scan again, and repeat until no threat is left. Access returns some minutes later, when ' +
      'the result has been synchronised.',
    sources: [userGuide('Resolving a threat')],
  },
  {
    id: 'FLOW-08',
    tag: 'seed',
    core: true,
    statement:
      'While a threat is above the limit the organisation either blocks access, so that ' +
      'protected apps cannot be used with the work account, or wipes the work data from one or ' +
      'more protected apps.',
    sources: [draftGuide('Resolve a threat'), userGuide('Resolving a threat')],
  },
  {
    id: 'FLOW-09',
    tag: 'seed',
    statement:
      'When the installation fails, the user finds the IT contact on the Company Portal website ' +
      'and may send logs: on Android from Company Portal by upload and email, on iOS through ' +
      'Microsoft Edge. Which app to use and how to remove one are reasons to ask IT as well.',
    sources: [draftGuide('Installation failed'), userGuide('Get support')],
  },
  {
    id: 'FLOW-10',
    tag: 'seed',
    statement:
      'If the prompt names no MTD app and leads to none, the user has to ask IT, since the ' +
      "choice of the vendor is the organisation's.",
    sources: [userGuide('opening tip')],
  },
  {
    id: 'FLOW-11',
    tag: 'seed',
    statement:
      'Four MTD apps are named as common on iOS and Android alike: Lookout for Work, Symantec ' +
      'Endpoint Protection Mobile, SandBlast Mobile Protect and Zimperium zIPS. What the screen ' +
      'says prevails over written steps.',
    sources: [userGuide('MTD apps for iOS'), userGuide('MTD apps for Android')],
  },
  {
    id: 'FLOW-12',
    tag: 'seed',
    statement:
      'The IT contact helps with choosing the app, installing it, a failed installation, ' +
      'detecting or averting a threat, and removing the app.',
    sources: [userGuide('Get support')],
  },
]);
