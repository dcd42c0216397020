import type { Conduct } from '../../core/conduct.ts';
import { documentedFacts } from '../../core/facts.ts';
import { day } from '../../core/time.ts';
import type { ManagementType } from '../../core/vocabulary.ts';
import { type Variant, withFacts } from './variant.ts';

const facts = documentedFacts;

const variant = (
  id: string,
  requirements: readonly string[],
  mistake: string,
  conduct: Partial<Conduct>,
): Variant => ({ id: `conduct/${id}`, requirements, mistake, parts: withFacts(conduct) });

const actions: readonly Variant[] = [
  variant('actions-at-once', ['ACT-07'], 'every action fires with the first failure', {
    actionDue: (failingSince) => failingSince,
  }),
  variant('actions-in-days', ['ACT-07'], 'the hours of an action are taken for days', {
    actionDue: (failingSince, hours) => failingSince + hours * day,
  }),
  variant('retire-at-once', ['ACT-06'], 'a device is retired, not put on the list', {
    eventOfAction: (type) => (type === 'retire' ? 'retire' : facts.eventOfAction(type)),
  }),
  variant('remote-lock-unseen', ['ACT-06'], 'a remote lock is not seen', {
    eventOfAction: (type) => (type === 'remoteLock' ? null : facts.eventOfAction(type)),
  }),
  variant('push-everywhere', ['ACT-05'], 'a PC gets push notifications', {
    pushReaches: () => true,
  }),
  variant('push-every-instance', ['ACT-05'], 'two push notifications of a day are two', {
    sharesDay: () => false,
  }),
  variant('push-once-for-ever', ['ACT-05'], 'a policy pushes a single notification', {
    sharesDay: () => true,
  }),
  variant('clock-kept', ['ACT-08'], 'a later failure goes on where the first ended', {
    failingSinceAfterPassing: (failingSince) => failingSince,
  }),
];

const calculations: readonly Variant[] = [
  variant('policies-kept', ['COMP-28', 'COMP-22'], 'a policy taken away goes on judging', {
    heldAfterCheckIn: (before, delivered) => {
      const names = delivered.map(({ name }) => name);
      return [...delivered, ...before.filter(({ name }) => !names.includes(name))];
    },
  }),
  variant('message-not-heard', ['COMP-20'], 'a message waits for the check-in', {
    calculationAfter: () => null,
  }),
  variant('message-at-once', ['COMP-20'], "the tenant's delay is not read", {
    calculationAfter: (_, readings) => facts.calculationAfter(0, readings),
  }),
  variant('message-always-heard', ['COMP-20'], 'a message is calculated under either reading', {
    calculationAfter: (delay) => delay,
  }),
];

const launches: readonly Variant[] = [
  variant('mildest-outcome', ['MAM-14', 'MAM-15'], 'the mildest of several results counts', {
    decidingOutcome: (a, b) => (facts.decidingOutcome(a, b) === a ? b : a),
  }),
  variant('last-outcome', ['MAM-14', 'MAM-15'], 'the last of several results counts', {
    decidingOutcome: (_, b) => b,
  }),
  variant('block-before-wipe', ['MAM-14', 'MAM-15'], 'a block comes before a wipe', {
    decidingOutcome: (a, b) =>
      [a, b].includes('blocked') && [a, b].includes('wiped')
        ? 'blocked'
        : facts.decidingOutcome(a, b),
  }),
  variant('first-app-alone', ['WIPE-03'], 'a request for a device wipes its first app', {
    wipeReaches: (apps) => apps.slice(0, 1),
  }),
  variant('user-list-reaches-all', ['WIPE-03'], "one user's wipe empties everybody's phones", {
    wipeReachesUser: () => true,
  }),
  variant('user-list-reaches-nobody', ['WIPE-03'], 'a user on the list is not wiped', {
    wipeReachesUser: () => false,
  }),
  variant('user-list-once', ['WIPE-03'], 'a user is off the list after a single wipe', {
    userWipeAfterwards: () => null,
  }),
  variant('wipe-never-fails', ['WIPE-04'], 'a wipe that failed is shown as successful', {
    wipeEndsAs: () => 'successful',
  }),
  variant('wipe-always-fails', ['WIPE-04'], 'a wipe that happened is shown as failed', {
    wipeEndsAs: () => 'failed',
  }),
  variant('wipe-pending-for-ever', ['WIPE-04'], 'a wipe that happened stays pending', {
    wipeEndsAs: () => 'pending',
  }),
  variant('wipe-list-one-ms-long', ['WIPE-04'], 'a request is listed 1 ms too long', {
    wipeListedFor: (state) => facts.wipeListedFor(state) + 1,
  }),
  variant('wipe-list-one-ms-short', ['WIPE-04'], 'a request is listed 1 ms too short', {
    wipeListedFor: (state) => facts.wipeListedFor(state) - 1,
  }),
  variant('wipe-list-all-alike', ['WIPE-04'], 'a pending request is listed no longer than others', {
    wipeListedFor: () => facts.wipeListedFor('successful'),
  }),
  variant('wiped-again', ['WIPE-06', 'FLOW-08'], 'an empty app is wiped once more', {
    outcomeOfSecondWipe: () => 'wiped',
  }),
  variant('opens-when-empty', ['WIPE-06'], 'an app opens once its data is gone', {
    outcomeOfSecondWipe: () => 'allowed',
  }),
  variant('wipe-for-good', ['WIPE-06'], 'an app that was wiped cannot be set up again', {
    setsUpAgain: () => false,
  }),
];

