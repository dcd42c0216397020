import { meansCase } from '../run/known-failing.ts';
import type { Case } from '../scenario/case.ts';
import { type Refusal, unknownName } from './refusal.ts';

/** What narrows a run. Several of one kind widen it again: any of them will do. */
export interface Filters {
  /** Ids of cases or scenarios, or patterns with `*`. */
  readonly id: readonly string[];
  readonly tag: readonly string[];
  readonly req: readonly string[];
}

export type Selection =
  | { readonly kind: 'cases'; readonly cases: readonly Case[] }
  | { readonly kind: 'refused'; readonly refusal: Refusal };

const valuesOf = (cases: readonly Case[], of: (kase: Case) => Iterable<string>): Set<string> =>
  new Set(cases.flatMap((kase) => [...of(kase)]));

/** Each part of a filter must match something by itself: a slip must not silently select less. */
const unmatched = (filters: Filters, cases: readonly Case[]): Refusal | null => {
  for (const id of filters.id) {
    if (cases.some((kase) => meansCase(id, kase))) continue;
    const ids = valuesOf(cases, ({ id: own, scenario }) => [own, scenario]);
    return { ...unknownName('case', id, ids), message: `\`--id ${id}\` matches no case` };
  }
  const tags = valuesOf(cases, (kase) => kase.tags);
  for (const tag of filters.tag) {
    if (tags.has(tag)) continue;
    return { ...unknownName('tag', tag, tags), message: `\`--tag ${tag}\` matches no case` };
  }
  const covered = valuesOf(cases, (kase) => kase.covers);
  for (const req of filters.req) {
    if (covered.has(req)) continue;
    const refusal = unknownName('requirement', req, covered);
    return { ...refusal, message: `\`--req ${req}\` matches no case` };
  }
  return null;
};

const anyOf = (wanted: readonly string[], matches: (value: string) => boolean): boolean =>
  wanted.length === 0 || wanted.some(matches);

/** The cases a run is about, in the order of the files; that there are none is refused. */
export const select = (cases: readonly Case[], filters: Filters): Selection => {
  const refusal = unmatched(filters, cases);
  if (refusal !== null) return { kind: 'refused', refusal };
  const chosen = cases.filter(
    (kase) =>
      anyOf(filters.id, (id) => meansCase(id, kase)) &&
      anyOf(filters.tag, (tag) => kase.tags.includes(tag)) &&
      anyOf(filters.req, (req) => kase.covers.includes(req)),
  );
  if (chosen.length > 0) return { kind: 'cases', cases: chosen };
  return { kind: 'refused', refusal: { message: 'no case passes all of the filters' } };
};
