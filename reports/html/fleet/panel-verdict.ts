import { amountText, durationText, minutesText, shareText } from '../../fleet/amount-text.ts';
import { comparisonHeadline } from '../../fleet/comparison-markdown.ts';
import { deniedShareOf, headlineOf } from '../../fleet/headline.ts';
import { reproduceFleet } from '../../fleet/reproduce.ts';
import type { FleetSummary } from '../../fleet/summary.ts';
import { shareOf } from '../../fleet/unit.ts';
import type { FleetVerdict } from '../../fleet/verdict.ts';
import { type Html, html } from '../html.ts';
import { glyph } from '../outcome-words.ts';
import type { FleetData } from './fleet-data.ts';
import { amount } from './told.ts';

const thresholdsAre = ({ thresholds }: FleetSummary, verdict: string): string => {
  const count = thresholds.filter((each) => each.verdict === verdict).length;
  return `${count} of ${thresholds.length} thresholds`;
};

const headlines: Readonly<Record<FleetVerdict, (summary: FleetSummary) => string>> = {
  lost: ({ counts }) => `Failed: ${amountText(counts.devicesLost)} devices were lost`,
  incomplete: () => 'Incomplete: nothing is judged',
  missed: (summary) => `Failed: ${thresholdsAre(summary, 'missed')} missed`,
  vacuous: (summary) => `Vacuous: ${thresholdsAre(summary, 'vacuous')} say nothing`,
  met: ({ thresholds }) =>
    thresholds.length === 0
      ? 'Played; no threshold was set'
      : `Passed: ${thresholds.length === 1 ? 'the threshold is' : `all ${thresholds.length} thresholds are`} met`,
};

/** The verdict in a few words, the worst that holds. */
export const fleetHeadline = (summary: FleetSummary): string => headlines[summary.verdict](summary);

const tones: Readonly<Record<FleetVerdict, 'bad' | 'doubtful' | 'good'>> = {
  lost: 'bad',
  incomplete: 'doubtful',
  missed: 'bad',
  vacuous: 'doubtful',
  met: 'good',
};

export const commandOf = (summary: FleetSummary): string =>
  reproduceFleet({ ...summary, devices: summary.counts.devicesPlanned });

const tile = (to: string, value: Html | string, says: string): Html =>
  html`<li><a href="#${to}"><b>${value}</b><span class="says">${says}</span></a></li>`;

const detectionTile = ({ detection: { overall } }: FleetSummary): Html => {
  const { p50Ms, p90Ms } = overall;
  if (p90Ms !== null) return tile('time', durationText(p90Ms), 'nine of ten detections decided by');
  return tile('time', p50Ms === null ? '–' : durationText(p50Ms), 'half of detections decided by');
};

const tiles = (summary: FleetSummary): Html => {
  const { counts, compliance, exposure, overBlocking } = summary;
  const noncompliant = shareOf(compliance.atEnd['noncompliant'] ?? 0, counts.devicesPlayed);
  return html`<ul class="tiles six">${[
    tile('delivery', amount('counts.devicesPlayed', counts.devicesPlayed), 'devices played'),
    tile('cohorts', shareText(noncompliant), 'noncompliant at the end'),
    tile('lived', shareText(deniedShareOf(summary)), 'of launches and tokens denied'),
    tile('exposure', minutesText(exposure.minutesPerDevice), 'exposed, an average device'),
    tile('over-blocking', minutesText(overBlocking.minutesPerDevice), 'blocked without need'),
    detectionTile(summary),
  ]}</ul>`;
};

const determinismText = ({ determinism }: FleetData): string => {
  if (determinism === null) {
    return 'not checked in this run; `--check-determinism` plays it again and compares';
  }
  const came = determinism.isEqual ? 'the same digest' : 'ANOTHER digest';
  return `checked: ${came} with ${determinism.how}`;
};

const words = (data: FleetData): Html => {
  const { summary, determinism } = data;
  const isGood = summary.verdict === 'met';
  const passed = isGood
    ? 'met'
    : tones[summary.verdict] === 'bad'
      ? 'violated'
      : 'not-demonstrated';
  const whole = summary.complete ? 'met' : 'violated';
  const same = determinism === null ? 'not-run' : determinism.isEqual ? 'met' : 'violated';
  const says = determinism === null ? 'not checked' : determinism.isEqual ? 'checked' : 'broken';
  return html`<p class="verdict-words"><span class="word o-${passed}">${glyph(passed)}${summary.verdict}</span><span class="word o-${whole}">${glyph(whole)}${summary.complete ? 'complete' : 'not complete'}</span><span class="word o-${same}">${glyph(same)}determinism ${says}</span></p>`;
};

const whatIf = ({ comparison }: FleetData): Html | null =>
  comparison === null
    ? null
    : html`<p class="sentence"><a href="#what-if">What if</a>: ${comparisonHeadline(comparison).join(' ')}</p>`;

/** Panel 1: how it ended and why, and what plays it again. */
export const verdictPanel = (data: FleetData): Html => {
  const { summary } = data;
  const [ending, figures] = headlineOf(summary);
  const command = commandOf(summary);
  return html`<section id="verdict" class="verdict t-${tones[summary.verdict]}" aria-labelledby="verdict-title"><h1 id="verdict-title">${fleetHeadline(summary)}</h1><p class="ran"><b>${summary.title}</b></p>${words(data)}<p>${ending} ${figures}</p>${whatIf(data)}${tiles(summary)}<dl class="facts strip-facts"><dt>seed</dt><dd>${summary.seed}</dd><dt>digest</dt><dd><code>${summary.digest}</code></dd><dt>inputs</dt><dd><code>${summary.inputs}</code>, the fingerprint of profile, tenant and readings</dd><dt>determinism</dt><dd>${determinismText(data).replaceAll('`', '')}</dd><dt>play it again</dt><dd><code>${command}</code> <button type="button" data-copy="${command}">Copy</button></dd></dl></section>`;
};
