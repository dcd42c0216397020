import { type Rule, rulebook, unless } from '../rulebook.ts';
import { type Platform, platforms } from '../vocabulary.ts';

const either = [false, true] as const;

/** What is asked of a device whatever is asked for. */
interface InventoryQuestion {
  readonly deviceKnown: boolean;
  readonly platform: Platform;
  readonly enrolled: boolean;
  /** It has checked in since the switch was turned on. */
  readonly collected: boolean;
  readonly personal: boolean;
  /** The switch for the full inventory of personal devices is on. */
  readonly fullPersonal: boolean;
}

const inventorySpace = {
  deviceKnown: either,
  platform: platforms,
  enrolled: either,
  collected: either,
  personal: either,
  fullPersonal: either,
};

const inScope = (q: InventoryQuestion): boolean =>
  q.deviceKnown && q.platform === 'ios' && q.enrolled;

type DeviceRule =
  | 'device-unknown'
  | 'platform-not-supported'
  | 'device-not-enrolled'
  | 'inventory-not-collected';

/** From the device's id to its last check-in: what both kinds of request ask alike. */
const deviceRules = <Q extends InventoryQuestion>(
  opened: (question: Q) => boolean,
  scope: string,
  freshness: Pick<Rule<Q>, 'basis' | 'requirements'>,
): Readonly<Record<DeviceRule, Rule<Q>>> => ({
  'device-unknown': {
    requirements: ['ID-01'],
    basis: 'documented',
    meaning: 'no device of the tenant has this id',
    answer: (q) => (opened(q) ? unless(!q.deviceKnown) : 'not-applicable'),
  },
  'platform-not-supported': {
    requirements: [scope],
    basis: 'documented',
    meaning: 'inventories are of iOS and iPadOS devices only',
    answer: (q) => (opened(q) && q.deviceKnown ? unless(q.platform !== 'ios') : 'not-applicable'),
  },
  'device-not-enrolled': {
    requirements: [scope],
    basis: 'documented',
    meaning: 'it is not under Intune management, which is what collects inventories',
    answer: (q) =>
      opened(q) && q.deviceKnown && q.platform === 'ios' ? unless(!q.enrolled) : 'not-applicable',
  },
  'inventory-not-collected': {
    ...freshness,
    meaning: 'it has not checked in since the switch was turned on',
    answer: (q) => (opened(q) && inScope(q) ? unless(!q.collected) : 'not-applicable'),
  },
});

/** What does a request for the apps of one device get? */
export interface AppSyncQuestion extends InventoryQuestion {
  readonly appSyncOn: boolean;
}

/** decision-procedure.md, 2.5: the first rule that is violated gives the code. */
export const appSyncRules = rulebook<
  AppSyncQuestion,
  'app-sync-not-enabled' | DeviceRule | 'personal-apps-withheld'
>(
  'appSync',
  { appSyncOn: either, ...inventorySpace },
  {
    'app-sync-not-enabled': {
      requirements: ['APPSYNC-01', 'APPSYNC-08', 'APPSYNC-10'],
      basis: 'documented',
      meaning: "an admin has not turned on the partner's App Sync",
      answer: (q) => unless(!q.appSyncOn),
    },
    ...deviceRules<AppSyncQuestion>((q) => q.appSyncOn, 'APPSYNC-02', {
      requirements: ['APPSYNC-04', 'APPSYNC-08'],
      basis: 'documented',
    }),
    'personal-apps-withheld': {
      requirements: ['APPSYNC-06', 'APPSYNC-07'],
      basis: 'documented',
      meaning: 'it is a personal device, and the full inventory of those is not switched on',
      answer: (q) =>
        q.appSyncOn && inScope(q) && q.collected
          ? unless(q.personal && !q.fullPersonal)
          : 'not-applicable',
    },
  },
);

/** Is one app of a device that answers sent? */
export interface AppSharedQuestion {
  /** `personal-apps-withheld` is violated. */
  readonly withheld: boolean;
  readonly userEnrolment: boolean;
  readonly managed: boolean;
}

/** An app is sent unless a rule is violated. */
export const appSharedRules = rulebook<AppSharedQuestion, 'kept-private' | 'in-view'>(
  'appShared',
  { withheld: either, userEnrolment: either, managed: either },
  {
    'kept-private': {
      requirements: ['APPSYNC-06', 'APPSYNC-07'],
      basis: 'documented',
      meaning: 'of this device only apps deployed through Intune are sent, and it is none',
      answer: (q) => (q.withheld ? unless(!q.managed) : 'not-applicable'),
    },
    'in-view': {
      requirements: ['PLAT-09'],
      basis: 'inferred',
      meaning: 'user enrolment shows Intune no other apps than those it deployed',
      answer: (q) => (q.userEnrolment ? unless(!q.managed) : 'not-applicable'),
    },
  },
);

/** What does a request for the certificates of one device get? */
export interface CertificateSyncQuestion extends InventoryQuestion {
  /** By the partner, and by the service release. */
  readonly supported: boolean;
  readonly certificateSyncOn: boolean;
}

const certificateSyncOpen = (q: CertificateSyncQuestion): boolean =>
  q.supported && q.certificateSyncOn;

/** decision-procedure.md, 2.5: the first rule that is violated gives the code. */
export const certificateSyncRules = rulebook<
  CertificateSyncQuestion,
  | 'certificate-sync-not-supported'
  | 'certificate-sync-not-enabled'
  | DeviceRule
  | 'personal-certificates-withheld'
>(
  'certificateSync',
  { supported: either, certificateSyncOn: either, ...inventorySpace },
  {
    'certificate-sync-not-supported': {
      requirements: ['CERT-01'],
      basis: 'documented',
      meaning: 'the partner, or this service release, knows no Certificate Sync',
      answer: (q) => unless(!q.supported),
    },
    'certificate-sync-not-enabled': {
      requirements: ['CERT-01'],
      basis: 'documented',
      meaning: "an admin has not turned on the partner's Certificate Sync",
      answer: (q) => (q.supported ? unless(!q.certificateSyncOn) : 'not-applicable'),
    },
    ...deviceRules(certificateSyncOpen, 'CERT-01', {
      requirements: ['CERT-01'],
      basis: 'inferred',
    }),
    'personal-certificates-withheld': {
      requirements: ['CERT-03'],
      basis: 'documented',
      meaning: 'it is a personal device, and the full inventory of those is not switched on',
      answer: (q) =>
        certificateSyncOpen(q) && inScope(q) && q.collected
          ? unless(q.personal && !q.fullPersonal)
          : 'not-applicable',
    },
  },
);

/** Is one certificate of a device that answers sent? */
export interface CertificateSharedQuestion {
  /** `personal-certificates-withheld` is violated. */
  readonly withheld: boolean;
  readonly managed: boolean;
}

/** A certificate is sent unless the rule is violated. */
export const certificateSharedRules = rulebook<CertificateSharedQuestion, 'kept-private'>(
  'certificateShared',
  { withheld: either, managed: either },
  {
    'kept-private': {
      requirements: ['CERT-03'],
      basis: 'inferred',
      meaning: 'of this device no certificate is sent, or only those that Intune put there',
      answer: (q, readings) =>
        q.withheld ? unless(readings.certPersonalOff === 'noData' || !q.managed) : 'not-applicable',
    },
  },
);
