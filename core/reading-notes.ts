import type { openQuestions, ReadingName } from './readings.ts';
import {
  appProtection,
  compliance,
  fundamentals,
  graph,
  mtd,
  overview,
  userGuide,
  userHelp,
} from './requirements/sources.ts';

/** What is behind one open question: what each choice means, and which documents are silent. */
export interface ReadingNote {
  /** Ids of the project's list of open questions; none where the question came up with a rule. */
  readonly questions: readonly string[];
  /** By choice, as the end of a sentence. */
  readonly meanings: Readonly<Record<string, string>>;
  /** Where the reading takes a duration: what one means. */
  readonly duration?: string;
  /** What the documents say and what they do not. */
  readonly silence: string;
  /** The documents that were read for an answer and do not give it. */
  readonly silent: readonly string[];
}

type Choice<Name extends ReadingName> = (typeof openQuestions)[Name]['choices'][number];

type Notes = {
  readonly [Name in ReadingName]: ReadingNote & {
    readonly meanings: Readonly<Record<Choice<Name>, string>>;
  };
};

/** The day (ISO) on which the documents named here were last read for an answer. */
export const silenceReadOn = '2026-11-20';

const healthStates = graph('manageddevicepartnerreportedhealthstate');
const connectorResource = graph('mobilethreatdefenseconnector');
const states = overview('Connector status');
const vendorsNote = overview('note after the sample scenarios');
const sharedSettings = mtd('enable-connector.md', 'Shared settings');
const connectorToggles = mtd('enable-connector.md', 'Compliance policy evaluation');

