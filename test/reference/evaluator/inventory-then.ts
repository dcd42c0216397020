import type { PartnerKey } from '../../../core/partners.ts';
import type { ConnectorSettings } from '../../../core/tenant.ts';
import type { Reply, SharedInventory } from '../../../simulator/port/observation.ts';
import { gate } from './connector.ts';
import { connectorThen } from './connector-then.ts';
import { deviceThen } from './device-then.ts';
import { type History, happeningAt } from './history.ts';
import { appIsSent, certificateIsSent, itemOf, requestCode } from './inventory.ts';
import { tenantThen } from './tenant-then.ts';
import { isEnrolled, platformOf } from './words.ts';

type Kind = 'appSync' | 'certificateSync';

const isOn = (kind: Kind, settings: ConnectorSettings | undefined): boolean =>
  (kind === 'appSync'
    ? settings?.allowPartnerToCollectIOSApplicationMetadata
    : settings?.allowPartnerToCollectIosCertificateMetadata) ?? false;

/** APPSYNC-08: whether the device has checked in since the partner's switch last went on. */
const isCollected = (
  history: History,
  done: number,
  kind: Kind,
  partner: PartnerKey,
  device: string,
): boolean => {
  const { checkIn } = deviceThen(history, done, device);
  if (checkIn === null) return false;
  const wasOn = (i: number) => isOn(kind, tenantThen(history, i).connectors[partner]);
  for (let i = done; i > checkIn.done; i -= 1) if (!wasOn(i)) return false;
  return wasOn(checkIn.done);
};

/** What was on the device after the first `done` happenings, by name and A to Z. */
const onDevice = <Section extends 'apps' | 'certificates'>(
  history: History,
  done: number,
  device: string,
  section: Section,
) => {
  type Value = NonNullable<History['tenant']['devices'][string][Section]>[string];
  const found = new Map<string, Value>(
    Object.entries(history.tenant.devices[device]?.[section] ?? {}) as [string, Value][],
  );
  for (let i = 0; i < done; i += 1) {
    const { operation } = happeningAt(history, i);
    if (operation.do !== 'setInventory' || operation.device !== device) continue;
    for (const [name, value] of Object.entries(operation[section] ?? {})) {
      if (value === null) found.delete(name);
      else found.set(name, value as Value);
    }
  }
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1));
};

interface Answer {
  readonly code: string | null;
  /** The happenings up to the check-in that the data is from; null where there is no data. */
  readonly checkIn: { readonly at: number; readonly done: number } | null;
  readonly withheld: boolean;
}

const suffixed: readonly (string | null)[] = [
  'app-sync-not-enabled',
  'certificate-sync-not-supported',
  'certificate-sync-not-enabled',
];

/** What happening number `index`, a request, is told about one device; null: before devices. */
const answerAbout = (
  history: History,
  index: number,
  kind: Kind,
  partner: PartnerKey,
  device: string,
): Answer => {
  const nothing = (code: string): Answer => ({ code, checkIn: null, withheld: false });
  const c = connectorThen(history, index, partner);
  if (c === null) return nothing(`connector-unknown/${partner}`);
  const { serviceRelease } = tenantThen(history, index);
  const blocked = gate(c, kind, serviceRelease);
  if (blocked !== null) return nothing(`${blocked}/${partner}`);
  const deviceKnown = history.tenant.devices[device] !== undefined;
  const d = deviceKnown ? deviceThen(history, index, device) : null;
  const { settings } = c;
  const code = requestCode({
    kind,
    // CERT-01: today Zimperium, since 2601.
    supported: partner === 'zimperium' && serviceRelease >= 2601,
    switchOn: isOn(kind, settings),
    deviceKnown,
    platform: d === null ? '' : platformOf(d.managementType),
    enrolled: d !== null && isEnrolled(d.managementType),
    collected: deviceKnown && isCollected(history, index, kind, partner, device),
    personal: d?.facts.ownership === 'personal',
    fullPersonal:
      kind === 'appSync'
        ? settings.allowPartnerToCollectIOSPersonalApplicationMetadata
        : settings.allowPartnerToCollectIosPersonalCertificateMetadata,
  });
  const withheld = code?.endsWith('-withheld') ?? false;
  if (code !== null && !withheld) {
    return nothing(suffixed.includes(code) ? `${code}/${partner}` : code);
  }
  return { code, checkIn: d?.checkIn ?? null, withheld };
};