const othersMay = (role: string, as: string) => (roles: readonly string[]) =>
  roles.map((one) => (one === role ? as : one));

const rights: readonly Variant[] = [
  variant('everybody-may', ['RBAC-01', 'RBAC-02', 'RBAC-05', 'RBAC-06'], 'roles are not read', {
    lacking: () => null,
  }),
  variant('nobody-may', ['RBAC-01', 'RBAC-02'], 'nobody may do anything', {
    lacking: () => 'mtdModify',
  }),
  variant('consent-of-any-admin', ['RBAC-02'], 'every vendor takes the consent of any admin', {
    lacking: (act, roles, partner) =>
      facts.lacking(act, othersMay('entraAdministrator', 'globalAdministrator')(roles), partner),
  }),
  variant('read-only-changes', ['RBAC-05'], 'a Read Only Operator changes connectors', {
    lacking: (act, roles, partner) =>
      facts.lacking(act, othersMay('readOnlyOperator', 'globalAdministrator')(roles), partner),
  }),
  variant('modify-without-read', ['RBAC-06'], 'Modify is enough', {
    lacking: (act, roles, partner) => facts.lacking(act, [...roles, 'mtdRead'], partner),
  }),
];

const others: readonly Variant[] = [
  variant('token-worthless', ['CA-10'], 'a token ends as soon as it is granted', {
    tokenEnds: (granted) => granted,
  }),
  variant('token-for-a-day', ['CA-10'], 'a token lasts for a day', {
    tokenEnds: (granted) => granted + day,
  }),
  variant('role-for-everybody', ['TOG-08'], 'the MTD role can be held by several', {
    claimSameRole: () => false,
  }),
  variant('role-claimed-by-all', ['TOG-08'], 'whoever has no claim is refused as well', {
    claimSameRole: () => true,
  }),
];

