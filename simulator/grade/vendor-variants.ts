import { documentedParts } from '../../core/evaluator.ts';
import { day } from '../../core/time.ts';
import type { Limit } from '../../core/vocabulary.ts';
import { type CloudRules, documentedCloud } from '../contract/cloud.ts';
import type { Variant } from './variant.ts';

const cloud = documentedCloud;

const variant = (
  id: string,
  requirements: readonly string[],
  mistake: string,
  changed: Partial<CloudRules>,
): Variant => ({
  id: `cloud/${id}`,
  requirements,
  mistake,
  parts: { ...documentedParts, cloud: { ...cloud, ...changed } },
});

const silence: readonly Variant[] = [
  variant('silence-one-ms-late', ['PIT-29'], 'a device is silent 1 ms too late', {
    silentAt: (contact, after) => {
      const at = cloud.silentAt(contact, after);
      return at === null ? null : at + 1;
    },
  }),
  variant('silence-one-ms-early', ['PIT-29'], 'a device is silent 1 ms too early', {
    silentAt: (contact, after) => {
      const at = cloud.silentAt(contact, after);
      return at === null ? null : at - 1;
    },
  }),
  variant('silence-never-told', ['SC-LOOKOUT-DISCONNECTED', 'PIT-29'], 'the last level is kept', {
    silentAt: () => null,
  }),
  variant('silence-always-told', ['PIT-29'], 'a vendor that says nothing of silence says it', {
    silentAt: (contact, after) => cloud.silentAt(contact, after ?? 7 * day),
  }),
  variant('silence-always-three-days', ['SC-LOOKOUT-DISCONNECTED'], 'the days are not read', {
    silentAt: (contact, after) => cloud.silentAt(contact, after === null ? null : 3 * day),
  }),
];

const signs: readonly Variant[] = [
  variant('report-is-no-sign', ['PIT-29'], 'a scan is no sign of the app', {
    contactAfter: (contact, state, ...rest) => {
      const next = cloud.contactAfter(contact, state, ...rest);
      return next !== null && contact !== null && !next.silenceTold ? contact : next;
    },
  }),
  variant(
    'silence-for-good',
    ['SC-LOOKOUT-DISCONNECTED'],
    'once silent, it is never missed again',
    {
      contactAfter: (contact, ...rest) => {
        const next = cloud.contactAfter(contact, ...rest);
        return contact?.silenceTold === true && next !== null ? contact : next;
      },
    },
  ),
  variant('removed-app-is-missed', ['PIT-29'], 'an app known to be gone is listened for', {
    contactAfter: (contact, state, ...rest) =>
      state === 'deactivated' ? contact : cloud.contactAfter(contact, state, ...rest),
  }),
  variant('late-news-is-fresh', ['PIT-29'], 'what was seen long ago counts as a sign of now', {
    contactAfter: (contact, state, _observedAt, now, after) =>
      cloud.contactAfter(contact, state, now, now, after),
  }),
];

const least = (levels: readonly Limit[]): Limit => {
  const order: readonly Limit[] = ['low', 'medium', 'high'];
  return order.find((level) => levels.includes(level)) ?? 'secured';
};

const rollUps: readonly Variant[] = [
  variant('first-threat-decides', ['THREAT-04'], 'the threat found first makes the level', {
    rollUpOf: (_, threats) => threats[0] ?? 'secured',
  }),
  variant('last-threat-decides', ['THREAT-04'], 'the threat found last makes the level', {
    rollUpOf: (_, threats) => threats.at(-1) ?? 'secured',
  }),
  variant('least-threat-decides', ['THREAT-04'], 'the mildest threat makes the level', {
    rollUpOf: (_, threats) => least(threats),
  }),
  variant('threats-are-counted', ['THREAT-04'], 'three threats make a device high', {
    rollUpOf: (rule, threats) => (threats.length >= 3 ? 'high' : cloud.rollUpOf(rule, threats)),
  }),
  variant('secured-is-low', ['THREAT-04'], 'a clean device is reported low', {
    reportedStateOf: (level) => cloud.reportedStateOf(level === 'secured' ? 'low' : level),
  }),
  variant('high-is-medium', ['THREAT-04'], 'a device of high risk is reported medium', {
    reportedStateOf: (level) => cloud.reportedStateOf(level === 'high' ? 'medium' : level),
  }),
];

const messages: readonly Variant[] = [
  variant('never-said-again', ['THREAT-14'], 'nothing is ever reported again', {
    resyncAt: () => null,
  }),
  variant('said-again-one-ms-late', ['THREAT-14'], 'everything is said again 1 ms too late', {
    resyncAt: (of, start, now) => cloud.resyncAt(of, start + 1, now),
  }),
  variant('said-again-one-ms-early', ['THREAT-14'], 'everything is said again 1 ms too early', {
    resyncAt: (of, start, now) => cloud.resyncAt(of, start - 1, now),
  }),
  variant('read-only-reports', ['SC-SYMANTEC-READONLY'], 'read only is not read', {
    speaks: () => true,
  }),
  variant('every-cloud-reads-only', ['THREAT-14'], 'no cloud reports anything', {
    speaks: () => false,
  }),
];

const groups: readonly Variant[] = [
  variant('everybody-synced', ['ID-02'], 'the cloud expects every device', {
    expects: () => true,
  }),
  variant('nobody-synced', ['ID-02'], 'the cloud expects nobody of the groups it was given', {
    expects: ({ syncedGroups }) => syncedGroups === undefined,
  }),
];

/** A vendor's own cloud behaving otherwise than its pack says. */
export const vendorVariants: readonly Variant[] = [
  ...silence,
  ...signs,
  ...rollUps,
  ...messages,
  ...groups,
];