const sharedApps = (
  history: History,
  index: number,
  partner: PartnerKey,
  device: string,
): NonNullable<SharedInventory['appSync']> => {
  const { code, checkIn, withheld } = answerAbout(history, index, 'appSync', partner, device);
  if (checkIn === null) return { code, collectedAt: null, apps: null };
  const { facts, managementType } = deviceThen(history, index, device);
  const { serviceRelease } = tenantThen(history, index);
  const apps = onDevice(history, checkIn.done, device, 'apps')
    .filter(([, app]) => appIsSent(app, withheld, managementType === 'iosUserEnrollment'))
    .map(([id, app]) => itemOf(id, app, serviceRelease, facts.osVersion));
  return { code, collectedAt: checkIn.at, apps };
};

const sharedCertificates = (
  history: History,
  index: number,
  partner: PartnerKey,
  device: string,
): NonNullable<SharedInventory['certificateSync']> => {
  const { certPersonalOff } = history.readings;
  const answer = answerAbout(history, index, 'certificateSync', partner, device);
  const { code, checkIn, withheld } = answer;
  if (checkIn === null) return { code, collectedAt: null, record: null };
  const certificates = onDevice(history, checkIn.done, device, 'certificates')
    .filter(([, certificate]) => certificateIsSent(certificate, withheld, certPersonalOff))
    .map(([commonName, { data, identity }]) => ({ commonName, data, identity }));
  const { ownership } = deviceThen(history, index, device).facts;
  return {
    code,
    collectedAt: checkIn.at,
    record: {
      accountId: 'tenant',
      entraDeviceId: device,
      deviceOwner: ownership,
      certificates,
    },
  };
};

/** Which request of a partner was the last that concerned a device; null if none was. */
const lastRequest = (
  history: History,
  done: number,
  verb: 'requestAppSync' | 'requestCertificateSync',
  partner: PartnerKey,
  device: string,
): number | null => {
  for (let i = done - 1; i >= 0; i -= 1) {
    const { operation } = happeningAt(history, i);
    if (operation.do !== verb || operation.partner !== partner) continue;
    if (operation.device === undefined || operation.device === device) return i;
  }
  return null;
};

/** What a partner has been told of a device; undefined if it never asked. */
export const inventoryThen = (
  history: History,
  done: number,
  partner: PartnerKey,
  device: string,
): SharedInventory | undefined => {
  const apps = lastRequest(history, done, 'requestAppSync', partner, device);
  const certificates = lastRequest(history, done, 'requestCertificateSync', partner, device);
  if (apps === null && certificates === null) return undefined;
  return {
    ...(apps !== null && { appSync: sharedApps(history, apps, partner, device) }),
    ...(certificates !== null && {
      certificateSync: sharedCertificates(history, certificates, partner, device),
    }),
  };
};

/** What a request is told as a whole. */
export const answerToRequest = (history: History, index: number): Reply => {
  const { operation } = happeningAt(history, index);
  if (operation.do !== 'requestAppSync' && operation.do !== 'requestCertificateSync') {
    throw new Error(`${operation.do} is no request`);
  }
  const { partner, device } = operation;
  const kind = operation.do === 'requestAppSync' ? 'appSync' : 'certificateSync';
  // Whatever concerns the whole request is the same for every device, even for none.
  const { code } = answerAbout(history, index, kind, partner, device ?? 'no device at all');
  const slug = code?.split('/')[0] ?? null;
  if (slug === 'connector-unknown') return { result: 'rejected', code };
  if (slug?.startsWith('connector-')) return { result: 'blocked', code };
  if (suffixed.includes(slug)) return { result: 'denied', code };
  return { result: 'accepted', code: device === undefined ? null : code };
};
