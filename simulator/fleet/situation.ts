import { partnerStateOf } from '../../core/connector.ts';
import { stateIn } from '../../core/device.ts';
import type { Spot } from './device-kind.ts';
import type { Life } from './life.ts';

/** Least telling first; of several apps the most telling state is the one met. */
const telling = [
  'none',
  'unknown',
  'activated',
  'deactivated',
  'secured',
  'lowSeverity',
  'mediumSeverity',
  'highSeverity',
  'misconfigured',
  'unresponsive',
  'compromised',
] as const;

const situationOf = ({ kind, device, station, evaluator }: Life): string => {
  const { connectors, from } = station.era;
  let worst = 0;
  for (const place of kind.places) {
    const state = stateIn(device.bytes[device.base + place] ?? 0);
    worst = Math.max(worst, (telling as readonly string[]).indexOf(state));
  }
  const states = kind.partners.map((partner) => {
    const status = connectors[partner];
    return status === undefined ? 'none' : partnerStateOf(evaluator, status, from);
  });
  return [
    kind.platform,
    kind.facts.managementType,
    kind.partners.join('+') || 'none',
    telling[worst],
    [...new Set(states)].sort().join('+') || 'none',
    device.plan.map(({ name }) => name).join('+') || 'none',
  ].join('|');
};

const newSpot = (life: Life, key: number): Spot => {
  const { plan } = life.device;
  const { situations } = life.station;
  const byKey = situations.get(plan) ?? new Map<number, Spot>();
  const situation = { text: situationOf(life), notedIn: null };
  situations.set(plan, byKey.set(key, situation));
  return situation;
};

/**
 * Notes what of the fleet's space was met: see `situations` in reports/fleet/tally.ts.
 *
 * @param key the device's `judgementKey`
 */
export const noteSituation = (life: Life, key: number): void => {
  const { plan } = life.device;
  const { station } = life;
  // Mostly it is the one that was noted last.
  if (station.lastNoted === key && station.lastPlan === plan) return;
  station.lastNoted = key;
  station.lastPlan = plan;
  const situation = station.situations.get(plan)?.get(key) ?? newSpot(life, key);
  const { mark, situations } = life.recorder;
  if (situation.notedIn === mark) return;
  situation.notedIn = mark;
  situations.add(situation.text);
};
