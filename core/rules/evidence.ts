import { rulebook, unless } from '../rulebook.ts';

const either = [false, true] as const;

/** Is what one partner reported about one device admitted to compliance? */
export interface EvidenceQuestion {
  readonly toggleOn: boolean;
  readonly deprovisioned: boolean;
  readonly owed: boolean;
  /** The partner has been silent long enough to be left out. */
  readonly ignored: boolean;
  readonly osBelowMinimum: boolean;
  readonly unsupportedOsBlocked: boolean;
  /** One of Microsoft's own services, which the rule of several vendors does not count. */
  readonly microsoft: boolean;
}

/**
 * decision-procedure.md, lines 11 to 16. Evidence is out if a rule is violated; the first one
 * is the note. `silence-is-missing` alone leaves it in, as if nothing had been reported.
 */
export const evidenceRules = rulebook<
  EvidenceQuestion,
  | 'toggle-off'
  | 'connector-unavailable'
  | 'connector-not-set-up'
  | 'partner-unresponsive'
  | 'os-not-covered'
  | 'silence-is-missing'
>(
  'evidence',
  {
    toggleOn: either,
    deprovisioned: either,
    owed: either,
    ignored: either,
    osBelowMinimum: either,
    unsupportedOsBlocked: either,
    microsoft: either,
  },
  {
    'toggle-off': {
      requirements: ['TOG-02', 'TOG-03', 'TOG-11', 'MULTI-02'],
      basis: 'documented',
      meaning: "the connector's compliance toggle for the platform is off",
      answer: (q, readings) =>
        readings.multiVendorScope === 'allProvisioned' && !q.microsoft
          ? 'not-applicable'
          : unless(!q.toggleOn),
    },
    'connector-unavailable': {
      requirements: ['CONN-02', 'CONN-06'],
      basis: 'inferred',
      meaning: 'the connector is unavailable',
      answer: (q, readings) =>
        readings.staleDataInBlockedStates === 'lastKnown'
          ? 'not-applicable'
          : unless(q.deprovisioned),
    },
    'connector-not-set-up': {
      requirements: ['CONN-03', 'CONN-06'],
      basis: 'inferred',
      meaning: 'the connector is not set up',
      answer: (q, readings) =>
        readings.staleDataInBlockedStates === 'lastKnown' || q.deprovisioned
          ? 'not-applicable'
          : unless(q.owed),
    },
    'partner-unresponsive': {
      requirements: ['CONN-08', 'CONN-09', 'COMP-12'],
      basis: 'documented',
      meaning: 'the partner is silent, so what it said is left out',
      answer: (q, readings) =>
        readings.ignoreUnresponsiveAs === 'excluded' ? unless(q.ignored) : 'not-applicable',
    },
    'os-not-covered': {
      requirements: ['TOG-02', 'TOG-07'],
      basis: 'inferred',
      meaning: "the device's OS is below the partner's minimum",
      answer: (q) => (q.unsupportedOsBlocked ? 'not-applicable' : unless(q.osBelowMinimum)),
    },
    'silence-is-missing': {
      requirements: ['CONN-09', 'COMP-12'],
      basis: 'inferred',
      meaning: 'the partner is silent, so its report counts as missing',
      answer: (q, readings) =>
        readings.ignoreUnresponsiveAs === 'missing' ? unless(q.ignored) : 'not-applicable',
    },
  },
);

/** Which connectors feed the device threat level setting, and is the rule of several in force? */
export interface FeedersQuestion {
  /** Third-party connectors with toggle on and set up: none, one, or several. */
  readonly thirdPartiesConfigured: 0 | 1 | 2;
  /** Those of them whose evidence is admitted. */
  readonly thirdPartiesFeeding: 0 | 1 | 2;
  readonly defenderAdmitted: boolean;
}

/** decision-procedure.md, lines 17 to 22. */
export const feederRules = rulebook<
  FeedersQuestion,
  'defender-feeds' | 'some-connector-feeds' | 'several-vendors'
>(
  'feeders',
  {
    thirdPartiesConfigured: [0, 1, 2],
    thirdPartiesFeeding: [0, 1, 2],
    defenderAdmitted: either,
  },
  {
    'defender-feeds': {
      requirements: ['COMP-07', 'MULTI-03'],
      basis: 'inferred',
      meaning: 'Defender does not feed the device threat level beside a third-party vendor',
      answer: (q, readings) => {
        if (!q.defenderAdmitted || readings.dtlReadsDefender === 'never') return 'not-applicable';
        if (readings.dtlReadsDefender === 'always') return 'holds';
        return unless(q.thirdPartiesConfigured > 0);
      },
    },
    'some-connector-feeds': {
      requirements: ['COMP-07', 'COMP-08', 'COMP-12'],
      basis: 'inferred',
      meaning: 'no connector feeds the device threat level setting',
      answer: (q, readings) => {
        const defender =
          q.defenderAdmitted &&
          (readings.dtlReadsDefender === 'always' ||
            (readings.dtlReadsDefender === 'whenSoleConnector' && q.thirdPartiesConfigured === 0));
        return unless(q.thirdPartiesFeeding === 0 && !defender);
      },
    },
    'several-vendors': {
      requirements: ['MULTI-01', 'MULTI-02', 'MULTI-03'],
      basis: 'documented',
      meaning: 'two or more vendors are configured, so each of them must have scanned',
      answer: (q) => (q.thirdPartiesFeeding >= 2 ? 'violated' : 'not-applicable'),
    },
  },
);
