import { sumLines, thresholdText } from '../../load/text.ts';
import { loadEnding, loadSentences } from './headline.ts';
import type { LoadData } from './load-data.ts';

/** The verdict for a pull request or a message, in Markdown. */
export const loadGist = ({ summary }: LoadData): string =>
  [
    `**${loadEnding(summary).title}** (${summary.grade}) ${loadSentences(summary).join(' ')}`,
    '',
    ...summary.doubts.map(({ grade, because }) => `- ${grade}: ${because}`),
    ...summary.thresholds.map((threshold) => `- ${thresholdText(threshold)}`),
    ...sumLines(summary.measured.sums).map((line) => `- ${line}`),
    '',
    '```sh',
    summary.provenance.command,
    '```',
    '',
  ].join('\n');
