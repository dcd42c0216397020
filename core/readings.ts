import { type Duration, day } from './time.ts';

/**
 * What the documents leave open, as named switches with a default (domain.md, 3.0). A verdict
 * that rests on one of them is interpretive, and a run says which were in force.
 */
export interface Readings {
  readonly partnerStatePrecedence: 'errorFirst' | 'unresponsiveFirst';
  readonly unresponsiveClock: 'single' | 'twoPhase';
  readonly unresponsiveBoundary: 'gte' | 'gt';
  readonly ignoreUnresponsiveAs: 'excluded' | 'lastKnown' | 'missing';
  readonly staleDataInBlockedStates: 'excluded' | 'lastKnown';
  readonly noConnectorOutcome: 'notApplicable' | 'nonCompliant';
  readonly missingDataModel: 'activationRequired' | 'graphLiteral' | 'strict';
  readonly dtlReadsDefender: 'whenSoleConnector' | 'always' | 'never';
  readonly compromisedUnderHigh: 'pass' | 'fail';
  readonly misconfiguredAs: 'noValidScan' | 'lastKnown';
  readonly multiVendorScope: 'complianceToggleOn' | 'allProvisioned';
  readonly multiVendorNeedsDtlPolicy: 'true' | 'false';
  readonly mtdRecalc: 'onMessage' | 'onCheckIn';
  readonly mamNoDataWipe: 'never' | 'asConfigured';
  readonly mamUnresponsive: 'skipCondition' | 'block';
  readonly certPersonalOff: 'noData' | 'managedOnly';
  readonly dodConnectors: 'asGccHigh' | 'none';
  readonly scanAgeing: 'never' | Duration;
}

export type ReadingName = keyof Readings;

export interface OpenQuestion {
  /** Default first. */
  readonly choices: readonly string[];
  /** Where any length of time is a choice as well: the one to try it with. */
  readonly duration?: Duration;
  readonly question: string;
  /** Where the silence was noticed: ids of domain.md. */
  readonly requirements: readonly string[];
}

export const openQuestions = {
  partnerStatePrecedence: {
    choices: ['errorFirst', 'unresponsiveFirst'],
    question: 'Which state is shown when a connector is both in error and silent?',
    requirements: ['CONN-12'],
  },
  unresponsiveClock: {
    choices: ['single', 'twoPhase'],
    question: 'Is a silent partner ignored at once, or only after the days have passed twice?',
    requirements: ['CONN-08', 'CONN-09'],
  },
  unresponsiveBoundary: {
    choices: ['gte', 'gt'],
    question: 'Does silence begin when exactly the configured days have passed, or just after?',
    requirements: ['CONN-08'],
  },
  ignoreUnresponsiveAs: {
    choices: ['excluded', 'lastKnown', 'missing'],
    question: 'What is left of the reports of a partner that Intune ignores?',
    requirements: ['CONN-09', 'COMP-12', 'MAM-12'],
  },
  staleDataInBlockedStates: {
    choices: ['excluded', 'lastKnown'],
    question: 'Does data stored before a connector became unavailable or not set up still count?',
    requirements: ['CONN-06'],
  },
  noConnectorOutcome: {
    choices: ['notApplicable', 'nonCompliant'],
    question: 'What is a threat-level setting that no connector feeds?',
    requirements: ['COMP-08'],
  },
  missingDataModel: {
    choices: ['activationRequired', 'graphLiteral', 'strict'],
    question: 'What is a device for which the partner has given no verdict?',
    requirements: ['COMP-09', 'THREAT-08'],
  },
  dtlReadsDefender: {
    choices: ['whenSoleConnector', 'always', 'never'],
    question: 'Does the device threat level setting read Defender?',
    requirements: ['COMP-07', 'MULTI-03'],
  },
  compromisedUnderHigh: {
    choices: ['pass', 'fail'],
    question: 'Does a compromised device pass the limit High?',
    requirements: ['THREAT-09'],
  },
  misconfiguredAs: {
    choices: ['noValidScan', 'lastKnown'],
    question: 'Is a misconfigured app a missing scan, or does the level before it stand?',
    requirements: ['THREAT-10'],
  },
  multiVendorScope: {
    choices: ['complianceToggleOn', 'allProvisioned'],
    question: 'Which vendors count as configured for a platform?',
    requirements: ['MULTI-02'],
  },
  multiVendorNeedsDtlPolicy: {
    choices: ['true', 'false'],
    question: 'Does the rule of several vendors need a threat-level policy on the device?',
    requirements: ['MULTI-02'],
  },
  mtdRecalc: {
    choices: ['onMessage', 'onCheckIn'],
    question: 'Is compliance calculated when a threat message arrives, or at the next check-in?',
    requirements: ['COMP-20'],
  },
  mamNoDataWipe: {
    choices: ['never', 'asConfigured'],
    question: 'May an app be wiped when there is no verdict at all?',
    requirements: ['MAM-07'],
  },
  mamUnresponsive: {
    choices: ['skipCondition', 'block'],
    question: 'What does a launch do when the chosen service is silent?',
    requirements: ['MAM-12'],
  },
  certPersonalOff: {
    choices: ['noData', 'managedOnly'],
    question: 'Which certificates of a personal device are sent without the full inventory?',
    requirements: ['CERT-03'],
  },
  dodConnectors: {
    choices: ['asGccHigh', 'none'],
    question: 'Which connectors does a tenant in DoD see?',
    requirements: ['CLOUD-03'],
  },
  scanAgeing: {
    choices: ['never'],
    duration: 7 * day,
    question: 'How old may a verdict on a device become before it counts as none?',
    requirements: ['THREAT-08'],
  },
} as const satisfies {
  readonly [Name in ReadingName]: OpenQuestion & { choices: readonly Readings[Name][] };
};

export const readingNames = Object.keys(openQuestions) as ReadingName[];

export const defaultReadings: Readings = {
  partnerStatePrecedence: 'errorFirst',
  unresponsiveClock: 'single',
  unresponsiveBoundary: 'gte',
  ignoreUnresponsiveAs: 'excluded',
  staleDataInBlockedStates: 'excluded',
  noConnectorOutcome: 'notApplicable',
  missingDataModel: 'activationRequired',
  dtlReadsDefender: 'whenSoleConnector',
  compromisedUnderHigh: 'pass',
  misconfiguredAs: 'noValidScan',
  multiVendorScope: 'complianceToggleOn',
  multiVendorNeedsDtlPolicy: 'true',
  mtdRecalc: 'onMessage',
  mamNoDataWipe: 'never',
  mamUnresponsive: 'skipCondition',
  certPersonalOff: 'noData',
  dodConnectors: 'asGccHigh',
  scanAgeing: 'never',
};

export const questionOf = (name: ReadingName): OpenQuestion => openQuestions[name];

/** One reading with a value that it can have. */
export interface ReadingChoice {
  readonly name: ReadingName;
  readonly value: Readings[ReadingName];
}

/** Every value to try a reading with, its default first. */
export const valuesOf = (name: ReadingName): readonly ReadingChoice['value'][] => {
  const { choices, duration } = questionOf(name);
  const words = choices as readonly ReadingChoice['value'][];
  return duration === undefined ? words : [...words, duration];
};

/** The defaults with a single reading turned. */
export const turnedTo = ({ name, value }: ReadingChoice): Readings => ({
  ...defaultReadings,
  [name]: value,
});

/** Every single reading turned to each of its values but the default. */
export const singleTurns: readonly ReadingChoice[] = readingNames.flatMap((name) =>
  valuesOf(name)
    .slice(1)
    .map((value) => ({ name, value })),
);
