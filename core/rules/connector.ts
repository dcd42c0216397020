import { rulebook, unless } from '../rulebook.ts';
import { type MessageType, messageTypes } from '../vocabulary.ts';

const either = [false, true] as const;

/** Which state does a connector show? The first rule that is violated names it. */
export interface ConnectorQuestion {
  readonly deprovisioned: boolean;
  /** Provisioning, consent or a permission is still owed. */
  readonly owed: boolean;
  readonly errorCode: boolean;
  readonly silent: boolean;
  /** Some platform toggle is on, of either group. */
  readonly toggleOn: boolean;
}

/** decision-procedure.md, lines 5 to 8. */
export const connectorRules = rulebook<
  ConnectorQuestion,
  'provisioned' | 'set-up' | 'no-error-code' | 'partner-in-contact' | 'platform-toggle-on'
>(
  'connector',
  { deprovisioned: either, owed: either, errorCode: either, silent: either, toggleOn: either },
  {
    provisioned: {
      requirements: ['CONN-01', 'CONN-02', 'CONN-12'],
      basis: 'documented',
      meaning: 'the connector is deprovisioned, so it shows unavailable',
      answer: (q) => unless(q.deprovisioned),
    },
    'set-up': {
      requirements: ['CONN-01', 'CONN-03', 'CONN-12'],
      basis: 'documented',
      meaning: 'set-up is unfinished, so it shows notSetUp',
      answer: (q) => (q.deprovisioned ? 'not-applicable' : unless(q.owed)),
    },
    'no-error-code': {
      requirements: ['CONN-01', 'CONN-11', 'CONN-12'],
      basis: 'documented',
      meaning: 'the partner sent an error code, so it shows error',
      answer: (q, readings) => {
        if (q.deprovisioned || q.owed) return 'not-applicable';
        const outranked = readings.partnerStatePrecedence === 'unresponsiveFirst' && q.silent;
        return outranked ? 'not-applicable' : unless(q.errorCode);
      },
    },
    'partner-in-contact': {
      requirements: ['CONN-01', 'CONN-08', 'CONN-10', 'CONN-12'],
      basis: 'documented',
      meaning: 'the partner has been silent for too long, so it shows unresponsive',
      answer: (q, readings) => {
        if (q.deprovisioned || q.owed) return 'not-applicable';
        const outranked = readings.partnerStatePrecedence === 'errorFirst' && q.errorCode;
        return outranked ? 'not-applicable' : unless(q.silent);
      },
    },
    'platform-toggle-on': {
      requirements: ['CONN-01', 'CONN-04', 'CONN-07'],
      basis: 'documented',
      meaning: 'no platform toggle is on, so it shows available and not enabled',
      answer: (q) =>
        q.deprovisioned || q.owed || q.errorCode || q.silent
          ? 'not-applicable'
          : unless(!q.toggleOn),
    },
  },
);

/** The service releases at which the gate changed; a tenant counts as the newest it has reached. */
export const gateReleases = [0, 2308, 2309, 2601] as const;
export type GateRelease = (typeof gateReleases)[number];

export const gateReleaseOf = (serviceRelease: number): GateRelease => {
  let reached: GateRelease = 0;
  for (const release of gateReleases) if (serviceRelease >= release) reached = release;
  return reached;
};

/** What happens to one message from a partner? */
export interface GateQuestion {
  readonly connectorKnown: boolean;
  readonly deprovisioned: boolean;
  readonly owed: boolean;
  readonly message: MessageType;
  readonly release: GateRelease;
  /** The three below concern device threat messages only. */
  readonly deviceKnown: boolean;
  readonly stale: boolean;
  readonly platformEnabled: boolean;
}

const blockedFrom = (message: MessageType, threatRelease: number): number =>
  message === 'certificateSync' ? 2601 : threatRelease;

const closedByProvisioning = (q: GateQuestion): boolean =>
  q.deprovisioned && q.release >= blockedFrom(q.message, 2308);

const closedBySetUp = (q: GateQuestion): boolean =>
  !q.deprovisioned && q.owed && q.release >= blockedFrom(q.message, 2309);

const passesGate = (q: GateQuestion): boolean =>
  q.connectorKnown && !closedByProvisioning(q) && !closedBySetUp(q);

/** decision-procedure.md, 2.4: the first rule that is violated gives the code. */
export const gateRules = rulebook<
  GateQuestion,
  | 'connector-unknown'
  | 'connector-unavailable'
  | 'connector-not-set-up'
  | 'device-unknown'
  | 'observation-stale'
  | 'platform-not-enabled'
>(
  'gate',
  {
    connectorKnown: either,
    deprovisioned: either,
    owed: either,
    message: messageTypes,
    release: gateReleases,
    deviceKnown: either,
    stale: either,
    platformEnabled: either,
  },
  {
    'connector-unknown': {
      requirements: ['CONN-01', 'THREAT-11'],
      basis: 'documented',
      meaning: 'the tenant has no such connector',
      answer: (q) => unless(!q.connectorKnown),
    },
    'connector-unavailable': {
      requirements: ['CONN-05', 'APPSYNC-05'],
      basis: 'documented',
      meaning: 'messages to an unavailable connector are blocked since this service release',
      answer: (q) =>
        q.connectorKnown && q.deprovisioned ? unless(closedByProvisioning(q)) : 'not-applicable',
    },
    'connector-not-set-up': {
      requirements: ['CONN-05', 'APPSYNC-05'],
      basis: 'documented',
      meaning: 'messages to a connector not set up are blocked since this service release',
      answer: (q) =>
        q.connectorKnown && !q.deprovisioned && q.owed
          ? unless(closedBySetUp(q))
          : 'not-applicable',
    },
    'device-unknown': {
      requirements: ['ID-01', 'ID-03'],
      basis: 'documented',
      meaning: 'no device of the tenant has this id',
      answer: (q) =>
        passesGate(q) && q.message === 'deviceThreat' ? unless(!q.deviceKnown) : 'not-applicable',
    },
    'observation-stale': {
      requirements: ['CONN-10'],
      basis: 'inferred',
      meaning: 'a newer observation is already stored',
      answer: (q) =>
        passesGate(q) && q.message === 'deviceThreat' && q.deviceKnown
          ? unless(q.stale)
          : 'not-applicable',
    },
    'platform-not-enabled': {
      requirements: ['CONN-05', 'THREAT-12'],
      basis: 'documented',
      meaning: "it is stored but not evaluated: the platform's toggles are off",
      answer: (q) =>
        passesGate(q) && q.message === 'deviceThreat' && q.deviceKnown && !q.stale
          ? unless(!q.platformEnabled)
          : 'not-applicable',
    },
  },
);
