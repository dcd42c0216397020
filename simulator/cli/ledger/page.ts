import { annexGroups, requirementGroups } from '../../../core/requirements/groups.ts';
import { noPaint } from '../../../reports/paint.ts';
import type { LedgerEntry } from '../../grade/ledger.ts';
import { statuses } from '../../grade/status.ts';
import { pageOf } from '../page.ts';
import { totalsOf } from './totals.ts';

/** As wide as the other pages of the documentation. */
const { lines } = pageOf({ paint: noPaint, columns: 100 });

const introduction: readonly string[] = [
  'Every requirement and data row that Muster was built from, in our own words, with its source and ' +
    'what the shipped library makes of it. `muster requirements --format md` prints this page.',
  'The status of a row is found by playing the library against the shipped known-bad variants, never ' +
    'written down. A pitfall, an open question or a row of data that says nothing of its own has the ' +
    'least status of what it rests on.',
  '*Interpretive* is what no document states: a result that rests on it alone is never counted as ' +
    'conformance, here or in a run.',
];

const statusLines: readonly string[] = Object.entries(statuses).flatMap(([status, meaning]) =>
  lines(`*${status}*: ${meaning}.`, '- ', '  '),
);

const totalLines = (entries: readonly LedgerEntry[]): readonly string[] => [
  '| Status | Documented | Interpretive |',
  '| --- | ---: | ---: |',
  ...totalsOf(entries).map(
    ({ status, documented, interpretive }) => `| ${status} | ${documented} | ${interpretive} |`,
  ),
];

const outsideLines = (entries: readonly LedgerEntry[]): readonly string[] => {
  const outside = entries.filter(({ status }) => status === 'outside');
  if (outside.length === 0) return [];
  return [
    '## Outside',
    '',
    ...lines(
      'What Muster does not simulate, and why. None of it comes from the documents ' +
        'that Muster started from.',
      '',
    ),
    '',
    ...outside.flatMap(({ requirement, because }) =>
      lines(`**${requirement.id}**: ${because}`, '- ', '  '),
    ),
    '',
  ];
};

const codes = (names: readonly string[]): string =>
  names.length === 0 ? 'none' : names.map((name) => `\`${name}\``).join(', ');

const entryLines = (entry: LedgerEntry): readonly string[] => {
  const { requirement, status, rules, scenarios, evidence, because } = entry;
  const { id, statement, caveat, basis, tag, source, readOn } = requirement;
  const told = (name: string, text: string) => lines(`${name}: ${text}`, '- ', '  ');
  const shown =
    evidence === null
      ? []
      : told('shown by', `\`${evidence.check}\`, which notices \`${evidence.variant}\``);
  return [
    `### ${id}`,
    '',
    ...lines(statement, ''),
    '',
    ...(caveat === undefined ? [] : [...lines(caveat, ''), '']),
    ...told('status', `${status}${because === null ? '' : `, ${because}`}`),
    ...told('basis', `${basis === 'documented' ? 'documented' : 'interpretive'} (${tag})`),
    ...told('source', `${source}; read on ${readOn}`),
    ...shown,
    ...(rules.length === 0 ? [] : told('rules', codes(rules))),
    ...(scenarios.length === 0 ? [] : told('scenarios', codes(scenarios))),
    '',
  ];
};

const groups: Readonly<Record<string, { readonly title: string }>> = {
  ...requirementGroups,
  ...annexGroups,
};

const groupLines = (entries: readonly LedgerEntry[]): readonly string[] =>
  Object.entries(groups).flatMap(([group, { title }]) => {
    const those = entries.filter(({ requirement }) => requirement.group === group);
    if (those.length === 0) return [];
    return [`## ${title}`, '', ...those.flatMap(entryLines)];
  });

/** The ledger as a page of documentation. */
export const ledgerPage = (entries: readonly LedgerEntry[]): string =>
  [
    '# Requirements',
    '',
    ...introduction.flatMap((paragraph) => [...lines(paragraph, ''), '']),
    ...statusLines,
    '',
    ...totalLines(entries),
    '',
    ...outsideLines(entries),
    ...groupLines(entries),
  ]
    .join('\n')
    .trimEnd();
