import { amountText } from '../../../reports/fleet/amount-text.ts';
import { limits } from '../../../reports/load/grade.ts';
import type { Calibration, Neighbourhood } from '../../../reports/load/instrument.ts';
import { calibrationText } from '../../../reports/load/text.ts';
import { peakRateOf } from '../../load/arrivals.ts';
import type { LoadPlan } from '../../load/drive.ts';
import { type Herd, herdOf } from '../../load/herd.ts';
import { type Mix, requestKinds } from '../../load/mix/plan.ts';
import { offeredBy } from '../../load/offered.ts';
import { phaseText } from '../../load/phase-text.ts';
import type { LoadProfile } from '../../load/profile/profile.ts';

/** What a request in flight takes in the driver, measured with 20,000 of them. */
const bytesInFlight = 6_000;
const bytesAtRest = 200_000_000;

const abilityText = (peak: number, calibration: Calibration | null): string => {
  if (calibration === null) return 'nobody can say whether this machine can do it';
  const share = peak / calibration.ceiling;
  const percent = `${Math.round(share * 100)} % of what the driver can do here`;
  if (share > limits.ofCeiling.invalid) return `this machine cannot do it: ${percent}`;
  if (share > limits.ofCeiling.degraded) return `it would be DEGRADED at best: ${percent}`;
  return `this machine can do it: ${percent}`;
};

const neighbourText: Readonly<Record<Neighbourhood, string>> = {
  'other-machine': 'the target is on another machine',
  'other-cores': 'the target has cores of its own on this machine',
  'same-cores': 'the target shares cores with the driver: DEGRADED at best',
  unknown: 'nobody can say whether the target shares cores with the driver: DEGRADED at best',
};

const mixText = (mix: Mix): string => {
  const sum = requestKinds.reduce((all, kind) => all + mix[kind], 0);
  return requestKinds
    .filter((kind) => mix[kind] > 0)
    .map((kind) => `${kind} ${Math.round((mix[kind] * 1_000) / sum) / 10} %`)
    .join(', ');
};

/** Who asks, and for what. */
export const fleetLines = (profile: LoadProfile): readonly string[] => {
  const { title, fleet, devices, seed, timeFactor, batch, phases, mix } = profile;
  const most = phases.reduce((busiest, phase) => {
    const sum = requestKinds.reduce((all, kind) => all + phase.mix[kind], 0);
    return Math.max(busiest, (peakRateOf(phase) * phase.mix.messages) / sum);
  }, 0);
  const time = timeFactor === 1 ? 'in real time' : `${amountText(timeFactor)} times as fast`;
  return [
    `${title}: ${amountText(devices)} devices of ${fleet.profile.name}, seed ${seed}, ${time}`,
    mixText(mix),
    `up to ${amountText(most)} messages/s of ${batch} devices each; ` +
      "a service may let in fewer of one partner's, and refuses the rest",
  ];
};

const herdText = ({ requests, phase, at }: Herd): string =>
  requests === 0
    ? 'no herd: nothing is asked'
    : `the largest herd: ${amountText(requests)} within a tenth of a second, ` +
      `${(at / 1_000).toFixed(1)} s after the start (${phase})`;

/** What would be asked, and whether this machine can do it. */
export const planLines = (
  { phases, seed, connections, threads, mostInFlight }: LoadPlan,
  calibration: Calibration | null,
  neighbourhood: Neighbourhood,
): readonly string[] => {
  const peak = phases.reduce((most, phase) => Math.max(most, peakRateOf(phase)), 0);
  const offered = phases.map((phase, index) => offeredBy(phase, seed + index));
  const all = offered.reduce((sum, count) => sum + count, 0);
  const memory = bytesAtRest + mostInFlight * bytesInFlight;
  return [
    ...phases.map(
      (phase, index) =>
        `${phase.name}: ${phaseText(phase)}, ${amountText(offered[index] ?? 0)} requests` +
        (phase.isWarmUp ? ', not measured' : ''),
    ),
    `${amountText(all)} requests in all, ${amountText(peak)}/s at the busiest`,
    herdText(herdOf(phases, seed)),
    `up to ${amountText(connections)} connections from ${threads + 1} threads, ` +
      `up to ${amountText(memory / 1_048_576)} MB with ${amountText(mostInFlight)} in flight`,
    neighbourText[neighbourhood],
    `driver ${calibrationText(calibration)}`,
    abilityText(peak, calibration),
  ];
};
