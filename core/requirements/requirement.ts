import type { Basis } from '../vocabulary.ts';
import type { RequirementGroup } from './groups.ts';

/**
 * How well a requirement is founded. `seed`: one of the five documents Muster started from;
 * `public doc`: other public documents of Microsoft or a partner; `inference`: stated nowhere,
 * so that a result resting on it alone is interpretive.
 */
export type RequirementTag = 'seed' | 'public doc' | 'seed+public doc' | 'inference';

/** One thing that the documents demand, or that Muster settled where they are silent. */
export interface Requirement {
  /** Never changes and is never given to another requirement: scenarios cite it. */
  readonly id: string;
  readonly group: RequirementGroup;
  /** In our own words, one to three sentences. */
  readonly statement: string;
  /** What of the statement is founded less well than the tag says, or where pages disagree. */
  readonly caveat?: string;
  /** Documents and their sections, as a human can find them. */
  readonly source: string;
  /** The day (ISO) the statement was taken from the requirements document of the project. */
  readonly readOn: string;
  readonly tag: RequirementTag;
  readonly basis: Basis;
  /** True for the subset without which the evaluation of MTD is incomplete. */
  readonly core: boolean;
  /** Where it says nothing of its own: the requirements that it comes down to. */
  readonly restsOn?: readonly string[];
}

export interface Draft {
  readonly id: string;
  readonly tag: RequirementTag;
  readonly core?: true;
  readonly statement: string;
  readonly caveat?: string;
  readonly sources: readonly string[];
  /** Only where the sources were read on another day than the rest. */
  readonly readOn?: string;
  readonly restsOn?: readonly string[];
}

const catalogueReadOn = '2026-11-20';

const completed = (group: RequirementGroup, draft: Draft): Requirement => ({
  id: draft.id,
  group,
  statement: draft.statement,
  ...(draft.caveat === undefined ? {} : { caveat: draft.caveat }),
  source: draft.sources.join('; '),
  readOn: draft.readOn ?? catalogueReadOn,
  tag: draft.tag,
  basis: draft.tag === 'inference' ? 'inferred' : 'documented',
  core: draft.core ?? false,
  ...(draft.restsOn === undefined ? {} : { restsOn: draft.restsOn }),
});

/** Gives the drafts of one group what follows from their tag and their group. */
export const requirementsOf = (
  group: RequirementGroup,
  drafts: readonly Draft[],
): readonly Requirement[] => drafts.map((draft) => completed(group, draft));
