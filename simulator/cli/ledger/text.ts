import type { LedgerEntry } from '../../grade/ledger.ts';
import type { Page } from '../page.ts';
import { counted } from '../refusal.ts';
import { daysOld, type Staleness } from './stale.ts';
import { totalsOf } from './totals.ts';

/** With more than this many, each gets one line. */
const detailedMax = 12;

const basisWord = ({ requirement }: LedgerEntry): string =>
  requirement.basis === 'documented' ? 'documented' : 'interpretive';

const listOrNone = (names: readonly string[]): string =>
  names.length === 0 ? 'none' : names.join(', ');

const wide = 'demonstrated'.length;
const indent = '    ';

const detailed = (entry: LedgerEntry, page: Page): readonly string[] => {
  const { requirement, status, evidence, because, rules, scenarios } = entry;
  const { id, statement, caveat, source, readOn } = requirement;
  const told = (name: string, text: string) =>
    page.lines(text, `${indent}${page.paint.faint(name.padEnd(11))}`, ' '.repeat(15));
  const shown =
    evidence === null
      ? []
      : told('shown by', `${evidence.check}, which notices ${evidence.variant}`).concat(
          told('', evidence.difference),
        );
  return [
    `${page.paint.strong(id)}  ${status}, ${basisWord(entry)}`,
    ...page.lines(statement, indent),
    ...(caveat === undefined ? [] : page.lines(caveat, indent)),
    ...(because === null ? [] : told('because', because)),
    ...shown,
    ...told('source', `${source}; read on ${readOn}`),
    ...told('rules', listOrNone(rules)),
    ...told('scenarios', listOrNone(scenarios)),
    '',
  ];
};

/** Cut to the width of the page; the whole statement comes with its id. */
const brief = (
  { requirement, status }: LedgerEntry,
  page: Page,
  idWidth: number,
  age: string,
): string => {
  const head = `${requirement.id.padEnd(idWidth)}  ${status.padEnd(wide)}  ${age}`;
  const [line = ''] = page.lines(requirement.statement, head, '');
  return line;
};

const totalLines = (entries: readonly LedgerEntry[]): readonly string[] => [
  `${''.padEnd(wide)}  documented  interpretive`,
  ...totalsOf(entries)
    .filter(({ documented, interpretive }) => documented + interpretive > 0)
    .map(
      ({ status, documented, interpretive }) =>
        `${status.padEnd(wide)}  ${String(documented).padStart(10)}  ` +
        String(interpretive).padStart(12),
    ),
];

/** The ledger for a terminal; with `stale` the entries are those that are to be read again. */
export const ledgerText = (
  entries: readonly LedgerEntry[],
  page: Page,
  stale: Staleness | null,
): string => {
  if (entries.length === 0) {
    return stale === null ? 'none' : `nothing was read longer ago than that on ${stale.asOf}`;
  }
  if (stale === null && entries.length <= detailedMax) {
    return entries
      .flatMap((entry) => detailed(entry, page))
      .join('\n')
      .trimEnd();
  }
  const idWidth = Math.max(...entries.map(({ requirement }) => requirement.id.length));
  const lines = entries.map((entry) => {
    const { readOn } = entry.requirement;
    const age = stale === null ? '' : `${readOn}, ${daysOld(readOn, stale.asOf)} days  `;
    return brief(entry, page, idWidth, age);
  });
  const noun = counted(entries.length, 'requirement or row', 'requirements and rows');
  const end = stale === null ? noun : `${noun} to read again, as of ${stale.asOf}`;
  return [...lines, '', end, ...(stale === null ? totalLines(entries) : [])].join('\n');
};