const places: readonly Variant[] = [
  variant('personal-profile-alone', ['MDE-ENROLL-A2', 'SC-MDE-PP'], 'Defender needs no other', {
    personalProfileRefusal: (type) => facts.personalProfileRefusal(type, true),
  }),
  variant('personal-profile-never', ['MDE-ENROLL-A2'], 'no personal profile has Defender', {
    personalProfileRefusal: (type) => facts.personalProfileRefusal(type, false),
  }),
  variant('personal-profile-everywhere', ['MDE-ENROLL-A4'], 'company phones have Defender twice', {
    personalProfileRefusal: (_, active) => (active ? null : 'prerequisite-missing'),
  }),
  variant('clouds-alike', ['CLOUD-01', 'CLOUD-05'], 'a sovereign cloud shows every connector', {
    showsConnector: () => true,
  }),
  variant('clouds-empty', ['CLOUD-01', 'CLOUD-05'], 'a sovereign cloud shows no connector', {
    showsConnector: ({ cloud }) => cloud === 'public' || cloud === 'gcc',
  }),
  variant('gcc-sovereign', ['CLOUD-02'], 'GCC shows what the tenant names', {
    showsConnector: (tenant, partner, readings) =>
      facts.showsConnector(
        tenant.cloud === 'gcc' ? { ...tenant, cloud: 'gccHigh' } : tenant,
        partner,
        readings,
      ),
  }),
  variant('dod-commercial', ['CLOUD-03'], 'DoD shows every connector', {
    showsConnector: (tenant, partner, readings) =>
      tenant.cloud === 'dod' || facts.showsConnector(tenant, partner, readings),
  }),
  variant('dod-not-read', ['CLOUD-03'], 'the reading of DoD is not asked', {
    showsConnector: (tenant, partner, readings) =>
      facts.showsConnector(tenant, partner, { ...readings, dodConnectors: 'asGccHigh' }),
  }),
  variant('dod-always-none', ['CLOUD-03'], 'DoD never shows a connector', {
    showsConnector: (tenant, partner, readings) =>
      facts.showsConnector(tenant, partner, { ...readings, dodConnectors: 'none' }),
  }),
  variant('cloud-list-unread', ['CLOUD-05'], 'who supports the cloud is not looked up', {
    showsConnector: ({ cloudConnectors: _, ...tenant }, partner, readings) =>
      facts.showsConnector(tenant, partner, readings),
  }),
  variant('sovereign-for-windows', ['CLOUD-05'], 'a sovereign cloud shows what runs on PCs', {
    showsConnector: (tenant, partner, readings) =>
      tenant.cloudConnectors?.includes(partner) === true ||
      facts.showsConnector(tenant, partner, readings),
  }),
  variant('china-like-others', ['CLOUD-04'], '21Vianet has Android Enterprise', {
    hasManagement: () => true,
  }),
  variant('china-without-android', ['CLOUD-04'], '21Vianet manages no Android phone', {
    hasManagement: (cloud, type) => cloud !== 'china21Vianet' || type.startsWith('ios'),
  }),
  variant('aosp-everywhere', ['CLOUD-04'], '21Vianet has AOSP management', {
    hasManagement: (cloud, type) => type === 'androidAosp' || facts.hasManagement(cloud, type),
  }),
  variant('google-nowhere', ['CLOUD-04'], 'no cloud has Android Enterprise', {
    hasManagement: (_, type) => facts.hasManagement('china21Vianet', type),
  }),
];

const except = (excluded: ManagementType): Partial<typeof facts> => ({
  policyFits: (type, managementType) =>
    managementType !== excluded && facts.policyFits(type, managementType),
});

/** Which management type each row of applicability is about. */
const managed: readonly (readonly [row: string, managementType: ManagementType])[] = [
  ['PLAT-01', 'androidWorkProfile'],
  ['PLAT-02', 'androidCorporateWorkProfile'],
  ['PLAT-03', 'androidFullyManaged'],
  ['PLAT-04', 'androidDedicated'],
  ['PLAT-05', 'androidDeviceAdministrator'],
  ['PLAT-07', 'iosSupervised'],
  ['PLAT-08', 'iosDeviceEnrollment'],
  ['PLAT-09', 'iosUserEnrollment'],
  ['PLAT-11', 'windowsManaged'],
];

const applicability: readonly Variant[] = [
  ...managed.map(([row, managementType]) => ({
    id: `conduct/no-compliance-policy-for/${managementType}`,
    requirements: [row],
    mistake: `no compliance policy reaches ${managementType}`,
    parts: withFacts(except(managementType)),
  })),
  {
    id: 'conduct/corporate-policies-for-aosp',
    requirements: ['PLAT-06'],
    mistake: 'a policy with a threat level reaches devices without Google services',
    parts: withFacts({
      policyFits: (type, managementType) =>
        facts.policyFits(
          type,
          managementType === 'androidAosp' ? 'androidFullyManaged' : managementType,
        ),
    }),
  },
  {
    id: 'conduct/app-protection-on-managed-windows',
    requirements: ['MAM-19', 'PLAT-11'],
    mistake: 'a managed PC falls under app protection',
    parts: withFacts({
      appPolicyFits: (type, levels, managementType) =>
        facts.appPolicyFits(
          type,
          levels,
          managementType === 'windowsManaged' ? 'windowsUnmanaged' : managementType,
        ),
    }),
  },
  {
    id: 'conduct/no-app-protection-on-windows',
    requirements: ['PLAT-12', 'MAM-19'],
    mistake: 'no PC falls under app protection',
    parts: withFacts({
      appPolicyFits: (type, levels, managementType) =>
        managementType !== 'windowsUnmanaged' && facts.appPolicyFits(type, levels, managementType),
    }),
  },
];

/** Clocks, tokens, wipes and deliveries gone wrong, and policies that miss whom they are for. */
export const conductVariants: readonly Variant[] = [
  ...actions,
  ...calculations,
  ...launches,
  ...rights,
  ...places,
  ...others,
  ...applicability,
];
