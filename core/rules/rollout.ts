import { type DefenderStanding, defenderStandings } from '../defender/enrolment.ts';
import type { RolloutWarning } from '../reasons.ts';
import { rulebook } from '../rulebook.ts';

const either = [false, true] as const;

/** Is this device asked for what it can never give, or cannot give yet? */
export interface RolloutQuestion {
  /** A policy it holds is fed by Defender: a risk score, or a threat level with nobody else on. */
  readonly defenderAsked: boolean;
  readonly defenderStanding: DefenderStanding;
  readonly threatLevelHeld: boolean;
  /** The app of a partner that feeds its threat level is not installed. */
  readonly mtdAppMissing: boolean;
  /** An enabled Conditional Access policy asks for a compliant device. */
  readonly compliantDeviceAsked: boolean;
  /** One that asks for a verdict names all resources, the app of a third party among them. */
  readonly mtdAppGuarded: boolean;
}

const given = (present: boolean) => (present ? 'violated' : 'not-applicable');

export const rolloutRules = rulebook<RolloutQuestion, RolloutWarning>(
  'rollout',
  {
    defenderAsked: either,
    defenderStanding: defenderStandings,
    threatLevelHeld: either,
    mtdAppMissing: either,
    compliantDeviceAsked: either,
    mtdAppGuarded: either,
  },
  {
    'defender-needs-user': {
      requirements: ['MDE-ENROLL-01'],
      basis: 'documented',
      meaning: 'Defender is asked about a device without a user, on which it protects nothing',
      answer: (q) => given(q.defenderAsked && q.defenderStanding === 'userless'),
    },
    'defender-not-supported': {
      requirements: ['MDE-ENROLL-02'],
      basis: 'inferred',
      meaning: 'Defender is asked about a device that is enrolled in a way it does not support',
      answer: (q) => given(q.defenderAsked && q.defenderStanding === 'unsupported'),
    },
    'mtd-app-behind-policy': {
      requirements: ['CA-12'],
      basis: 'inferred',
      meaning:
        'access to all resources waits for a verdict, so the MTD app may be unable to sign in',
      answer: (q) => given(q.mtdAppGuarded),
    },
    'policy-before-app': {
      requirements: ['TOG-10'],
      basis: 'documented',
      meaning: 'access waits for a threat level, and the MTD app that gives it is not installed',
      answer: (q) => given(q.threatLevelHeld && q.mtdAppMissing && q.compliantDeviceAsked),
    },
  },
);
