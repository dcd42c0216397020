import { type Requirement, requirementsOf } from './requirement.ts';
import { draftGuide, userGuide } from './sources.ts';

export const androidFlowRequirements: readonly Requirement[] = requirementsOf('FLOW-AND', [
  {
    id: 'FLOW-AND-01',
    tag: 'seed',
    core: true,
    statement:
      'On Android, signing in to a protected app whose policy needs MTD leads from an ' +
      'unregistered device to Registration, for which Company Portal is needed as broker.',
    sources: [userGuide('Device registration'), draftGuide('Android setup')],
  },
  {
    id: 'FLOW-AND-02',
    tag: 'seed',
    core: true,
    statement:
      'On Android, a registered device without the MTD app goes from sign-in or Registration to ' +
      'the download step of Get access.',
    sources: [draftGuide('Android setup, step 2'), userGuide('Android setup, step 1')],
  },
  {
    id: 'FLOW-AND-03',
    tag: 'seed',
    core: true,
    statement:
      'On Android, Download opens Google Play; once the app is installed Get access offers to ' +
      'open it, and a failed installation leads to the help of FLOW-09.',
    sources: [draftGuide('Android setup, step 2'), userGuide('Android setup, steps 1 and 2')],
  },
  {
    id: 'FLOW-AND-04',
    tag: 'seed',
    core: true,
    statement:
      'On Android, selecting Open on Get access starts the MTD app, which asks for the ' +
      'permissions it needs.',
    caveat: 'The draft of 2019 has no Open step; the article of 2020 has one.',
    sources: [userGuide('Android setup, steps 2 and 3')],
  },
  {
    id: 'FLOW-AND-05',
    tag: 'seed',
    core: true,
    statement:
      'On Android, contacts must be allowed for the MTD app to work properly; location may be ' +
      'asked for too, and the list varies by vendor. With contacts allowed the user goes on to ' +
      'pick an account.',
    caveat:
      'The articles demand contacts alone; that no other permission stands in the way is ' +
      'inferred.',
    sources: [draftGuide('Android setup, step 3'), userGuide('Android setup, step 3')],
  },
  {
    id: 'FLOW-AND-06',
    tag: 'seed',
    statement:
      'On Android, denying contacts leaves the MTD app degraded: no account can be picked, so ' +
      'the app is not activated and the protected app stays blocked.',
    caveat:
      'The articles say only that the app does not work properly without contacts; the rest is ' +
      'inferred.',
    sources: [draftGuide('Android setup, step 3'), userGuide('Android setup, step 3')],
  },
  {
    id: 'FLOW-AND-07',
    tag: 'seed',
    statement:
      'On Android, choosing the work account signs the user in to the MTD app and starts its ' +
      'scan, without a step through Authenticator.',
    sources: [
      draftGuide('Android setup, steps 4 and 5'),
      userGuide('Android setup, steps 4 and 5'),
    ],
  },
  {
    id: 'FLOW-AND-08',
    tag: 'seed',
    statement:
      'On Android, everything from the scan to granted access, with its block and its Recheck, ' +
      'goes as on iOS in FLOW-iOS-07 to FLOW-iOS-09.',
    caveat:
      'As on iOS, the outcome of a scan above the limit and waiting for synchronisation are ' +
      'inferred.',
    sources: [draftGuide('Android setup, steps 5 to 8'), userGuide('Android setup, steps 5 to 7')],
  },
]);
