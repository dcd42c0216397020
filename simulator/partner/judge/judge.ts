import { type ContractProfile, defaultProfile } from '../../contract/profile.ts';
import { blockedPace } from './blocked-pace.ts';
import { type Call, callOf, type HeardExchange } from './call.ts';
import type { Check, Fault, Note } from './check.ts';
import { closedSchema } from './closed-schema.ts';
import { iosOnly } from './ios-only.ts';
import { itemResults } from './item-results.ts';
import { leastPrivilege } from './least-privilege.ts';
import { retryAfter } from './retry-after.ts';
import { threatCategory } from './threat-category.ts';
import { wellFormedMessages } from './well-formed-messages.ts';

/** The checks that need nobody to drive the connector, in the order of the contract. */
export const passiveChecks: readonly Check[] = [
  leastPrivilege,
  wellFormedMessages,
  itemResults,
  threatCategory,
  closedSchema,
  blockedPace,
  iosOnly,
  retryAfter,
];

export type Verdict = 'passed' | 'failed' | 'warning' | 'not-demonstrated';

export interface CheckResult {
  readonly check: Check;
  readonly verdict: Verdict;
  /** How often the rule was met. */
  readonly seen: number;
  /** Topics that have not been met yet. */
  readonly missing: readonly string[];
  /** The first faults; there may have been more. */
  readonly faults: readonly Fault[];
  readonly faultCount: number;
}

/** What is known of one connector so far. */
export interface Judgement {
  readonly tenant: string;
  readonly client: string;
  readonly calls: number;
  readonly results: readonly CheckResult[];
}

/** A passive judge: it hears what goes over the wire, and says what that shows. */
export interface Judge {
  readonly hear: (exchange: HeardExchange) => void;
  readonly report: () => readonly Judgement[];
}

/** Faults of one check that are kept. */
const mostFaults = 20;

interface Standing {
  readonly check: Check;
  readonly hear: (call: Call, note: Note) => void;
  seen: number;
  readonly topics: Set<string>;
  readonly faults: Fault[];
  faultCount: number;
  broken: boolean;
}

interface Connector {
  readonly tenant: string;
  readonly client: string;
  calls: number;
  partnerCalls: number;
  readonly standings: readonly Standing[];
}

const listen = (standing: Standing, call: Call): void => {
  standing.hear(call, {
    seen: (topic) => {
      standing.seen += 1;
      if (topic !== undefined) standing.topics.add(topic);
    },
    fault: (expected, observed, { severity = standing.check.severity, exchange } = {}) => {
      standing.faultCount += 1;
      if (severity === 'MUST') standing.broken = true;
      if (standing.faults.length < mostFaults) {
        standing.faults.push({ expected, observed, severity, exchange: exchange ?? call.number });
      }
    },
  });
};

const resultOf = ({ check, seen, topics, faults, faultCount, broken }: Standing): CheckResult => {
  const missing = check.topics.filter((topic) => !topics.has(topic));
  const shown = seen > 0 && missing.length === 0;
  const silent: Verdict = shown ? 'passed' : 'not-demonstrated';
  const verdict = broken ? 'failed' : faultCount > 0 ? 'warning' : silent;
  return { check, verdict, seen, missing, faults, faultCount };
};

/** @param profile what the stand-in promised; the numbers of the checks are its own */
export const createJudge = (profile: ContractProfile = defaultProfile): Judge => {
  const connectors = new Map<string, Connector>();
  return {
    hear: (exchange) => {
      const { tenant, client } = exchange;
      if (tenant === null || client === null || exchange.surface === 'token') return;
      const key = `${tenant} ${client}`;
      const connector = connectors.get(key) ?? {
        tenant,
        client,
        calls: 0,
        partnerCalls: 0,
        standings: passiveChecks.map((check) => ({
          check,
          hear: check.watch(profile),
          seen: 0,
          topics: new Set<string>(),
          faults: [],
          faultCount: 0,
          broken: false,
        })),
      };
      connectors.set(key, connector);
      const call = callOf(exchange);
      connector.calls += 1;
      if (call.endpoint !== 'graph' && call.endpoint !== 'other') connector.partnerCalls += 1;
      for (const standing of connector.standings) listen(standing, call);
    },
    report: () =>
      [...connectors.values()]
        .filter(({ partnerCalls }) => partnerCalls > 0)
        .map(({ tenant, client, calls, standings }) => ({
          tenant,
          client,
          calls,
          results: standings.map(resultOf),
        })),
  };
};
