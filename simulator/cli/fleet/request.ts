import { availableParallelism } from 'node:os';
import type { Readings } from '../../../core/readings.ts';
import { parseThreshold, type Threshold } from '../../../reports/fleet/threshold.ts';
import { fleetLimits } from '../../fleet/profile-shape.ts';
import { threadsMax } from '../project.ts';
import { readingsFrom } from '../readings.ts';
import { isRefusal, type Refusal } from '../refusal.ts';
import { wholeNumber } from '../whole-number.ts';

/** The options of `fleet` as they were given. */
export interface FleetOptions {
  readonly tenant?: string | undefined;
  readonly versus?: string | undefined;
  readonly devices?: string | undefined;
  readonly days?: string | undefined;
  readonly seed?: string | undefined;
  readonly threads?: string | undefined;
  readonly shard?: string | undefined;
  readonly threshold?: readonly string[] | undefined;
  readonly reading?: readonly string[] | undefined;
  readonly 'check-determinism'?: boolean | undefined;
  readonly device?: string | undefined;
  readonly 'as-scenario'?: string | undefined;
  readonly out?: string | undefined;
  readonly json?: boolean | undefined;
}

/** `number` of `of`, from 1. */
export interface Shard {
  readonly number: number;
  readonly of: number;
}

/** The same, understood. */
export interface FleetRequest {
  readonly profile: string;
  readonly tenant: string | null;
  readonly versus: string | null;
  readonly devices: number | null;
  readonly days: number | null;
  readonly seed: number | null;
  readonly threads: number;
  readonly shard: Shard;
  readonly thresholds: readonly Threshold[];
  readonly turned: Partial<Readings>;
  readonly checkDeterminism: boolean;
  /** The one device whose life is told; null plays the fleet. */
  readonly device: number | null;
  /** File for it; the empty text is standard output. */
  readonly asScenario: string | null;
  readonly out: string | null;
  readonly json: boolean;
}

const mostShards = 10_000;

const shardOf = (text: string | undefined): Shard | Refusal => {
  if (text === undefined) return { number: 1, of: 1 };
  const match = /^(\d{1,5})\/(\d{1,5})$/.exec(text);
  const [number, of] = [Number(match?.[1]), Number(match?.[2])];
  if (match !== null && number >= 1 && number <= of && of <= mostShards) return { number, of };
  return {
    message: `\`--shard ${text}\` is no shard`,
    help: `shards count from 1: \`--shard 1/4\` to \`--shard 4/4\`, at most ${mostShards}`,
  };
};

const thresholdsOf = (texts: readonly string[]): readonly Threshold[] | Refusal => {
  const thresholds: Threshold[] = [];
  for (const text of texts) {
    const parsed = parseThreshold(text);
    if (!parsed.ok) {
      const { problem, help } = parsed;
      return { message: `\`--threshold "${text}"\`: ${problem}`, ...(help && { help }) };
    }
    thresholds.push(parsed.threshold);
  }
  return thresholds;
};

/** Two options that contradict each other, or one that lacks another. */
const clashIn = (options: FleetOptions): string | null => {
  const { shard, versus, device, 'as-scenario': asScenario } = options;
  if (shard !== undefined && versus !== undefined) {
    return '`--shard` and `--versus` do not go together: a comparison is played whole';
  }
  if (shard !== undefined && options['check-determinism'] === true) {
    return '`--shard` and `--check-determinism` do not go together: whole runs are compared';
  }
  if (device !== undefined && asScenario === undefined) {
    return '`--device` needs `--as-scenario`: the life of one device is told as a scenario';
  }
  if (asScenario !== undefined && device === undefined) {
    return '`--as-scenario` needs `--device`: which one is to be told';
  }
  return null;
};

const optional = (
  name: 'devices' | 'days' | 'seed',
  text: string | undefined,
): number | null | Refusal =>
  text === undefined ? null : wholeNumber(name, text, fleetLimits[name]);

export const requestFrom = (profile: string, options: FleetOptions): FleetRequest | Refusal => {
  const clash = clashIn(options);
  if (clash !== null) return { message: clash };
  const sizes = {
    devices: optional('devices', options.devices),
    days: optional('days', options.days),
    seed: optional('seed', options.seed),
  };
  const threads =
    options.threads === undefined
      ? Math.min(threadsMax, availableParallelism())
      : wholeNumber('threads', options.threads, { least: 1, most: threadsMax });
  const most = fleetLimits.devices.most - 1;
  const device =
    options.device === undefined ? null : wholeNumber('device', options.device, { least: 0, most });
  const shard = shardOf(options.shard);
  const thresholds = thresholdsOf(options.threshold ?? []);
  const turned = readingsFrom(options.reading ?? []);
  const { devices, days, seed } = sizes;
  if (isRefusal(devices)) return devices;
  if (isRefusal(days)) return days;
  if (isRefusal(seed)) return seed;
  if (isRefusal(threads)) return threads;
  if (isRefusal(device)) return device;
  if (isRefusal(shard)) return shard;
  if (isRefusal(thresholds)) return thresholds;
  if (isRefusal(turned)) return turned;
  return {
    profile,
    tenant: options.tenant ?? null,
    versus: options.versus ?? null,
    devices,
    days,
    seed,
    threads,
    shard,
    thresholds,
    turned,
    checkDeterminism: options['check-determinism'] ?? false,
    device,
    asScenario: options['as-scenario'] ?? null,
    out: options.out ?? null,
    json: options.json ?? false,
  };
};
