import {
  type LoadThreshold,
  loadMetrics,
  parseLoadThreshold,
} from '../../../reports/load/threshold.ts';
import type { LoadPlan } from '../../load/drive.ts';
import type { TrafficPlan } from '../../load/open-traffic.ts';
import type { Phase } from '../../load/phase.ts';
import type { LoadProfile } from '../../load/profile/profile.ts';
import { warmUpBefore } from '../../load/profile/warm-up.ts';
import { isRefusal, type Refusal, unknownName } from '../refusal.ts';
import { wholeNumber } from '../whole-number.ts';
import { durationAfter, shapeAfter } from './amount.ts';

export interface LoadOptions {
  readonly target?: string | undefined;
  readonly rate?: string | undefined;
  readonly for?: string | undefined;
  readonly 'warm-up'?: string | undefined;
  readonly random?: boolean | undefined;
  readonly devices?: string | undefined;
  readonly path?: string | undefined;
  readonly body?: string | undefined;
  readonly header?: readonly string[] | undefined;
  readonly seed?: string | undefined;
  readonly threads?: string | undefined;
  readonly connections?: string | undefined;
  readonly timeout?: string | undefined;
  readonly 'in-flight'?: string | undefined;
  readonly threshold?: readonly string[] | undefined;
  readonly 'abort-on-fail'?: boolean | undefined;
  readonly plan?: boolean | undefined;
  readonly repeat?: string | undefined;
  readonly honesty?: string | undefined;
  readonly out?: string | undefined;
}

export interface LoadRequest {
  readonly plan: LoadPlan;
  readonly thresholds: readonly LoadThreshold[];
  readonly abortOnFail: boolean;
  readonly repeats: number;
  /** A fleet against a service of ours; null: the traffic is that of the plan. */
  readonly profile: LoadProfile | null;
}

const mostHours = 24;
const devicesLimits = { least: 1, most: 1_000_000 };
const mostSeed = 0xffff_ffff;
const longest = mostHours * 3_600_000;

/** A list of what was read, or the first thing that could not be. */
const firstRefusal = (values: readonly unknown[]): Refusal | null => {
  return values.find(isRefusal) ?? null;
};

export const targetOf = (text: string | undefined): { readonly origin: string } | Refusal => {
  if (text === undefined) return { message: '`--target` says which service is asked' };
  try {
    const { protocol, origin, pathname } = new URL(text);
    if (protocol !== 'http:' && protocol !== 'https:') throw new Error('another protocol');
    if (pathname !== '/') return { message: '`--target` has a path', help: 'give it as `--path`' };
    return { origin };
  } catch {
    return { message: `\`${text}\` is no address such as http://127.0.0.1:8080` };
  }
};

export const headersOf = (given: readonly string[]): Readonly<Record<string, string>> | Refusal => {
  const headers: Record<string, string> = {};
  for (const line of given) {
    const [, name, value] = /^([\w-]+)\s*:\s*(.+)$/.exec(line) ?? [];
    if (name === undefined || value === undefined) {
      return { message: `\`${line}\` is no header such as \`accept: application/json\`` };
    }
    headers[name.toLowerCase()] = value;
  }
  return headers;
};

const trafficOf = ({ path = '/', body, header = [] }: LoadOptions): TrafficPlan | Refusal => {
  if (!path.startsWith('/')) return { message: `\`--path\` begins with /, not \`${path}\`` };
  const headers = headersOf(header);
  if (firstRefusal([headers]) !== null) return headers as Refusal;
  const kept = headers as Readonly<Record<string, string>>;
  const method = body === undefined ? 'GET' : 'POST';
  return { kind: 'fixed', method, path, headers: kept, body: body ?? null };
};

