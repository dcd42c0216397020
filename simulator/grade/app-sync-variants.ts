import { documentedFacts, type Facts } from '../../core/facts.ts';
import { type AppField, appFieldNames } from '../../core/inventory.ts';
import type { ConnectorSettings, InstalledApp } from '../../core/tenant.ts';
import { type Variant, withFacts } from './variant.ts';

const facts = documentedFacts;

const variant = (
  id: string,
  requirements: readonly string[],
  mistake: string,
  changed: Partial<Facts>,
): Variant => ({ id: `facts/${id}`, requirements, mistake, parts: withFacts(changed) });

const whole = (s: ConnectorSettings): boolean =>
  s.allowPartnerToCollectIOSPersonalApplicationMetadata;
const wholeCertificates = (s: ConnectorSettings): boolean =>
  s.allowPartnerToCollectIosPersonalCertificateMetadata;

const switches: readonly Variant[] = [
  variant('app-sync-always-on', ['APPSYNC-01', 'APPSYNC-08'], 'nobody has to opt in', {
    appSyncOn: () => true,
  }),
  variant('app-sync-never-on', ['APPSYNC-01'], 'the switch is not read', {
    appSyncOn: () => false,
  }),
  variant('app-sync-by-whole-inventory', ['APPSYNC-01'], 'either switch of apps opts in', {
    appSyncOn: (partner, s) => facts.appSyncOn(partner, s) || whole(s),
  }),
  variant('app-sync-by-certificate-sync', ['APPSYNC-01'], 'either kind of switch opts in', {
    appSyncOn: (partner, s) => facts.appSyncOn(partner, s) || facts.certificateSyncOn(partner, s),
  }),
  variant('app-sync-not-for-defender', ['APPSYNC-10'], 'only third parties may ask', {
    appSyncOn: (partner, s) => partner !== 'defender' && facts.appSyncOn(partner, s),
  }),
  variant('whole-app-inventory-always', ['APPSYNC-06'], 'the personal switch is taken to be on', {
    fullAppInventory: () => true,
  }),
  variant('whole-app-inventory-never', ['APPSYNC-06'], 'the personal switch is not read', {
    fullAppInventory: () => false,
  }),
  variant('whole-app-inventory-of-certificates', ['APPSYNC-06'], 'personal switches are mixed up', {
    fullAppInventory: (s) => whole(s) || wholeCertificates(s),
  }),
  variant('certificate-sync-always-on', ['CERT-01'], 'nobody has to opt in', {
    certificateSyncOn: () => true,
  }),
  variant('certificate-sync-by-app-sync', ['CERT-01'], 'App Sync opts in for certificates', {
    certificateSyncOn: facts.appSyncOn,
  }),
  variant('whole-certificates-always', ['CERT-03'], 'the personal switch is taken to be on', {
    fullCertificateInventory: () => true,
  }),
  variant('whole-certificates-never', ['CERT-03'], 'the personal switch is not read', {
    fullCertificateInventory: () => false,
  }),
  variant('whole-certificates-of-apps', ['CERT-03'], 'personal switches are mixed up', {
    fullCertificateInventory: (s) => wholeCertificates(s) || whole(s),
  }),
  variant('certificate-sync-for-every-partner', ['CERT-01'], 'the capability is not read', {
    certificateSyncSupported: (_, release) => facts.certificateSyncSupported('zimperium', release),
  }),
  variant('certificate-sync-from-the-first', ['CERT-01'], 'the release is not read', {
    certificateSyncSupported: (partner) => facts.certificateSyncSupported(partner, 9912),
  }),
];

const freshness: readonly Variant[] = [
  variant('collected-before-the-switch', ['APPSYNC-08', 'CERT-01'], 'any check-in counts', {
    collectedSince: () => true,
  }),
  variant('collected-by-order-ignored', ['APPSYNC-08'], 'a check-in of the instant counts', {
    collectedSince: (collected, switchedOn) => collected.at >= switchedOn.at,
  }),
  variant('collected-an-instant-later', ['APPSYNC-08'], 'one of the same instant never counts', {
    collectedSince: (collected, switchedOn) => collected.at > switchedOn.at,
  }),
  variant('apps-of-the-device-itself', ['APPSYNC-04'], 'apps are read as they are by now', {
    heldApps: (_, present) => present,
  }),
  variant('certificates-of-the-device-itself', ['CERT-01'], 'they are read as they are by now', {
    heldCertificates: (_, present) => present,
  }),
  variant('user-enrolment-shows-all', ['PLAT-09'], 'user enrolment is like device enrolment', {
    userEnrolment: () => false,
  }),
  variant('device-enrolment-hides', ['PLAT-08'], 'device enrolment is like user enrolment', {
    userEnrolment: (type) => type === 'iosUserEnrollment' || type === 'iosDeviceEnrollment',
  }),
];

