import { documentedBooks } from '../../core/evaluator.ts';
import { readingOfQuestion } from '../../core/requirements/annex/questions.ts';
import { ledgerRows } from '../../core/requirements/catalogue.ts';
import { dispositionOf } from '../../core/requirements/disposition.ts';
import type { Requirement } from '../../core/requirements/requirement.ts';
import type { Rule } from '../../core/rulebook.ts';
import type { Case } from '../scenario/case.ts';
import { checked } from './checks.ts';
import { demonstrations } from './demonstrated.ts';
import type { Evidence } from './evidence.ts';
import { isMet, turnedBy } from './play.ts';
import { type Status, weaker } from './status.ts';
import type { Variant } from './variant.ts';
import { variants } from './variants.ts';

/** One requirement or data row with what implements it, what cites it and what that comes to. */
export interface LedgerEntry {
  readonly requirement: Requirement;
  readonly status: Status;
  /** `stage/rule`, in the order of the stages. */
  readonly rules: readonly string[];
  /** Ids of scenarios, A to Z. */
  readonly scenarios: readonly string[];
  /** Null where it is not demonstrated, or only through what it rests on. */
  readonly evidence: Evidence | null;
  /** Why it is outside or planned, or where a label is shown; null otherwise. */
  readonly because: string | null;
}

const rulesByRequirement = (): ReadonlyMap<string, readonly string[]> => {
  const found = new Map<string, string[]>();
  for (const [stage, book] of Object.entries(documentedBooks)) {
    const rules: Readonly<Record<string, Pick<Rule<never>, 'requirements'>>> = book.rules;
    for (const [name, rule] of Object.entries(rules)) {
      for (const id of rule.requirements) {
        found.set(id, [...(found.get(id) ?? []), `${stage}/${name}`]);
      }
    }
  }
  return found;
};

/** Whether it says nothing of its own, so that what cites what it rests on cites it as well. */
const isDerived = ({ group, restsOn = [] }: Requirement): boolean =>
  restsOn.length > 0 && group !== 'SC';

/** The ids by which a scenario cites a row. */
const citedAs = (row: Requirement): readonly string[] =>
  isDerived(row) ? [row.id, ...(row.restsOn ?? [])] : [row.id];

const citing = (row: Requirement, cases: readonly Case[]): readonly Case[] => {
  const ids = citedAs(row);
  return cases.filter(({ covers }) => covers.some((id) => ids.includes(id)));
};

/** The rows asked for, and those that decide what they come to. */
const withFoundations = (rows: readonly Requirement[]): readonly Requirement[] => {
  const ids = new Set(rows.flatMap(({ id, restsOn = [] }) => [id, ...restsOn]));
  return ledgerRows.filter(({ id }) => ids.has(id));
};

/** The shipped variants, each breaking whatever rests on what it breaks as well. */
const variantsFor = (rows: readonly Requirement[]): readonly Variant[] =>
  variants.flatMap((variant) => {
    const breaks = ({ id, restsOn = [] }: Requirement): boolean =>
      [id, ...restsOn].some((one) => variant.requirements.includes(one));
    const requirements = rows.filter(breaks).map(({ id }) => id);
    return requirements.length === 0 ? [] : [{ ...variant, requirements }];
  });

/** One case of each scenario: tables have hundreds that show the same thing. */
const oneOfEach = (cases: readonly Case[]): readonly Case[] => {
  const seen = new Set<string>();
  return cases.filter(({ scenario }) => !seen.has(scenario) && seen.add(scenario));
};

/** Adds what the scenarios demonstrate of the rows that nothing has shown so far. */
const addDemonstrations = async (
  rows: readonly Requirement[],
  cases: readonly Case[],
  evidence: Map<string, Evidence>,
): Promise<void> => {
  const open = rows.filter(({ id }) => !evidence.has(id));
  const ids = new Set(open.map(({ id }) => id));
  const cited = cases.filter(({ covers }) => covers.some((id) => ids.has(id)));
  const shown = await demonstrations(cited, { variants: variantsFor(open) });
  for (const [id, { variant, case: check, difference }] of shown) {
    evidence.set(id, { by: 'scenario', variant, check, difference });
  }
};

const evidenceFor = async (
  rows: readonly Requirement[],
  cases: readonly Case[],
): Promise<Map<string, Evidence>> => {
  const evidence = new Map<string, Evidence>();
  await addDemonstrations(rows, oneOfEach(cases), evidence);
  await addDemonstrations(rows, cases, evidence);
  const unshown = rows.filter(({ id }) => !evidence.has(id));
  for (const [id, check] of checked(unshown.map(({ id }) => id))) evidence.set(id, check);
  for (const row of rows) {
    const reading = readingOfQuestion.get(row.id);
    const turned = reading && (await turnedBy(reading, citing(row, cases)));
    if (turned) evidence.set(row.id, { by: 'reading', ...turned });
  }
  return evidence;
};

type Found = Pick<LedgerEntry, 'status' | 'evidence' | 'because'>;

const decided = (id: string): Found => {
  const disposition = dispositionOf(id);
  if (disposition === null) {
    return { status: 'planned', evidence: null, because: 'nothing cites it yet' };
  }
  const { status } = disposition;
  const because = status === 'labelled' ? `shown in ${disposition.shownIn}` : disposition.because;
  return { status, evidence: null, because };
};

/** As little as the least of what it rests on. */
const derived = (row: Requirement, found: ReadonlyMap<string, Found>): Found => {
  let status: Status = 'demonstrated';
  for (const id of row.restsOn ?? []) status = weaker(status, found.get(id)?.status ?? 'planned');
  const because = `as ${(row.restsOn ?? []).join(', ')}`;
  return { status, evidence: null, because };
};

const findAll = async (
  rows: readonly Requirement[],
  cases: readonly Case[],
): Promise<ReadonlyMap<string, Found>> => {
  const evidence = await evidenceFor(rows, cases);
  const found = new Map<string, Found>();
  for (const row of rows) {
    const shown = evidence.get(row.id);
    if (shown !== undefined) {
      found.set(row.id, { status: 'demonstrated', evidence: shown, because: null });
    } else if (isDerived(row)) {
      found.set(row.id, derived(row, found));
    } else if (await isMet(citing(row, cases))) {
      found.set(row.id, { status: 'exercised', evidence: null, because: null });
    } else {
      found.set(row.id, decided(row.id));
    }
  }
  return found;
};

/**
 * The ledger: what the given cases come to for each row, by playing them against the shipped
 * variants. Nothing in it is written down by hand but what no case can show.
 *
 * @param rows in the order of the catalogue; the entries come in the same order
 */
export const ledgerOf = async (
  rows: readonly Requirement[],
  cases: readonly Case[],
): Promise<readonly LedgerEntry[]> => {
  const found = await findAll(withFoundations(rows), cases);
  const rules = rulesByRequirement();
  return rows.map((requirement) => ({
    requirement,
    ...(found.get(requirement.id) ?? decided(requirement.id)),
    rules: [...new Set(citedAs(requirement).flatMap((id) => rules.get(id) ?? []))],
    scenarios: [...new Set(citing(requirement, cases).map(({ scenario }) => scenario))].sort(),
  }));
};
