import type { Basis } from '../vocabulary.ts';
import { ledgerRows } from './catalogue.ts';
import type { Requirement, RequirementTag } from './requirement.ts';

/** What somebody asks for; what is left out does not narrow. */
export interface RequirementSelection {
  /**
   * An id (`MULTI-01`), a group (`CONN`) or the beginning of several (`MDE-`); upper or lower
   * case. `CONN-1` is no id and so matches `CONN-10` to `CONN-16`.
   */
  readonly prefixes?: readonly string[];
  readonly bases?: readonly Basis[];
  readonly tags?: readonly RequirementTag[];
  /** True: the core subset only; false: the others only. */
  readonly core?: boolean;
}

const admits = <T>(allowed: readonly T[] | undefined, value: T): boolean =>
  allowed === undefined || allowed.length === 0 || allowed.includes(value);

const startsWithAny = (id: string, prefixes: readonly string[] | undefined): boolean => {
  if (prefixes === undefined || prefixes.length === 0) return true;
  const lower = id.toLowerCase();
  return prefixes.some((prefix) => lower.startsWith(prefix.toLowerCase()));
};

const matches = (requirement: Requirement, selection: RequirementSelection): boolean =>
  startsWithAny(requirement.id, selection.prefixes) &&
  admits(selection.bases, requirement.basis) &&
  admits(selection.tags, requirement.tag) &&
  (selection.core === undefined || selection.core === requirement.core);

/** The requirements that fit, in the order of the catalogue; possibly none. */
export const selectRequirements = (selection: RequirementSelection): readonly Requirement[] =>
  ledgerRows.filter((requirement) => matches(requirement, selection));

/** The prefixes that fit nothing, which a command reports instead of printing an empty list. */
export const unmatchedPrefixes = (prefixes: readonly string[]): readonly string[] =>
  prefixes.filter((prefix) => selectRequirements({ prefixes: [prefix] }).length === 0);
