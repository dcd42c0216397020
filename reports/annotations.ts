import { causesOf } from './cause.ts';
import type { CaseResult, StaleKnownFailing } from './result.ts';

/** GitHub shows ten annotations of a kind for each step and drops the rest without a word. */
const shownMax = 10;

const escapeMessage = (text: string): string =>
  text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');

const escapeProperty = (text: string): string =>
  escapeMessage(text).replaceAll(':', '%3A').replaceAll(',', '%2C');

const staleLine = ({ pattern, issue, because }: StaleKnownFailing): string =>
  `::error title=known failure::${escapeMessage(`${pattern} (${issue}) ${because}`)}`;

/**
 * Workflow commands: one for each entry of the list of known failures that is no longer true, one
 * for each cause, and one that says how many causes had no room.
 */
export const annotationLines = (
  results: readonly CaseResult[],
  stale: readonly StaleKnownFailing[] = [],
): readonly string[] => {
  const causes = causesOf(results);
  const listed = stale.slice(0, shownMax - 1).map(staleLine);
  const shown = causes.slice(0, shownMax - listed.length);
  const lines = shown.map(({ text, place, cases, count }) => {
    const others = count > 1 ? ` (${count} cases, the first is ${cases[0]})` : '';
    const title = count > 1 ? `${count} cases` : (cases[0] ?? '');
    const where = `file=${escapeProperty(place.file)},line=${place.line},col=${place.column}`;
    return `::error ${where},title=${escapeProperty(title)}::${escapeMessage(text + others)}`;
  });
  const leftOut = causes.length - shown.length;
  if (leftOut > 0) {
    const text = `${leftOut} further causes have no annotation; all are in the summary`;
    lines.push(`::notice title=left out::${text}`);
  }
  return [...listed, ...lines];
};
