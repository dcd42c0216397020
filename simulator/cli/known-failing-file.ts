import type { KnownFailingEntry } from '../run/known-failing.ts';
import { list, listOrMap, object, optional, required } from '../source/collection.ts';
import type { Diagnostic } from '../source/diagnostic.ts';
import type { Documents } from '../source/documents.ts';
import { parseInstant } from '../source/instant.ts';
import { collector } from '../source/report.ts';
import { text, word } from '../source/scalar.ts';
import { refined, type Shape } from '../source/shape.ts';

/** A day of the calendar, e.g. `2026-12-31`. */
const isoDate: Shape<string> = refined(
  text('a date such as `2026-12-31`'),
  (date, tree, report) => {
    if (/^\d{4}-\d{2}-\d{2}$/.test(date) && parseInstant(`${date}T00:00:00Z`) !== null) return date;
    report(tree, 'value', `\`${date}\` is no date`, { help: 'write year-month-day, 2026-12-31' });
    return undefined;
  },
);

const entryFields = object('an entry', {
  id: optional(text('the id of a case or a scenario'), 'Id of a case, or of a whole scenario.'),
  pattern: optional(text('a pattern'), 'Ids of cases, with `*` for any characters.'),
  class: required(text('a word'), 'What kind of failure it is, e.g. defect, gap, dispute.'),
  owner: required(text('a name'), 'Who will see to it.'),
  issue: required(text('an issue'), 'Where it is followed up.'),
  until: required(isoDate, 'Last day on which the entry holds.'),
});

const entryShape: Shape<KnownFailingEntry> = refined(entryFields, (entry, tree, report) => {
  const { id, pattern, class: kind, owner, issue, until } = entry;
  const wanted = id ?? pattern;
  if (wanted !== undefined && (id === undefined || pattern === undefined)) {
    return { pattern: wanted, class: kind, owner, issue, until };
  }
  report(tree, 'missing-field', 'an entry has either `id` or `pattern`');
  return undefined;
});

const wholeShape = object('a list of known failures', {
  apiVersion: required(word('version', ['muster/v1']), 'Always muster/v1.'),
  kind: required(word('kind', ['KnownFailing']), 'Always KnownFailing.'),
  entries: required(list(entryShape), 'The known failures.'),
});

/** Nothing but the list, or the list under `entries` with the head every other file has. */
export const knownFailingShape = listOrMap(list(entryShape), wholeShape);

export interface OpenedList {
  readonly entries: readonly KnownFailingEntry[];
  readonly diagnostics: readonly Diagnostic[];
}

/** The list of known failures in a file; without errors only if every entry could be read. */
export const openKnownFailing = (documents: Documents, file: string): OpenedList => {
  const { tree, diagnostics } = documents.open(file);
  if (tree === null) return { entries: [], diagnostics };
  const { report, list: reported } = collector();
  const read = knownFailingShape.read(tree, report) ?? [];
  const entries = 'kind' in read ? read.entries : read;
  return { entries, diagnostics: [...diagnostics, ...reported()] };
};
