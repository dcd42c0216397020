import {
  type Ageing,
  type DeviceStatus,
  type ReportByte,
  reportByte,
  reportOf,
  stateIn,
} from './device.ts';
import type { Evaluator } from './evaluator.ts';
import { type PartnerKey, partnerKeys } from './partners.ts';
import { type Duration, type Instant, isOver } from './time.ts';
import { partnerIndex } from './view.ts';

/**
 * The reading `scanAgeing`: a verdict that has become too old counts as none. What is stored stays
 * as it is. Only the bytes that decisions read are changed, before they are read, so that
 * decisions know nothing of age and cost the same.
 */
const withoutVerdict = ({ facts }: Evaluator, report: ReportByte): ReportByte =>
  reportByte(facts.outdated(stateIn(report)), 'none');

/** Since when a partner's last verdict has been ageing; NaN, which is never over, for none. */
const sinceAt = ({ verdictSince }: Ageing, place: number): Instant =>
  verdictSince[place] ?? Number.NaN;

const lengthOf = ({ facts, readings }: Evaluator): Duration => facts.verdictLength(readings);

/** What of a stored report counts at `now`. */
export const countingReport = (
  evaluator: Evaluator,
  device: DeviceStatus,
  partner: PartnerKey,
  now: Instant,
): ReportByte => {
  const report = reportOf(device, partnerIndex[partner]);
  const { ageing } = device;
  if (ageing === null) return report;
  const aged = isOver(sinceAt(ageing, partnerIndex[partner]), lengthOf(evaluator), now);
  return aged ? withoutVerdict(evaluator, report) : report;
};

/** Makes a device's bytes what counts at `now`; nothing to do where verdicts never age. */
export const refreshAgeing = (evaluator: Evaluator, device: DeviceStatus, now: Instant): void => {
  if (device.ageing === null) return;
  for (const [place, partner] of partnerKeys.entries()) {
    device.bytes[device.base + place] = countingReport(evaluator, device, partner, now);
  }
};

/** The instants at which verdicts of a device become too old. */
export const ageingEnds = (evaluator: Evaluator, device: DeviceStatus): readonly Instant[] => {
  const { ageing } = device;
  if (ageing === null) return [];
  return partnerKeys.map((_, place) => sinceAt(ageing, place) + lengthOf(evaluator));
};