export const readingNotes: Notes = {
  partnerStatePrecedence: {
    questions: [],
    meanings: {
      errorFirst: 'Error, because a partner sent it explicitly',
      unresponsiveFirst: 'Unresponsive, because nothing has been heard since',
    },
    silence:
      'The overview lists the six states and ranks none of them. Only the display differs: a ' +
      'partner that has been silent for long enough is ignored in either case.',
    silent: [states],
  },
  unresponsiveClock: {
    questions: ['Q-1'],
    meanings: {
      single: 'after the configured days the connector is unresponsive and its data ignored',
      twoPhase:
        'after the configured days the state is shown; after as many days again the data is ' +
        'ignored',
    },
    silence:
      'The overview reads as if the state came first and the days counted from there; the ' +
      'connector page and Graph read as if the days made the partner unresponsive. No document ' +
      'gives a length for a first phase of its own.',
    silent: [states, sharedSettings, connectorResource],
  },
  unresponsiveBoundary: {
    questions: ['Q-1'],
    meanings: { gte: 'at the very instant', gt: 'one millisecond later' },
    silence:
      'No document says. Every other period (grace, hold of an error, validity, age of a ' +
      'verdict) is over when it has been reached; this is the one with a switch.',
    silent: [connectorResource, sharedSettings],
  },
  ignoreUnresponsiveAs: {
    questions: ['Q-2'],
    meanings: {
      excluded:
        "nothing. Neither good nor bad news counts, and the partner's missing scan fails nobody",
      lastKnown: 'the last report goes on counting',
      missing:
        'the device counts as one for which the partner holds nothing, and fails where that fails',
    },
    silence:
      'The overview says that Intune ignores the compliance state, and the connector page that ' +
      'the data is left out. What becomes of a device whose only data is ignored stands nowhere.',
    silent: [states, sharedSettings, connectorResource],
  },
  staleDataInBlockedStates: {
    questions: ['Q-4'],
    meanings: {
      excluded: 'a connector in a blocked state takes no part in evaluation',
      lastKnown: 'what was stored before goes on counting',
    },
    silence:
      'The documents say that messages are blocked in these states, and nothing of data that had ' +
      'come before.',
    silent: [states],
  },
  noConnectorOutcome: {
    questions: [],
    meanings: {
      notApplicable: 'it cannot fail the device',
      nonCompliant: 'it fails the device with `no-partner-connected`',
    },
    silence:
      'No document says. Community notes report that the rule never fires while all toggles are ' +
      'off.',
    silent: [connectorToggles, 'community lab notes'],
  },
  missingDataModel: {
    questions: ['Q-5', 'Q-10'],
    meanings: {
      activationRequired:
        'it fails, except in the state `activated`, where the switch for missing partner data ' +
        'decides (and the limit High admits it)',
      graphLiteral: 'the switch for missing partner data alone decides, as its text in Graph reads',
      strict: 'it fails, except that `activated` passes under the limit High',
    },
    silence:
      'Three passages pull apart: the page on compliance policies demands an activated app even ' +
      "under High, the overview fails a missing scan where there are two vendors, and Graph's " +
      'switch, off by default, says that a device may be compliant without data. The default is ' +
      'the one under which all three hold.',
    silent: [
      mtd('create-compliance-policy.md', 'step 5'),
      mtd('setup-lookout.md', 'Configure Enrollment settings'),
      userHelp('security/setup-mobile-threat-defense.md'),
      vendorsNote,
      connectorResource,
    ],
  },
  dtlReadsDefender: {
    questions: ['Q-6'],
    meanings: {
      whenSoleConnector:
        'only where no third-party connector is set up with the toggle of the platform on',
      always: 'also beside third parties. Defender still never counts as a second vendor',
      never: 'Defender feeds the machine risk score alone',
    },
    silence:
      'The texts of the toggles tie the setting to every connector on the page. The overview ' +
      'keeps Defender apart from other vendors, and Defender has a setting of its own.',
    silent: [connectorToggles, vendorsNote],
  },
  compromisedUnderHigh: {
    questions: ['Q-8'],
    meanings: {
      pass: 'High admits every threat',
      fail: '`compromised` is above every limit',
    },
    silence:
      'The limits are described by the four levels only; `compromised` is a state of Graph that ' +
      'the policy pages do not mention.',
    silent: [healthStates],
  },
  misconfiguredAs: {
    questions: ['Q-9'],
    meanings: {
      noValidScan: 'the partner could not finish its analysis, so there is no verdict',
      lastKnown:
        'the last level that the same partner reported for the device goes on counting; without ' +
        'one there is no verdict',
    },
    silence: 'Graph explains the state and says nothing of compliance.',
    silent: [healthStates],
  },
  multiVendorScope: {
    questions: ['Q-7'],
    meanings: {
      complianceToggleOn: 'those whose compliance toggle for the platform is on',
      allProvisioned: 'every third-party vendor whose connector is set up, whatever its toggles',
    },
    silence: 'The overview says "configured for use for the same platform" and no more.',
    silent: [vendorsNote],
  },
  multiVendorNeedsDtlPolicy: {
    questions: ['Q-7'],
    meanings: {
      true:
        'the rule acts through the setting, so a device without such a policy is not failed by ' +
        'it',
      false: 'every device of the platform needs a scan from each vendor',
    },
    silence:
      'The overview speaks of all devices of the platform, and in the same note of separate ' +
      'policies for separate groups, which only works under the default.',
    silent: [vendorsNote],
  },
  mtdRecalc: {
    questions: ['Q-11'],
    meanings: {
      onMessage: "when it arrives, delayed by the tenant's `recalculationDelay`",
      onCheckIn: "at the device's next check-in only",
    },
    silence:
      'End-user articles promise access a few minutes after a clean scan, and the monitoring page ' +
      'says that security posture is evaluated continuously. Overview pages tie evaluation to ' +
      'check-in.',
    silent: [
      userGuide('Resolving a threat'),
      compliance('monitor-policy.md', 'Known reporting behaviors'),
      compliance('overview.md'),
    ],
  },
  mamNoDataWipe: {
    questions: ['Q-15'],
    meanings: {
      never: 'a missing app or verdict blocks',
      asConfigured:
        'a missing verdict does what the policy says, wipe included; a missing app still blocks',
    },
    silence: 'Wiping is described only for a detected threat above the limit.',
    silent: [mtd('create-app-protection-policy.md'), appProtection('overview.md')],
  },
  mamUnresponsive: {
    questions: ['Q-14'],
    meanings: {
      skipCondition:
        'it skips the threat condition, except under the limit High, where it is blocked',
      block: 'it is blocked under every limit',
    },
    silence:
      'The page on unenrolled devices says that the state is ignored; the setting references ' +
      'demand an active connection for High.',
    silent: [
      mtd('enable-unenrolled-devices.md'),
      appProtection('ref-settings-ios.md', 'Conditional launch'),
    ],
  },
  certPersonalOff: {
    questions: ['Q-16'],
    meanings: {
      noData: 'none',
      managedOnly: 'those that Intune itself put on the device',
    },
    silence:
      'The connector page says in one paragraph that with the switch off only unmanaged ' +
      'certificates are withheld, and a little later that no certificate data is sent.',
    silent: [mtd('enable-connector.md')],
  },
  dodConnectors: {
    questions: ['Q-18'],
    meanings: {
      asGccHigh: 'those that a tenant in GCC High would see',
      none: 'none, so that nothing a partner says is taken and no threat level applies',
    },
    silence:
      'The page on GCC High and DoD lists Mobile Threat Defense as available in both, and its text ' +
      'names GCC High only. The Intune instance is shared, and Graph is offered for DoD.',
    silent: [
      fundamentals('government-service-description.md'),
      overview('Government cloud support'),
      connectorResource,
    ],
  },
  scanAgeing: {
    questions: ['Q-31'],
    meanings: {
      never:
        'a verdict stands for as long as its partner is heard of; losing sight of a device is the ' +
        "vendor's to report, as `unresponsive`",
    },
    duration:
      'once it was observed so long ago it counts as none, for compliance and for launches. ' +
      'What is stored stays, states without a verdict do not age, and a partner that is heard ' +
      'of again makes no old verdict young',
    silence:
      'Graph has a state for a device that its vendor has lost sight of, and the connector has ' +
      'days after which a silent partner is ignored. Nothing gives the verdict on a device an ' +
      'end of its own, and nothing says that it has none.',
    silent: [healthStates, sharedSettings],
  },
};
