import type { Counts, FleetTally } from './tally.ts';

export interface SplitName {
  readonly first: string;
  readonly rest: string;
  readonly count: number;
}

const byText = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

const parted = (counts: Counts, positionIn: (name: string) => number): readonly SplitName[] =>
  Object.entries(counts)
    .map(([name, count]) => {
      const at = positionIn(name);
      return { first: name.slice(0, at), rest: name.slice(at + 1), count };
    })
    .sort((a, b) => byText(a.first, b.first) || byText(a.rest, b.rest));

/** Names of the form `first/rest`, parted at the first stroke, as reason codes contain others. */
export const splitNames = (counts: Counts): readonly SplitName[] =>
  parted(counts, (name) => (name.includes('/') ? name.indexOf('/') : name.length));

/** The same parted at the last stroke. */
export const splitNamesLast = (counts: Counts): readonly SplitName[] =>
  parted(counts, (name) => (name.includes('/') ? name.lastIndexOf('/') : name.length));

const named = (names: readonly SplitName[], first: string): Counts =>
  Object.fromEntries(
    names.filter((each) => each.first === first).map((each) => [each.rest, each.count]),
  );

/** Launches by what came of them: `allowed`, `warned`, `blocked`, `wiped`. */
export const launchesOf = ({ outcomes }: FleetTally): Counts =>
  named(splitNames(outcomes), 'launch');

/** Tokens by what came of them: `granted`, `denied`. */
export const tokensOf = ({ outcomes }: FleetTally): Counts => named(splitNames(outcomes), 'token');

/** Actions for noncompliance that fired, by name. */
export const actionsOf = ({ outcomes }: FleetTally): Counts =>
  named(splitNames(outcomes), 'action');

/** Ways to the app by how they ended; null where nobody was on one. */
export const walksOf = ({ outcomes }: FleetTally): Counts | null => {
  const walks = named(splitNames(outcomes), 'walk');
  return Object.keys(walks).length === 0 ? null : walks;
};

/** Devices by compliance state at the end. */
export const atEndByState = ({ atEnd }: FleetTally): Counts => {
  const states = new Map<string, number>();
  for (const { rest, count } of splitNamesLast(atEnd)) {
    states.set(rest, (states.get(rest) ?? 0) + count);
  }
  return Object.fromEntries([...states].sort(([a], [b]) => byText(a, b)));
};

/** Devices of one cohort by compliance state at the end. */
export const atEndIn = ({ atEnd }: FleetTally, cohort: string): Counts =>
  named(splitNamesLast(atEnd), cohort);
