import type { PartnerKey } from '../../core/partners.ts';
import { type ThreatState, threatStates } from '../../core/vocabulary.ts';
import { scrambled } from '../fleet/chance.ts';
import type { DeviceQuery } from '../port/observation.ts';
import type { Operation } from '../port/operation.ts';
import { createOracle, type Oracle, type Write } from './oracle.ts';
import type { Ask, Traffic } from './traffic.ts';

/** What a device was last reported as; `none`: nothing yet. */
export type Reported = ThreatState | 'none';

/**
 * A partner reports threats on devices, and somebody reads what state they are in. Answers are
 * judged by what the core makes of the same reports.
 */
export interface DevicesTraffic {
  readonly kind: 'devices';
  /** Path under which the service takes `operations` and `observations` of the tenant. */
  readonly base: string;
  readonly partner: PartnerKey;
  /** Names are `d0`, `d1`, and so on. */
  readonly devices: number;
  /** One request of so many is a report. */
  readonly everyReport: number;
  /** The core's verdict on each. */
  readonly verdicts: Readonly<Record<Reported, string>>;
  /** ms; see the oracle. */
  readonly freshness: number;
  readonly horizon: number;
}

const deviceName = (number: number): string => `d${number}`;

const stateIn = (body: string): string => {
  try {
    const answer: unknown = JSON.parse(body);
    if (typeof answer !== 'object' || answer === null) return '';
    return 'complianceState' in answer ? String(answer.complianceState) : '';
  } catch {
    return '';
  }
};

const isAccepted = (body: string): boolean => /"result"\s*:\s*"accepted"/.test(body);

const hashOf = (seed: number, sequence: number, purpose: number): number =>
  scrambled(scrambled((sequence | 0) + Math.imul(purpose, 0x9e3779b1)) ^ seed) >>> 0;

/** Where it is played; arrival n goes to thread n modulo as many. */
interface Place {
  readonly seed: number;
  readonly threads: number;
  readonly now: () => number;
  /** µs. */
  readonly timeout: number;
}

export const devicesTraffic = (plan: DevicesTraffic, place: Place): Traffic => {
  const { base, partner, devices, everyReport, verdicts } = plan;
  const { seed, threads, now, timeout } = place;
  const oracles = new Map<string, Oracle<Reported, string>>();
  const oracleOf = (device: string): Oracle<Reported, string> => {
    const known = oracles.get(device);
    if (known !== undefined) return known;
    const made = createOracle<Reported, string>({
      initial: 'none',
      verdictOf: (state) => verdicts[state],
      freshness: plan.freshness * 1_000,
      horizon: plan.horizon * 1_000,
      timeout,
    });
    oracles.set(device, made);
    return made;
  };
  /** A device belongs to one thread, so that its oracle knows all that happens to it. */
  const deviceFor = (sequence: number): string => {
    const perThread = Math.max(1, Math.floor(devices / threads));
    const own = hashOf(seed, sequence, 1) % perThread;
    return deviceName(Math.min(devices - 1, own * threads + (sequence % threads)));
  };
  const post = (path: string, body: object, judge: NonNullable<Ask['judge']>): Ask => ({
    method: 'POST',
    path: `${base}/${path}`,
    headers: {},
    body: JSON.stringify(body),
    judge,
  });
  const report = (sequence: number, device: string): Ask => {
    const state = threatStates[hashOf(seed, sequence, 2) % threatStates.length] ?? 'secured';
    const write: Write<Reported> = oracleOf(device).write(state, now());
    const operation: Operation = { do: 'report', partner, device, state };
    return post('operations', operation, (body, _, ended) => {
      write.ended = ended;
      return isAccepted(body) ? 'unchecked' : 'wrong';
    });
  };
  const read = (device: string): Ask => {
    const fields = ['complianceState'] as const;
    const query: DeviceQuery = { kind: 'device', device, fields, resources: [] };
    const oracle = oracleOf(device);
    return post('observations', query, (body, started, ended) =>
      oracle.judge(stateIn(body), started, ended),
    );
  };
  return (sequence) => {
    const device = deviceFor(sequence);
    const isReport = hashOf(seed, sequence, 3) % everyReport === 0;
    return isReport ? report(sequence, device) : read(device);
  };
};
