import { documentedBooks, documentedParts } from '../../../core/evaluator.ts';
import type { Rule } from '../../../core/rulebook.ts';
import { tablesOf } from '../../../simulator/grade/asked.ts';
import { rulesWithoutVariant } from '../../../simulator/grade/rule-variants.ts';
import { variants } from '../../../simulator/grade/variants.ts';
import type { Witnesses } from '../../../simulator/grade/witnesses.ts';
import type { Case } from '../../../simulator/scenario/case.ts';

interface Named {
  readonly id: string;
  readonly requirements: readonly string[];
}

/** Everything that has to fit together. */
export interface Shipped {
  /** By `stage/rule`. */
  readonly rules: readonly Named[];
  /** Names of the facts and of what clouds do, each with the variants that change it. */
  readonly facts: readonly { readonly name: string; readonly brokenBy: readonly string[] }[];
  readonly variants: readonly Named[];
  readonly witnesses: Witnesses;
  /** Cases of the library with what they cite. */
  readonly cited: readonly { readonly id: string; readonly covers: readonly string[] }[];
  /** Rules that need no variant, with the reason. */
  readonly excused: Readonly<Record<string, string>>;
}

export const shipped = (cases: readonly Case[], witnesses: Witnesses): Shipped => ({
  rules: Object.entries(documentedBooks).flatMap(([stage, book]) => {
    const rules: Readonly<Record<string, Pick<Rule<never>, 'requirements'>>> = book.rules;
    return Object.entries(rules).map(([id, { requirements }]) => ({
      id: `${stage}/${id}`,
      requirements,
    }));
  }),
  facts: (['facts', 'cloud', 'flows'] as const).flatMap((table) =>
    Object.entries(tablesOf(documentedParts)[table]).map(([name, documented]) => ({
      name,
      brokenBy: variants
        .filter(({ parts }) => tablesOf(parts)[table][name] !== documented)
        .map(({ id }) => id),
    })),
  ),
  variants,
  witnesses,
  cited: cases,
  excused: rulesWithoutVariant,
});

const ofRule = (rule: Named, all: Shipped): readonly string[] => {
  const { id, requirements } = rule;
  const cites = ({ covers }: { readonly covers: readonly string[] }): boolean =>
    covers.some((each) => requirements.includes(each));
  if (!all.cited.some(cites)) {
    return [`rule \`${id}\`: no scenario cites ${requirements.join(' or ')}`];
  }
  if (id in all.excused) return [];
  const breaking = all.variants.filter((variant) => variant.id.startsWith(`${id}/`));
  if (breaking.length === 0) return [`rule \`${id}\`: no variant breaks it`];
  const citing = new Set(all.cited.filter(cites).map((kase) => kase.id));
  const shown = breaking.some((variant) => citing.has(all.witnesses[variant.id]?.case ?? ''));
  return shown ? [] : [`rule \`${id}\`: no scenario that cites it notices a variant of it`];
};

/** What is missing, one sentence each, naming the rule, fact or variant. */
export const missing = (all: Shipped): readonly string[] => {
  const ids = new Set(all.variants.map(({ id }) => id));
  const rules = new Set(all.rules.map(({ id }) => id));
  return [
    ...all.rules.flatMap((rule) => ofRule(rule, all)),
    ...all.facts
      .filter(({ brokenBy }) => brokenBy.length === 0)
      .map(({ name }) => `fact \`${name}\`: no variant breaks it`),
    ...all.variants
      .filter(({ id }) => all.witnesses[id] === undefined)
      .map(({ id }) => `variant \`${id}\`: no witness; \`npm run witnesses\` looks for one`),
    ...Object.keys(all.witnesses)
      .filter((id) => !ids.has(id))
      .map((id) => `witness of \`${id}\`: there is no such variant`),
    ...Object.keys(all.excused)
      .filter((id) => !rules.has(id))
      .map((id) => `exception of \`${id}\`: there is no such rule`),
  ];
};
