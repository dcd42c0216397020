import { documentedBooks, documentedParts, type StageName } from '../../core/evaluator.ts';
import type { Rule } from '../../core/rulebook.ts';
import { tablesOf } from './asked.ts';
import type { Variant } from './variant.ts';

/** What a stage or a table is about, in the words of a report. */
const areas: Readonly<Record<StageName | 'facts' | 'cloud', string>> = {
  connector: 'connector',
  gate: 'connector',
  evidence: 'threat level',
  feeders: 'threat level',
  setting: 'threat level',
  risk: 'threat level',
  policy: 'compliance',
  grace: 'compliance',
  device: 'compliance',
  usable: 'app protection',
  service: 'app protection',
  launch: 'app protection',
  match: 'Conditional Access',
  access: 'Conditional Access',
  advice: 'advice',
  rollout: 'advice',
  appSync: 'inventories',
  appShared: 'inventories',
  certificateSync: 'inventories',
  certificateShared: 'inventories',
  facts: 'facts',
  cloud: 'vendor clouds',
};

type PartName = keyof typeof areas;

const stageNames = Object.keys(documentedBooks) as StageName[];

/** Name of each line that a variant can break, and the text of the part; line 1 is its title. */
interface RulesText {
  readonly lines: ReadonlyMap<string, number>;
  readonly text: string;
}

const textOf = (title: string, entries: readonly (readonly [string, string])[]): RulesText => {
  const lines = new Map<string, number>();
  const texts = [title, ''];
  for (const [name, text] of entries) {
    lines.set(name, texts.length + 1);
    texts.push(`${name}: ${text}`);
  }
  return { lines, text: `${texts.join('\n')}\n` };
};

const ofStage = (stage: StageName): RulesText => {
  const book = documentedBooks[stage];
  const rules: Readonly<Record<string, Omit<Rule<never>, 'answer'>>> = book.rules;
  const space: Readonly<Record<string, readonly unknown[]>> = book.space;
  return textOf(`What is asked, and the rules, of: ${stage}`, [
    ...Object.entries(space).map(([field, values]) => [field, values.join(' | ')] as const),
    ...Object.entries(rules).map(
      ([id, { meaning, requirements, basis }]) =>
        [id, `${meaning} (${requirements.join(', ')}; ${basis})`] as const,
    ),
  ]);
};

const ofTable = (title: string, functions: object): RulesText =>
  textOf(
    title,
    Object.keys(functions).map((name) => [name, 'a function of configuration and time']),
  );

const documentedTables = tablesOf(documentedParts);

const texts: ReadonlyMap<PartName, RulesText> = new Map<PartName, RulesText>([
  ...stageNames.map((stage) => [stage, ofStage(stage)] as const),
  ['facts', ofTable('How configuration becomes facts', documentedTables.facts)],
  ['cloud', ofTable("How a vendor's cloud behaves", documentedTables.cloud)],
]);

const fileOf = (part: PartName): string => `rules/${part}.txt`;

/** Every rule as text, by file: what a report shows a variant in. */
export const rulesAsText: Readonly<Record<string, string>> = Object.fromEntries(
  [...texts].map(([part, { text }]) => [fileOf(part), text]),
);

const differing = (documented: object, other: object): readonly string[] => {
  const others = new Map<string, unknown>(Object.entries(other));
  return Object.entries(documented)
    .filter(([name, value]) => others.get(name) !== value)
    .map(([name]) => name);
};

/** The part that a variant changes first, and the names of what it changes there. */
const changeOf = ({ parts }: Variant): { part: PartName; names: readonly string[] } => {
  const stage = stageNames.find((name) => parts.books[name] !== documentedBooks[name]);
  if (stage !== undefined) {
    const names = differing(documentedBooks[stage].rules, parts.books[stage].rules);
    return { part: stage, names };
  }
  const tables = tablesOf(parts);
  const facts = differing(documentedTables.facts, tables.facts);
  if (facts.length > 0) return { part: 'facts', names: facts };
  return { part: 'cloud', names: differing(documentedTables.cloud, tables.cloud) };
};

export interface VariantPlace {
  readonly area: string;
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** Of the line, in characters. */
  readonly length: number;
}

/** Where a variant stands in the rules as text: at its rule, or at the field that it misreads. */
export const placeOfVariant = (variant: Variant): VariantPlace => {
  const { part, names } = changeOf(variant);
  const { lines, text } = texts.get(part) ?? textOf('', []);
  const [only, ...others] = names;
  const misread = variant.id.split('/')[1] ?? '';
  const name = only !== undefined && others.length === 0 ? only : misread;
  const line = lines.get(name) ?? lines.get(only ?? '') ?? 1;
  const length = (text.split('\n')[line - 1] ?? '').length;
  return { area: areas[part], file: fileOf(part), line, length };
};
