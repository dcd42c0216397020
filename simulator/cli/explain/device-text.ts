import { type DeviceExplanation, explainDevice } from '../../target/explain.ts';
import type { World } from '../../target/world.ts';
import type { Page } from '../page.ts';
import { flipsText } from './flip-text.ts';
import { ignoredGrounds, warningGrounds } from './grounds.ts';
import { citing } from './grounds-text.ts';
import { missingLines } from './missing-text.ts';
import { rulesText } from './rules-text.ts';
import { type About, type Shown, shownOf } from './shown.ts';

const good = ['compliant', 'allowed', 'granted'];
const bad = ['noncompliant', 'blocked', 'wiped', 'denied'];

const coloured = (value: string, { paint }: Page): string => {
  if (good.includes(value)) return paint.good(value);
  return bad.includes(value) ? paint.bad(value) : paint.doubtful(value);
};

const verdictLines = (shown: Shown, page: Page): readonly string[] => {
  const { verdict, subject, value, reasons } = shown;
  const why = reasons.length === 0 ? '' : ` because ${reasons.join(', ')}`;
  const isState = verdict.of === 'compliance';
  const named = isState ? page.paint.strong(subject) : subject;
  return page.lines(`${named}: ${coloured(value, page)}${why}`, isState ? '' : '  ', '    ');
};

/** The reasons of each verdict in words, with the requirements they rest on and their sources. */
const whyLines = (
  shown: readonly Shown[],
  explanation: DeviceExplanation,
  page: Page,
): readonly string[] => {
  const { lines } = citing(page);
  const reasoned = shown.flatMap(({ subject, value, grounds }) =>
    grounds.length === 0 ? [] : [`  ${subject}: ${value}`, ...lines(grounds)],
  );
  const left = lines(ignoredGrounds(explanation));
  return [...reasoned, ...(left.length === 0 ? [] : ['  left out of the calculation', ...left])];
};

const warningLines = (explanation: DeviceExplanation, page: Page): readonly string[] =>
  warningGrounds(explanation).flatMap(({ code, meaning, requirements }) =>
    page.lines(`${code}: ${meaning} (${requirements.join(', ')})`, '  ', '    '),
  );

const section = (title: string, lines: readonly string[], page: Page): readonly string[] =>
  lines.length === 0 ? [] : ['', page.paint.strong(title), ...lines];

/**
 * All there is to say of one device now, what matters most first: the verdicts, why, what was
 * asked, and what would change them. Null where the tenant has no such device.
 */
export const deviceText = (
  world: World,
  device: string,
  about: About,
  page: Page,
  withRules: boolean,
): string | null => {
  const explanation = explainDevice(world, device, about);
  if (explanation === null) return null;
  const { ignored, missing, asked } = explanation;
  const shown = shownOf(world, device, about);
  const left = `ignored: ${ignored.join(', ')}`;
  return [
    ...shown.flatMap((one) => verdictLines(one, page)),
    ...(ignored.length === 0 ? [] : page.lines(left, '  ', '    ')),
    ...section('no verdict from', missingLines(missing, page), page),
    ...section('why', whyLines(shown, explanation, page), page),
    ...section('good to know', warningLines(explanation, page), page),
    ...section('what was asked, stage by stage', withRules ? rulesText(asked, page) : [], page),
    ...section('what would change it', flipsText(shown, page), page),
  ].join('\n');
};
