import type { DeviceStatus } from './device.ts';
import type { Evaluator } from './evaluator.ts';
import { isEnrolled } from './facts.ts';
import { type Inventories, type InventoryKind, inventoryOf } from './inventories.ts';
import type { AppItem, CertificateItem, CertificateRecord } from './inventory.ts';
import type { PartnerKey } from './partners.ts';
import type { ConnectorSettings } from './tenant.ts';
import type { Instant } from './time.ts';
import type { Listener } from './weighing.ts';

/** A partner's request that has passed the message gate, and where it is asked. */
export interface Asking {
  readonly evaluator: Evaluator;
  readonly inventories: Inventories;
  readonly partner: PartnerKey;
  readonly settings: ConnectorSettings;
  readonly serviceRelease: number;
}

/** What a request gets of one device (decision-procedure.md, 2.5). */
export interface InventoryAnswer<Content> {
  /** Why there is nothing, or not everything; null where nothing was in the way. */
  readonly code: string | null;
  /** The whole request is denied, whatever device it is about. */
  readonly denied: boolean;
  /** null: no data, which is not the same as nothing on the device. */
  readonly content: Content | null;
  /** The check-in it is from. */
  readonly collectedAt: Instant | null;
}

/** Codes of the request as a whole; they name the partner. */
const requestCodes: readonly string[] = [
  'app-sync-not-enabled',
  'certificate-sync-not-supported',
  'certificate-sync-not-enabled',
];

/** Codes under which there is data all the same. */
const partialCodes: readonly (string | null)[] = [
  null,
  'personal-apps-withheld',
  'personal-certificates-withheld',
];

const firstViolated = (
  stage: { readonly bit: Readonly<Record<string, number>> },
  violated: number,
): string | null =>
  Object.entries(stage.bit).find(([, bit]) => (violated & bit) !== 0)?.[0] ?? null;

const deviceQuestion = (asking: Asking, kind: InventoryKind, device: DeviceStatus | null) => {
  const { evaluator, inventories, partner } = asking;
  const { collected } = inventoryOf(inventories, device?.name ?? null);
  const switchedOn = inventories.switchedOn[kind][partner];
  return {
    deviceKnown: device !== null,
    platform: device?.platform ?? 'ios',
    enrolled: device !== null && isEnrolled(device.managementType),
    collected:
      collected !== null &&
      switchedOn !== undefined &&
      evaluator.facts.collectedSince(collected.mark, switchedOn),
    personal: device?.ownership === 'personal',
  } as const;
};

const answer = <Content>(
  { partner }: Asking,
  slug: string | null,
  collectedAt: Instant | null,
  content: () => Content | null,
): InventoryAnswer<Content> => {
  const denied = slug !== null && requestCodes.includes(slug);
  const isThere = partialCodes.includes(slug);
  return {
    code: denied ? `${slug}/${partner}` : slug,
    denied,
    content: isThere ? content() : null,
    collectedAt: isThere ? collectedAt : null,
  };
};

const byName = <T>(map: Readonly<Record<string, T>> | null): [string, T][] =>
  Object.entries(map ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));

/** What a request for apps gets of a device; null is an id the tenant does not know. */
export const answerAppSync = (
  asking: Asking,
  device: DeviceStatus | null,
  told: Listener | null = null,
): InventoryAnswer<readonly AppItem[]> => {
  const { evaluator, partner, settings, serviceRelease } = asking;
  const { facts, stages } = evaluator;
  const key = stages.appSync.key({
    appSyncOn: facts.appSyncOn(partner, settings),
    ...deviceQuestion(asking, 'appSync', device),
    fullPersonal: facts.fullAppInventory(settings),
  });
  told?.('appSync', partner, key);
  const violated = stages.appSync.violated(key);
  const code = firstViolated(stages.appSync, violated);
  const inventory = inventoryOf(asking.inventories, device?.name ?? null);
  const { collected, apps: present } = inventory;
  return answer(asking, code, collected?.mark.at ?? null, () => {
    if (device === null) return null;
    const apps = facts.heldApps(collected?.apps ?? null, present);
    const sent = { release: serviceRelease, osVersion: device.osVersion };
    return byName(apps).flatMap(([appId, app]) => {
      const shared = stages.appShared.key({
        withheld: (violated & stages.appSync.bit['personal-apps-withheld']) !== 0,
        userEnrolment: facts.userEnrolment(device.managementType),
        managed: app.managed,
      });
      told?.('appShared', `${partner}/${appId}`, shared);
      return stages.appShared.violated(shared) === 0 ? [facts.appItem(appId, app, sent)] : [];
    });
  });
};

/** One tenant in a world, so one Intune account. */
const accountId = 'tenant';

const recordOf = (
  { facts }: Evaluator,
  device: DeviceStatus,
  certificates: readonly CertificateItem[],
): CertificateRecord =>
  facts.certificateRecord({
    accountId,
    entraDeviceId: device.name,
    deviceOwner: device.ownership,
    certificates,
  });

/** What a request for certificates gets of a device; null is an id the tenant does not know. */
export const answerCertificateSync = (
  asking: Asking,
  device: DeviceStatus | null,
  told: Listener | null = null,
): InventoryAnswer<CertificateRecord> => {
  const { evaluator, partner, settings, serviceRelease } = asking;
  const { facts, stages } = evaluator;
  const key = stages.certificateSync.key({
    supported: facts.certificateSyncSupported(partner, serviceRelease),
    certificateSyncOn: facts.certificateSyncOn(partner, settings),
    ...deviceQuestion(asking, 'certificateSync', device),
    fullPersonal: facts.fullCertificateInventory(settings),
  });
  told?.('certificateSync', partner, key);
  const violated = stages.certificateSync.violated(key);
  const code = firstViolated(stages.certificateSync, violated);
  const inventory = inventoryOf(asking.inventories, device?.name ?? null);
  const { collected, certificates: present } = inventory;
  return answer(asking, code, collected?.mark.at ?? null, () => {
    if (device === null) return null;
    const certificates = facts.heldCertificates(collected?.certificates ?? null, present);
    const items = byName(certificates).flatMap(([commonName, certificate]) => {
      const shared = stages.certificateShared.key({
        withheld: (violated & stages.certificateSync.bit['personal-certificates-withheld']) !== 0,
        managed: certificate.managed,
      });
      told?.('certificateShared', `${partner}/${commonName}`, shared);
      return stages.certificateShared.violated(shared) === 0
        ? [facts.certificateItem(commonName, certificate)]
        : [];
    });
    return recordOf(evaluator, device, items);
  });
};
