import type { Diagnostic } from '../source/diagnostic.ts';
import type { Documents } from '../source/documents.ts';
import { collector } from '../source/report.ts';
import { describe, isMapping } from '../source/tree.ts';
import { type ContractProfile, profileOf } from './profile.ts';
import { contractProfileShape, settingsOf } from './profile-shape.ts';

export interface OpenedContractProfile {
  /** Null where there is an error. */
  readonly profile: ContractProfile | null;
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads a contract profile file; whatever is wrong in it is told, all at once. */
export const openContractProfile = (file: string, documents: Documents): OpenedContractProfile => {
  const { tree, diagnostics } = documents.open(file);
  const told = collector();
  for (const diagnostic of diagnostics) told.add(diagnostic);
  const root = tree !== null && isMapping(tree) ? tree : null;
  if (tree !== null && root === null) {
    told.report(tree, 'type', `expected a contract profile, found ${describe(tree)}`);
  }
  const entry = root === null ? undefined : contractProfileShape.read(root, told.report);
  const failed = entry === undefined || told.failed();
  return {
    profile: failed ? null : profileOf(entry.name ?? file, settingsOf(entry)),
    diagnostics: told.list(),
  };
};
