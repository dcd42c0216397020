import { reasonsOf } from '../calculation.ts';
import type { DeviceStatus } from '../device.ts';
import type { Evaluator } from '../evaluator.ts';
import type { LaunchResult } from '../launch.ts';
import { type PartnerKey, partnerKeys, partnerOf } from '../partners.ts';
import type { Answer } from './flow.ts';

/** What stands in a user's way, and whose MTD app it is about. */
export interface Standing {
  readonly answer: Answer;
  /** Null where it is about no partner. */
  readonly partner: PartnerKey | null;
}

type Apps = Pick<DeviceStatus, 'mtdApps' | 'platform'>;

const partnerIn = (code: string): PartnerKey | null =>
  partnerKeys.find((key) => code.endsWith(`/${key}`)) ?? null;

/** Whether a store is known to have the partner's app, so that a prompt can lead to it. */
const isNamed = ({ platform }: Apps, partner: PartnerKey): boolean => {
  const { androidPackage, appStoreId } = partnerOf(partner);
  return (platform === 'ios' ? appStoreId : androidPackage) !== null;
};

const missing = (device: Apps, partner: PartnerKey): Answer =>
  isNamed(device, partner) ? 'appMissing' : 'appUnnamed';

/** A verdict is missing: because of the app, or because it has not arrived. */
const withoutVerdict = (device: Apps, partner: PartnerKey | null): Answer => {
  const app = partner === null ? undefined : device.mtdApps[partner];
  if (partner !== null && app?.installed !== true) return missing(device, partner);
  return app?.activated === true ? 'unsynced' : 'appClosed';
};

/** An app that does not answer has to be opened again. */
const onceOpened = (device: Apps, partner: PartnerKey | null): Answer => {
  const found = withoutVerdict(device, partner);
  return found === 'unsynced' ? 'appClosed' : found;
};

/** What one reason, of an app or of a device, means to the user. */
const answerTo = (device: Apps, code: string): Answer => {
  const partner = partnerIn(code);
  const [slug] = code.split('/');
  switch (slug) {
    case 'device-not-registered':
      return 'unregistered';
    case 'broker-missing':
      return 'brokerMissing';
    case 'app-missing':
      return partner === null ? 'appMissing' : missing(device, partner);
    case 'scan-missing':
    case 'partner-data-missing':
    case 'risk-missing':
    case 'app-not-activated':
      return withoutVerdict(device, partner);
    case 'device-unresponsive':
    case 'app-misconfigured':
      return onceOpened(device, partner);
    case 'threat-above-limit':
    case 'risk-above-limit':
      return 'threat';
    case 'partner-unresponsive':
    case 'no-partner-connected':
      return 'unsynced';
    default:
      return 'unmet';
  }
};

/** How a launch ended, as the user meets it: by the first of its reasons. */
export const standingOfLaunch = (device: Apps, { outcome, reasons }: LaunchResult): Standing => {
  const [first] = reasons;
  const partner = first === undefined ? null : partnerIn(first);
  if (outcome === 'wiped') return { answer: 'wiped', partner };
  if (outcome !== 'blocked') return { answer: 'opened', partner };
  return { answer: first === undefined ? 'wiped' : answerTo(device, first), partner };
};

/** What Company Portal asks for first, of several things. */
const order: readonly Answer[] = [
  'appMissing',
  'appUnnamed',
  'appClosed',
  'threat',
  'unsynced',
  'unmet',
];

/** What keeps an enrolled device from being compliant, as of its last calculation. */
export const standingOfDevice = (evaluator: Evaluator, device: DeviceStatus): Standing => {
  const found = reasonsOf(evaluator, device.decision).map(
    (code): Standing => ({
      answer: answerTo(device, code),
      partner: partnerIn(code),
    }),
  );
  for (const answer of order) {
    const standing = found.find((one) => one.answer === answer);
    if (standing !== undefined) return standing;
  }
  return { answer: 'opened', partner: null };
};
