import { comparisonHeadline } from '../../fleet/comparison-markdown.ts';
import { headlineOf } from '../../fleet/headline.ts';
import type { FleetData } from './fleet-data.ts';
import { commandOf } from './panel-verdict.ts';

/** The verdict for a pull request or a message, in Markdown. */
export const fleetGist = ({ summary, comparison }: FleetData): string => {
  const [ending, figures] = headlineOf(summary);
  const failed = summary.thresholds.filter(({ verdict }) => verdict !== 'met');
  return [
    `**${ending}** ${figures}`,
    '',
    ...failed.map(({ text, verdict }) => `- ${verdict}: \`${text}\``),
    ...(comparison === null ? [] : [`- what if: ${comparisonHeadline(comparison).join(' ')}`]),
    `- digest \`${summary.digest}\``,
    '',
    '```sh',
    commandOf(summary),
    '```',
    '',
  ].join('\n');
};
