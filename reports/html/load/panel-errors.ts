import { amountText } from '../../fleet/amount-text.ts';
import type { StretchCounts } from '../../load/series.ts';
import type { LoadSummary } from '../../load/summary.ts';
import { type Cell, cell, dataTable, figure, word } from '../chart/data-table.ts';
import { type Html, html } from '../html.ts';
import { none, panel } from '../panel.ts';
import { type Moment, momentsOf, type PhaseSpan, phaseSpans } from './moments.ts';
import { momentText, percentText } from './told.ts';

interface ErrorRow {
  readonly kind: string;
  readonly means: string;
  readonly measured: number;
  readonly warmUp: number;
  /** Seconds since the first phase began; null: not kept. */
  readonly first: number | null;
  readonly last: number | null;
}

const meanings: readonly (readonly [RegExp, string])[] = [
  [/^status 4/, 'the target refused it, as something the asker did wrong'],
  [/^status 5/, 'the target failed and said so'],
  [/^ECONNREFUSED$/, 'nobody listens there'],
  [/^(?:ECONNRESET|UND_ERR_SOCKET|EPIPE)$/, 'the connection ended before the answer did'],
  [/^EADDRNOTAVAIL$/, 'no local port was free: the limit of this machine, not of the target'],
  [/^E(?:MFILE|NFILE)$/, 'no file handle was free: the limit of this machine, not of the target'],
  [/^ENOTFOUND$/, 'nobody knows the name of the host'],
];

const meaningOf = (kind: string): string =>
  meanings.find(([pattern]) => pattern.test(kind))?.[1] ?? 'the connection failed';

const countsOf = (summary: LoadSummary, isWarmUp: boolean): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>();
  for (const phase of summary.phases.filter((each) => each.isWarmUp === isWarmUp)) {
    for (const [kind, count] of phase.errors) counts.set(kind, (counts.get(kind) ?? 0) + count);
  }
  return counts;
};

const answeredRows = (summary: LoadSummary): readonly ErrorRow[] => {
  const [measured, warmUp] = [countsOf(summary, false), countsOf(summary, true)];
  const spans = new Map(summary.series.errors.map(([kind, ...span]) => [kind, span]));
  return [...new Set([...measured.keys(), ...warmUp.keys()])].map((kind) => {
    const [first, last] = spans.get(kind) ?? [null, null];
    return {
      kind,
      means: meaningOf(kind),
      measured: measured.get(kind) ?? 0,
      warmUp: warmUp.get(kind) ?? 0,
      first: first === null ? null : first / 1_000,
      last: last === null ? null : last / 1_000,
    };
  });
};

const unanswered = [
  ['timedOut', 'timed out', 'nobody waited any longer; counted as at least the time-out'],
  ['dropped', 'dropped', 'never sent: as many as may be in flight already were'],
  ['inFlight', 'in flight at the end', 'the run ended before the answer came'],
] as const satisfies readonly (readonly [keyof StretchCounts, string, string])[];

const unansweredRows = (summary: LoadSummary, moments: readonly Moment[]): readonly ErrorRow[] =>
  unanswered.flatMap(([name, kind, means]) => {
    const measured = summary.measured.sums[name];
    const all = summary.phases.reduce((sum, { sums }) => sum + sums[name], 0);
    if (all === 0) return [];
    const found = moments.filter((moment) => moment[name] > 0);
    return [
      {
        kind,
        means,
        measured,
        warmUp: all - measured,
        first: found[0]?.from ?? null,
        last: found.at(-1)?.from ?? null,
      },
    ];
  });

const phasesBetween = (spans: readonly PhaseSpan[], { first, last }: ErrorRow): string =>
  first === null || last === null
    ? '–'
    : spans
        .filter(({ from, until }) => until > first && from <= last)
        .map(({ phase }) => phase.name)
        .join(', ') || 'after the last phase';

const rowCells = (row: ErrorRow, spans: readonly PhaseSpan[], offered: number): readonly Cell[] => [
  cell(html`<code>${row.kind}</code><span class="meaning">${row.means}</span>`),
  cell(amountText(row.measured), row.measured),
  cell(offered === 0 ? '–' : percentText(row.measured / offered), row.measured),
  cell(amountText(row.warmUp), row.warmUp),
  cell(row.first === null ? '–' : momentText(row.first), row.first),
  cell(row.last === null ? '–' : momentText(row.last), row.last),
  cell(phasesBetween(spans, row)),
];

/** Panel 10: what went wrong, how often and when. */
export const errorsPanel = (summary: LoadSummary): Html => {
  const { offered, lost, refused } = summary.measured.sums;
  const rows = [...answeredRows(summary), ...unansweredRows(summary, momentsOf(summary))].sort(
    (a, b) => b.measured + b.warmUp - a.measured - a.warmUp,
  );
  const spans = phaseSpans(summary.phases);
  return panel(
    'errors',
    'Errors',
    'By kind, the most frequent first: a status is an answer, anything else is a request without one. First and last are when it happened, of what nobody answered when it was due. Which faults a service was told to plant is known to that service alone; the phases stand beside each kind, so that one can be held against the other.',
    rows.length === 0
      ? none('Every request was answered, and none with an error.')
      : html`<p class="lead"><b>${amountText(refused)}</b> refused with an error status, <b>${amountText(lost)}</b> lost with their connection.</p>${dataTable(
          'Errors by kind',
          [
            word('kind'),
            ...['measured', 'of all offered', 'warming up', 'first', 'last'].map(figure),
            word('phases'),
          ],
          rows.map((row) => rowCells(row, spans, offered)),
          { isSortable: true },
        )}`,
  );
};
