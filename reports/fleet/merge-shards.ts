import { addTallies, noTally } from './add-tallies.ts';
import type { FleetPlan } from './plan.ts';
import type { FleetTally } from './tally.ts';
import type { TallyFile } from './tally-file.ts';

/** A shard as it was found, and where. */
export interface NamedShard {
  readonly name: string;
  readonly file: TallyFile;
}

export type MergedShards =
  | { readonly ok: true; readonly plan: FleetPlan; readonly tally: FleetTally }
  | { readonly ok: false; readonly problems: readonly string[] };

const fieldsThatDiffer = (a: FleetPlan, b: FleetPlan): readonly string[] =>
  (Object.keys(a) as (keyof FleetPlan)[]).filter(
    (name) => JSON.stringify(a[name]) !== JSON.stringify(b[name]),
  );

const strangers = ([first, ...others]: readonly NamedShard[]): readonly string[] =>
  others.flatMap(({ name, file }) => {
    if (first === undefined) return [];
    const differing = fieldsThatDiffer(first.file.plan, file.plan);
    if (differing.length > 0) {
      return [`${name} is of another run than ${first.name}: not the same ${differing.join(', ')}`];
    }
    const { of } = first.file.shard;
    if (file.shard.of === of) return [];
    return [`${name} is one of ${file.shard.of} shards, ${first.name} one of ${of}`];
  });

const gaps = (shards: readonly NamedShard[]): readonly string[] => {
  const of = shards[0]?.file.shard.of ?? 0;
  const found = new Map<number, string>();
  const problems: string[] = [];
  for (const { name, file } of shards) {
    const { number } = file.shard;
    const earlier = found.get(number);
    if (earlier === undefined) found.set(number, name);
    else problems.push(`${earlier} and ${name} are both shard ${number} of ${of}`);
  }
  const missing: number[] = [];
  for (let number = 1; number <= of && missing.length < 10; number++) {
    if (!found.has(number)) missing.push(number);
  }
  const left = of - found.size;
  if (left > 0) problems.push(`${left} of ${of} shards are missing, such as ${missing.join(', ')}`);
  return problems;
};

/** Puts the shards of one run together, in whatever order; those of several runs are refused. */
export const mergeShards = (shards: readonly NamedShard[]): MergedShards => {
  const [first] = shards;
  if (first === undefined) return { ok: false, problems: ['there is no shard to merge'] };
  const foreign = strangers(shards);
  const problems = foreign.length > 0 ? foreign : gaps(shards);
  if (problems.length > 0) return { ok: false, problems };
  const tally = shards.map(({ file }) => file.tally).reduce(addTallies, noTally);
  return { ok: true, plan: first.file.plan, tally };
};
