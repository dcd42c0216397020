import { keepRecent } from '../recent.ts';
import type { Caller } from '../token.ts';
import {
  type Limit,
  type LimitedPart,
  limitedPartOf,
  type PartLimits,
  type Throttling,
} from './throttle-limits.ts';

interface Asked {
  readonly method: string;
  readonly segments: readonly string[];
  readonly caller: Pick<Caller, 'tenant' | 'client'>;
}

export interface Throttle {
  /** Counts a request. Seconds until it would be let through, or null where it is. */
  readonly wait: (asked: Asked, throttling: Throttling) => number | null;
}

/** What was counted since a moment; it begins anew when its time is over. */
interface Window {
  since: number;
  all: number;
  writes: number;
}

/** A limit with what it counts. */
interface Bucket {
  readonly key: string;
  readonly limit: Limit;
}

const mostWindows = 50_000;

const bucketsOf = (
  { tenant, client }: Asked['caller'],
  part: LimitedPart | null,
  limits: PartLimits | null,
  { overall }: Throttling,
): readonly Bucket[] => [
  { key: `overall ${client}`, limit: { ...overall, writes: overall.all } },
  ...(limits === null ? [] : [{ key: `${part} ${tenant}`, limit: limits.tenant }]),
  ...(limits === null || limits.application === null
    ? []
    : [{ key: `${part} ${tenant} ${client}`, limit: limits.application }]),
];

/** Counts requests by the machine's clock, in windows that begin with their first request. */
export const createThrottle = (machineNow: () => number): Throttle => {
  const windows = new Map<string, Window>();
  const windowOf = ({ key, limit }: Bucket, now: number): Window => {
    const known = windows.get(key);
    if (known !== undefined && now - known.since < limit.seconds * 1000) return known;
    return keepRecent(windows, mostWindows, key, { since: now, all: 0, writes: 0 });
  };
  return {
    wait: ({ method, segments, caller }, throttling) => {
      const now = machineNow();
      const writes = method === 'GET' || method === 'HEAD' ? 0 : 1;
      const part = limitedPartOf(segments);
      const limits = part === null ? null : throttling.parts[part];
      const counted = bucketsOf(caller, part, limits, throttling).map(
        (bucket) => [bucket.limit, windowOf(bucket, now)] as const,
      );
      let wait = 0;
      for (const [limit, { since, all, writes: written }] of counted) {
        const isFull = all + 1 > limit.all || written + writes > limit.writes;
        if (isFull) wait = Math.max(wait, since + limit.seconds * 1000 - now);
      }
      // Who is refused has used up nothing.
      if (wait > 0) return Math.ceil(wait / 1000);
      for (const [, window] of counted) {
        window.all += 1;
        window.writes += writes;
      }
      return null;
    },
  };
};