const phasesOf = (options: LoadOptions): readonly Phase[] | Refusal => {
  const { rate = '100', for: length = '10s', 'warm-up': warmUp = '2s', random } = options;
  const executor = shapeAfter('rate', rate);
  const duration = durationAfter('for', length, longest);
  const before = durationAfter('warm-up', warmUp, longest);
  if ('message' in executor) return executor;
  if (typeof duration === 'object') return duration;
  if (typeof before === 'object') return before;
  if (duration === 0) return { message: '`--for` is no time at all' };
  const spacing = random === true ? 'random' : 'even';
  const measured: Phase = { name: 'measured', executor, duration, spacing, isWarmUp: false };
  return warmUpBefore([measured], before);
};

const thresholdsOf = (given: readonly string[]): readonly LoadThreshold[] | Refusal => {
  const thresholds: LoadThreshold[] = [];
  for (const text of given) {
    const parsed = parseLoadThreshold(text);
    if (parsed.ok) thresholds.push(parsed.threshold);
    else if (parsed.unknownMetric !== undefined) {
      return unknownName('metric', parsed.unknownMetric, loadMetrics.keys());
    } else return { message: `\`${text}\` is no threshold: ${parsed.problem}` };
  }
  return thresholds;
};

/** Whether one thing is asked of any service, rather than a fleet of a service of ours. */
export const asksOneThing = ({ path, body, header }: LoadOptions): boolean =>
  path !== undefined || body !== undefined || (header ?? []).length > 0;

const reshapes = ({ rate, for: length, 'warm-up': warmUp, random }: LoadOptions): boolean =>
  [rate, length, warmUp, random].some((option) => option !== undefined);

/** A profile with what the command line says in place of its own. */
const adjusted = (
  profile: LoadProfile,
  options: LoadOptions,
  { phases, seed, devices }: { phases: readonly Phase[]; seed: number; devices: number | null },
): LoadProfile => ({
  ...profile,
  seed: options.seed === undefined ? profile.seed : seed,
  devices: devices ?? profile.devices,
  phases: reshapes(options)
    ? phases.map((phase) => ({ ...phase, mix: profile.mix, backlogOf: null }))
    : profile.phases,
});

/** What somebody asked for on the command line, or why that cannot be. */
export const loadRequest = (
  options: LoadOptions,
  given: LoadProfile | null = null,
): LoadRequest | Refusal => {
  const target = targetOf(options.target);
  const traffic = trafficOf(options);
  const phases = phasesOf(options);
  const { seed = '1', threads = '1', connections = '100', timeout = '10s' } = options;
  const numbers = {
    seed: wholeNumber('seed', seed, { least: 0, most: mostSeed }),
    threads: wholeNumber('threads', threads, { least: 1, most: 64 }),
    connections: wholeNumber('connections', connections, { least: 1, most: 60_000 }),
    timeout: durationAfter('timeout', timeout, longest),
    mostInFlight: wholeNumber('in-flight', options['in-flight'] ?? '10000', {
      least: 1,
      most: 10_000_000,
    }),
  };
  const { devices } = options;
  const many = devices === undefined ? null : wholeNumber('devices', devices, devicesLimits);
  const repeats = wholeNumber('repeat', options.repeat ?? '1', { least: 1, most: 1_000 });
  const thresholds = thresholdsOf(options.threshold ?? []);
  const read = [target, traffic, phases, ...Object.values(numbers), thresholds, repeats, many];
  const refusal = firstRefusal(read);
  if (refusal !== null) return refusal;
  const kept = numbers as Record<keyof typeof numbers, number>;
  const told = { phases: phases as readonly Phase[], devices: many as number | null };
  const profile = given === null ? null : adjusted(given, options, { ...told, seed: kept.seed });
  return {
    plan: {
      ...kept,
      seed: profile?.seed ?? kept.seed,
      origin: (target as { readonly origin: string }).origin,
      traffic: traffic as TrafficPlan,
      phases: profile?.phases ?? told.phases,
    },
    thresholds: [...(profile?.thresholds ?? []), ...(thresholds as readonly LoadThreshold[])],
    abortOnFail: options['abort-on-fail'] ?? profile?.abortOnFail ?? false,
    repeats: repeats as number,
    profile,
  };
};
