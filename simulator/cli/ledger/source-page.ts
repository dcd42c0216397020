import type { SourceDocument } from '../../../core/requirements/sources.ts';
import { noPaint } from '../../../reports/paint.ts';
import type { LedgerEntry } from '../../grade/ledger.ts';
import { pageOf } from '../page.ts';

const { lines } = pageOf({ paint: noPaint, columns: 100 });

/** The file of each stage whose name is not that of its file. */
const fileOfStage: Readonly<Record<string, string>> = {
  gate: 'connector',
  feeders: 'evidence',
  risk: 'setting',
  grace: 'policy',
  usable: 'launch',
  service: 'launch',
  match: 'access',
  appSync: 'app-sync',
  appShared: 'app-sync',
  certificateSync: 'app-sync',
  certificateShared: 'app-sync',
};

const ruleLink = (rule: string): string => {
  const [stage = ''] = rule.split('/');
  return `[\`${rule}\`](../../core/rules/${fileOfStage[stage] ?? stage}.ts)`;
};

const scenarioLink = (id: string): string => `[\`${id}\`](../../scenarios/${id}.yaml)`;

/** The sections of this document that an entry is from; null where it is from other ones. */
const sectionsIn = ({ requirement }: LedgerEntry, { title }: SourceDocument): string | null => {
  const cited = requirement.source.split('; ').find((source) => source.startsWith(title));
  return cited === undefined ? null : cited.slice(title.length).replace(/^, /, '');
};

/** Of many scenarios the first few: the ledger has them all. */
const scenariosMax = 6;

const shownLines = ({ evidence, because, status, scenarios, rules }: LedgerEntry) => {
  const told = (name: string, text: string) => lines(`${name}: ${text}`, '- ', '  ');
  const more = scenarios.length - scenariosMax;
  const listed = scenarios.slice(0, scenariosMax).map(scenarioLink).join(', ');
  return [
    ...told('status', because === null ? status : `${status}, ${because}`),
    ...(evidence === null
      ? []
      : told('shown by', `\`${evidence.check}\`, which notices \`${evidence.variant}\``)),
    ...(rules.length === 0 ? [] : told('rules', rules.map(ruleLink).join(', '))),
    ...(scenarios.length === 0
      ? []
      : told('scenarios', more > 0 ? `${listed}, and ${more} more` : listed)),
  ];
};

const entryLines = (entry: LedgerEntry): readonly string[] => {
  const { id, statement, caveat } = entry.requirement;
  return [
    `### [${id}](../requirements.md#${id.toLowerCase()})`,
    '',
    ...lines(statement, ''),
    '',
    ...(caveat === undefined ? [] : [...lines(caveat, ''), '']),
    ...shownLines(entry),
    '',
  ];
};

/** What one of the first documents says, in our words, with what Muster makes of it. */
export const sourcePage = (document: SourceDocument, entries: readonly LedgerEntry[]): string => {
  const bySection = new Map<string, LedgerEntry[]>();
  for (const entry of entries) {
    const section = sectionsIn(entry, document);
    if (section === null) continue;
    bySection.set(section, [...(bySection.get(section) ?? []), entry]);
  }
  const count = [...bySection.values()].reduce((sum, each) => sum + each.length, 0);
  return [
    `# ${document.title}`,
    '',
    ...lines(document.about, ''),
    '',
    ...lines(`Not here: ${document.leftOut}`, ''),
    '',
    ...lines(
      `${count} requirements are from this document, under the sections they are from. The text is ` +
        'ours; the document is not part of Muster. This page is written from the ledger by ' +
        '`npx vitest run test/docs/requirements.test.ts -u`.',
      '',
    ),
    '',
    ...[...bySection].flatMap(([section, those]) => [
      `## ${section === '' ? 'The document as a whole' : section}`,
      '',
      ...those.flatMap(entryLines),
    ]),
  ]
    .join('\n')
    .trimEnd();
};