type ItemFact = Facts['appItem'];

/** Leaves a field of an app out of what is sent. */
const without =
  (field: AppField): ItemFact =>
  (appId, app, sent) => {
    const item = { ...facts.appItem(appId, app, sent) };
    Reflect.deleteProperty(item, field);
    return item;
  };

/** Every app field beside the id, without which an item says nothing: not sent. */
const missingFields: readonly Variant[] = appFieldNames
  .filter((field) => field !== 'appId')
  .map((field) =>
    variant(`app-without-${field}`, ['APPSYNC-03'], `\`${field}\` is not sent`, {
      appItem: without(field),
    }),
  );

const withContents: ItemFact = (appId, app, sent) => {
  const item = { ...facts.appItem(appId, app, sent), contents: 'texts, mail and pictures' };
  return item;
};

const unsaid: Partial<InstalledApp> = {
  adHocSigned: false,
  fromAppStore: false,
  beta: false,
  deviceBasedVpp: false,
  validated: false,
};

const withFalse: ItemFact = (appId, app, sent) => ({
  ...unsaid,
  ...facts.appItem(appId, app, sent),
});

const shape: readonly Variant[] = [
  ...missingFields,
  variant('app-with-contents', ['APPSYNC-03', 'APPSYNC-09'], 'what is in an app is sent as well', {
    appItem: withContents,
  }),
  variant('app-left-out-is-false', ['APPSYNC-03'], 'what a device does not say is sent as false', {
    appItem: withFalse,
  }),
  variant('app-fields-of-every-release', ['APPSYNC-03'], 'the release is not read', {
    appItem: (appId, app, sent) => facts.appItem(appId, app, { ...sent, release: 9912 }),
  }),
  variant('app-fields-a-release-late', ['APPSYNC-03'], 'the four fields come after 2309', {
    appItem: (appId, app, sent) =>
      facts.appItem(appId, app, { ...sent, release: sent.release - 1 }),
  }),
  variant('app-fields-of-every-version', ['APPSYNC-03'], 'the OS version is not read', {
    appItem: (appId, app, sent) => facts.appItem(appId, app, { ...sent, osVersion: '99' }),
  }),
  variant('app-never-managed', ['APPSYNC-03'], 'the managed flag is always false', {
    appItem: (appId, app, sent) => ({ ...facts.appItem(appId, app, sent), managed: false }),
  }),
  variant('certificate-without-data', ['CERT-02'], 'the certificate itself is not sent', {
    certificateItem: (commonName, certificate) => ({
      ...facts.certificateItem(commonName, certificate),
      data: '',
    }),
  }),
  variant('certificate-always-identity', ['CERT-02'], 'the identity flag is not read', {
    certificateItem: (commonName, certificate) => ({
      ...facts.certificateItem(commonName, certificate),
      identity: true,
    }),
  }),
  variant('certificate-says-managed', ['CERT-02'], 'a fourth field is sent of a certificate', {
    certificateItem: (commonName, certificate) => {
      const { managed } = certificate;
      const item = { ...facts.certificateItem(commonName, certificate), managed };
      return item;
    },
  }),
  variant('record-owner-always-company', ['CERT-02'], 'the device owner is not read', {
    certificateRecord: (record) => ({ ...record, deviceOwner: 'company' }),
  }),
  variant('record-without-device', ['CERT-02'], 'the device is not named', {
    certificateRecord: (record) => ({ ...record, entraDeviceId: record.accountId }),
  }),
  variant('record-without-account', ['CERT-02'], 'the account is not named', {
    certificateRecord: (record) => ({ ...record, accountId: record.entraDeviceId }),
  }),
];

/** Inventories opened by the wrong switch, answered too early, or with the wrong fields. */
export const appSyncVariants: readonly Variant[] = [...switches, ...freshness, ...shape];
