import { type Requirement, requirementsOf } from './requirement.ts';
import { draftGuide, userGuide } from './sources.ts';

export const iosFlowRequirements: readonly Requirement[] = requirementsOf('FLOW-iOS', [
  {
    id: 'FLOW-iOS-01',
    tag: 'seed',
    core: true,
    statement:
      'On iOS, signing in to a protected app whose policy needs MTD leads from an unregistered ' +
      'device to Registration, for which Microsoft Authenticator is needed.',
    sources: [userGuide('Device registration'), draftGuide('iOS setup')],
  },
  {
    id: 'FLOW-iOS-02',
    tag: 'seed',
    core: true,
    statement:
      'On iOS, a registered device without the MTD app goes from sign-in or Registration to the ' +
      'download step of Get access; the app stays blocked meanwhile.',
    sources: [draftGuide('iOS setup, step 2'), userGuide('iOS setup, step 1')],
  },
  {
    id: 'FLOW-iOS-03',
    tag: 'seed',
    core: true,
    statement:
      'On iOS, selecting Download from App Store and confirming the reminder opens the App ' +
      'Store. The reminder says to install the app but not to open it yet.',
    sources: [draftGuide('iOS setup, step 2')],
  },
  {
    id: 'FLOW-iOS-04',
    tag: 'seed',
    core: true,
    statement:
      'On iOS, returning after the installation brings the user to the open step of Get access; ' +
      'a failed installation leads to the help of FLOW-09.',
    sources: [draftGuide('iOS setup, steps 2 and 3'), userGuide('iOS setup, step 2')],
  },
  {
    id: 'FLOW-iOS-05',
    tag: 'seed',
    core: true,
    statement:
      'On iOS, selecting Open on Get access starts the MTD app, which asks for permission to ' +
      'open Microsoft Authenticator.',
    caveat:
      'That opening the app straight from the store leads the same way, perhaps with the account ' +
      'to be typed in, is inferred.',
    sources: [draftGuide('iOS setup, steps 3 and 4'), userGuide('iOS setup, steps 2 and 3')],
  },
  {
    id: 'FLOW-iOS-06',
    tag: 'seed',
    core: true,
    statement:
      'On iOS, allowing Authenticator to open and picking the work account signs the user in to ' +
      'the MTD app, which then scans the device.',
    caveat:
      'That declining leaves the app without activation and the protected app blocked is ' +
      'inferred.',
    sources: [draftGuide('iOS setup, steps 4 to 6'), userGuide('iOS setup, steps 3 to 5')],
  },
  {
    id: 'FLOW-iOS-07',
    tag: 'seed',
    core: true,
    statement:
      'On iOS, a scan that ends at or under the limit lets the user return to the work app; one ' +
      'that ends above it leaves the app blocked or, from its next launch, wiped.',
    caveat: 'What follows a scan above the limit is inferred from the threat condition.',
    sources: [draftGuide('iOS setup, steps 6 and 7'), userGuide('iOS setup, steps 5 and 6')],
  },
  {
    id: 'FLOW-iOS-08',
    tag: 'seed',
    core: true,
    statement:
      'On iOS, back in the work app, access is granted once the other requirements such as a PIN ' +
      'are met. If the result has not been synchronised yet, the user waits or selects Recheck.',
    caveat: 'The state of waiting for synchronisation is inferred.',
    sources: [draftGuide('iOS setup, steps 7 to 9'), userGuide('iOS setup, steps 6 and 7')],
  },
  {
    id: 'FLOW-iOS-09',
    tag: 'seed',
    core: true,
    statement:
      'On iOS, Recheck in a blocked or waiting app lets the user return to it if the latest ' +
      'verdict passes, and changes nothing if it still fails.',
    sources: [draftGuide('iOS setup, step 9'), userGuide('iOS setup, step 7')],
  },
]);
