import type { Finding } from './finding.ts';
import type { PhaseSummary } from './summary.ts';

/** More than these say no more. */
const mostTold = 3;

/** One finding in a sentence. */
export const findingText = ({ judged, sequence, request, device, expected, got }: Finding) =>
  `${judged}: request ${sequence}, ${request} of ${device}: ${got} came, ` +
  `not ${expected.join(' or ')}`;

/** What was sent to the device before, a line each. */
const timelineLines = ({ timeline, at }: Finding): readonly string[] =>
  timeline.slice(-6).map((entry) => {
    const answer = entry.answer === null ? 'no answer' : entry.answer;
    const before = ((at - entry.at) / 1_000).toFixed(1);
    return `    ${before} s before: ${entry.what}: ${answer}`;
  });

/** The first answers that were not right, the very first with what led to it. */
export const findingLines = ({ findings }: Pick<PhaseSummary, 'findings'>): readonly string[] => {
  if (findings.length === 0) return [];
  const [first] = findings;
  const told = findings.slice(0, mostTold).flatMap((finding) => {
    const line = `  ${findingText(finding)}`;
    return finding === first ? [line, ...timelineLines(finding)] : [line];
  });
  const more = findings.length - mostTold;
  return ['', ...told, ...(more > 0 ? [`  and ${more} more in the record`] : [])];
};
