import type { Outcome, Plan } from './result.ts';

/** What comparing needs of one record. */
export interface Side {
  /** How the record is called where it is compared. */
  readonly name: string;
  readonly tool: string;
  readonly target: string;
  readonly digest: string;
  readonly readings: readonly string[];
  readonly turned: readonly string[];
  readonly renamed: Readonly<Record<string, string>>;
  readonly outcomes: ReadonlyMap<string, Outcome>;
}

/** A case that both records have, with another outcome. */
export interface Change {
  readonly id: string;
  /** What it was called in the first record, where that was something else. */
  readonly formerly: string | null;
  readonly from: Outcome;
  readonly to: Outcome;
}

type SideName = Pick<Side, 'name' | 'tool' | 'target' | 'digest'>;

/** How two runs differ, seen from the first. */
export interface Comparison {
  readonly schemaVersion: 1;
  readonly first: SideName;
  readonly second: SideName;
  /** Violated, error or not-demonstrated now, and none of these before. */
  readonly newlyFailing: readonly Change[];
  readonly newlyMet: readonly Change[];
  readonly otherwise: readonly Change[];
  readonly added: readonly { readonly id: string; readonly outcome: Outcome }[];
  readonly gone: readonly { readonly id: string; readonly outcome: Outcome }[];
  readonly renamed: readonly { readonly from: string; readonly to: string }[];
  readonly readings: readonly {
    readonly name: string;
    readonly from: string | null;
    readonly to: string | null;
  }[];
  /** How many cases ended alike in both. */
  readonly same: number;
}

export const sideOf = (
  name: string,
  plan: Plan,
  digest: string,
  outcomes: ReadonlyMap<string, Outcome>,
): Side => {
  const { tool, target, readings, turned, renamed = {} } = plan;
  return { name, tool, target, digest, readings, turned, renamed, outcomes };
};

const isFailing = (outcome: Outcome): boolean =>
  outcome === 'violated' || outcome === 'error' || outcome === 'not-demonstrated';

/** The id a case of the first record has in the second, by its scenario's earlier ids. */
const presentId = (id: string, { renamed, outcomes }: Side): string | null => {
  if (outcomes.has(id)) return id;
  for (const [former, present] of Object.entries(renamed)) {
    if (id !== former && !id.startsWith(`${former}/`)) continue;
    const now = `${present}${id.slice(former.length)}`;
    if (outcomes.has(now)) return now;
  }
  return null;
};

const byName = (readings: readonly string[]): ReadonlyMap<string, string> =>
  new Map(
    readings.map((reading): [string, string] => {
      const cut = reading.indexOf('=');
      return [reading.slice(0, cut), reading.slice(cut + 1)];
    }),
  );

const readingChanges = (first: Side, second: Side): Comparison['readings'] => {
  const before = byName(first.readings);
  const after = byName(second.readings);
  return [...new Set([...before.keys(), ...after.keys()])]
    .sort()
    .map((name) => ({ name, from: before.get(name) ?? null, to: after.get(name) ?? null }))
    .filter(({ from, to }) => from !== to);
};

const nameOf = ({ name, tool, target, digest }: Side): SideName => ({ name, tool, target, digest });

/** What has changed from the first record to the second; cases in the order of the first. */
export const compareRuns = (first: Side, second: Side): Comparison => {
  const matched = new Set<string>();
  const changes: Change[] = [];
  const gone: { id: string; outcome: Outcome }[] = [];
  const renamed: { from: string; to: string }[] = [];
  let same = 0;
  for (const [id, from] of first.outcomes) {
    const now = presentId(id, second);
    const to = now === null ? undefined : second.outcomes.get(now);
    if (now === null || to === undefined) {
      gone.push({ id, outcome: from });
      continue;
    }
    matched.add(now);
    if (now !== id) renamed.push({ from: id, to: now });
    if (from === to) same += 1;
    else changes.push({ id: now, formerly: now === id ? null : id, from, to });
  }
  const newlyFailing = changes.filter(({ from, to }) => isFailing(to) && !isFailing(from));
  const newlyMet = changes.filter(({ to }) => to === 'met');
  const told = new Set([...newlyFailing, ...newlyMet]);
  return {
    schemaVersion: 1,
    first: nameOf(first),
    second: nameOf(second),
    newlyFailing,
    newlyMet,
    otherwise: changes.filter((change) => !told.has(change)),
    added: [...second.outcomes].flatMap(([id, outcome]) =>
      matched.has(id) ? [] : [{ id, outcome }],
    ),
    gone,
    renamed,
    readings: readingChanges(first, second),
    same,
  };
};
