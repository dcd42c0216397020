import {
  type AppItem,
  appItem,
  type CertificateItem,
  type CertificateRecord,
  certificateItem,
  type Sent,
} from './inventory.ts';
import { type PartnerKey, partnerOf } from './partners.ts';
import type {
  ConnectorSettings,
  InstalledApp,
  InstalledApps,
  InstalledCertificate,
  InstalledCertificates,
} from './tenant.ts';
import type { Instant } from './time.ts';
import type { ManagementType } from './vocabulary.ts';

/** When something happened, and which came first where two things share an instant. */
export interface Mark {
  readonly at: Instant;
  readonly turn: number;
}

/** The release that brought Certificate Sync (CERT-01). */
const certificateSyncRelease = 2601;

/** How configuration becomes the facts that the rules about inventories ask for. */
export interface InventoryFacts {
  readonly appSyncOn: (partner: PartnerKey, settings: ConnectorSettings) => boolean;
  readonly fullAppInventory: (settings: ConnectorSettings) => boolean;
  readonly certificateSyncOn: (partner: PartnerKey, settings: ConnectorSettings) => boolean;
  readonly fullCertificateInventory: (settings: ConnectorSettings) => boolean;
  readonly certificateSyncSupported: (partner: PartnerKey, serviceRelease: number) => boolean;
  /** Whether what a check-in collected may be sent after a switch was turned on (APPSYNC-08). */
  readonly collectedSince: (collected: Mark, switchedOn: Mark) => boolean;
  /** What a request is answered from: the check-in's data, whatever is on the device by now. */
  readonly heldApps: (
    collected: InstalledApps | null,
    present: InstalledApps,
  ) => InstalledApps | null;
  readonly heldCertificates: (
    collected: InstalledCertificates | null,
    present: InstalledCertificates,
  ) => InstalledCertificates | null;
  readonly userEnrolment: (managementType: ManagementType) => boolean;
  readonly appItem: (appId: string, app: InstalledApp, sent: Sent) => AppItem;
  readonly certificateItem: (
    commonName: string,
    certificate: InstalledCertificate,
  ) => CertificateItem;
  readonly certificateRecord: (record: CertificateRecord) => CertificateRecord;
}

export const documentedInventoryFacts: InventoryFacts = {
  appSyncOn: (_, settings) => settings.allowPartnerToCollectIOSApplicationMetadata,
  fullAppInventory: (settings) => settings.allowPartnerToCollectIOSPersonalApplicationMetadata,
  certificateSyncOn: (_, settings) => settings.allowPartnerToCollectIosCertificateMetadata,
  fullCertificateInventory: (settings) =>
    settings.allowPartnerToCollectIosPersonalCertificateMetadata,
  certificateSyncSupported: (partner, serviceRelease) =>
    partnerOf(partner).certificateSync && serviceRelease >= certificateSyncRelease,
  collectedSince: (collected, switchedOn) =>
    collected.at === switchedOn.at
      ? collected.turn > switchedOn.turn
      : collected.at > switchedOn.at,
  heldApps: (collected) => collected,
  heldCertificates: (collected) => collected,
  userEnrolment: (managementType) => managementType === 'iosUserEnrollment',
  appItem,
  certificateItem,
  certificateRecord: (record) => record,
};
