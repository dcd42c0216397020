import { printTree } from '../source/print.ts';
import type { Entry, Mapping, Tree } from '../source/tree.ts';
import { policySections } from '../tenant/policy-body.ts';
import type { TenantDraft } from '../tenant/tenant.ts';
import type { Case } from './case.ts';

const leaf = (text: string, beside: Tree): Tree => ({
  kind: 'leaf',
  value: text,
  text,
  span: beside.span,
});

/** Policies with what they import in place of the name of the file. */
const withBodies = (parts: Mapping, { names }: TenantDraft): Mapping => ({
  ...parts,
  entries: parts.entries.map((entry): Entry => {
    const isSection = policySections.some((section) => section === entry.key);
    if (!isSection || entry.value.kind !== 'map') return entry;
    const policies = entry.value.entries.map((policy) => ({
      ...policy,
      value: names.policies.get(policy.key)?.body ?? policy.value,
    }));
    return { ...entry, value: { ...entry.value, entries: policies } };
  }),
});

/**
 * A case as a scenario of its own: values in place of variables, one tenant in place of `use` and
 * `given`, so that everything that was merged can be seen in one place.
 */
export const expandedText = (compiled: {
  readonly kase: Case;
  readonly tree: Mapping;
  readonly tenant: TenantDraft;
  readonly parts: Mapping;
}): string => {
  const { kase, tree, tenant, parts } = compiled;
  const given: Entry = { key: 'given', at: tree, value: withBodies(parts, tenant) };
  const entries = tree.entries.flatMap((entry): Entry[] => {
    if (entry.key === 'id') return [{ ...entry, value: leaf(kase.id, entry.value) }];
    if (entry.key === 'use' || entry.key === 'given' || entry.key === 'formerly') return [];
    return entry.key === 'timeline' ? [given, entry] : [entry];
  });
  return printTree({ ...tree, entries });
};
