import type { CauseShare } from './cause.ts';
import type { Paint } from './paint.ts';
import type { CaseResult } from './result.ts';

const causesMax = 4;
const namesMax = 6;

const causeLines = ({ text, count, cases, place }: CauseShare, paint: Paint): readonly string[] => [
  `  ${paint.bad(`${count} ${count === 1 ? 'case' : 'cases'}`)}  ${text}`,
  paint.faint(`     first ${cases[0] ?? ''} (${place.file}:${place.line})`),
];

const listed = (names: readonly string[]): string =>
  names.length <= namesMax
    ? names.join(', ')
    : `${names.slice(0, namesMax).join(', ')} and ${names.length - namesMax} more`;

const areaOf = ({ id }: CaseResult): string => id.split('/')[0] ?? id;

const areasText = (results: readonly CaseResult[], failed: readonly CaseResult[]): string => {
  const areas = [...new Set(failed.map(areaOf))];
  return listed(
    areas.map((area) => {
      const of = (some: readonly CaseResult[]) => some.filter((each) => areaOf(each) === area);
      return `${area} ${of(failed).length} of ${of(results).length}`;
    }),
  );
};

/**
 * A run that failed in few lines, in the order of the page: the causes that touch most cases,
 * where they stand and what they cite. Nothing where nothing failed.
 */
export const briefLines = (
  results: readonly CaseResult[],
  causes: readonly CauseShare[],
  paint: Paint,
): readonly string[] => {
  if (causes.length === 0) return [];
  const failed = results.filter(
    ({ outcome }) =>
      outcome === 'violated' || outcome === 'error' || outcome === 'not-demonstrated',
  );
  const left = causes.length - causesMax;
  const cited = [...new Set(failed.flatMap(({ covers }) => covers))].sort();
  return [
    paint.strong('fix first'),
    ...causes.slice(0, causesMax).flatMap((cause) => causeLines(cause, paint)),
    ...(left > 0 ? [`  and ${left} more ${left === 1 ? 'cause' : 'causes'}`] : []),
    `areas: ${areasText(results, failed)}`,
    ...(cited.length === 0 ? [] : [`cites: ${listed(cited)}`]),
  ];
};
