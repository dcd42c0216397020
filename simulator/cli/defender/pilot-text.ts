import { exitCriteria, type PilotVerdict } from '../../../core/defender/pilot.ts';
import type { Page } from '../page.ts';
import { counted } from '../refusal.ts';
import type { FleetCriterion } from './fleet-pilot.ts';

/** One device set with what its pilot came to. */
export type JudgedPilot =
  | { readonly of: string; readonly kind: 'case'; readonly verdict: PilotVerdict }
  | { readonly of: string; readonly kind: 'fleet'; readonly criteria: readonly FleetCriterion[] };

export const mayWiden = (pilot: JudgedPilot): boolean =>
  pilot.kind === 'case' ? pilot.verdict.mayWiden : pilot.criteria.every(({ holds }) => holds);

const verdictLine = (pilot: JudgedPilot, { paint }: Page): string =>
  mayWiden(pilot)
    ? `${paint.strong(pilot.of)}: ${paint.good('the rollout may be widened')}`
    : `${paint.strong(pilot.of)}: ${paint.bad('the rollout may not be widened')}`;

const caseLines = ({ judged, leftOut, criteria }: PilotVerdict, page: Page): readonly string[] => [
  ...criteria.flatMap(({ criterion, holds, failing }) => [
    ...page.lines(
      `${criterion}: ${holds ? 'holds' : 'fails'}, ${exitCriteria[criterion].title}`,
      '  ',
      '    ',
    ),
    ...failing.flatMap(({ device, because }) => page.lines(`${device}: ${because}`, '    ')),
  ]),
  ...page.lines(`judged: ${judged.length === 0 ? 'no device' : judged.join(', ')}`, '  ', '    '),
  ...leftOut.flatMap(({ device, standing }) =>
    page.lines(
      standing === 'userless'
        ? `${device} is left out: without a user Defender protects nothing`
        : `${device} is left out: Defender does not support how it is enrolled`,
      '  ',
      '    ',
    ),
  ),
];

const fleetLines = (criteria: readonly FleetCriterion[], page: Page): readonly string[] =>
  criteria.flatMap(({ criterion, holds, because }) =>
    page.lines(`${criterion}: ${holds ? 'holds' : 'fails'}, ${because}`, '  ', '    '),
  );

export const pilotText = (pilots: readonly JudgedPilot[], page: Page): string => {
  const ready = pilots.filter(mayWiden).length;
  return [
    ...pilots.flatMap((pilot) => [
      verdictLine(pilot, page),
      ...(pilot.kind === 'case'
        ? caseLines(pilot.verdict, page)
        : fleetLines(pilot.criteria, page)),
      '',
    ]),
    `${counted(pilots.length, 'pilot')}, ${ready} may be widened`,
  ].join('\n');
};

export const pilotJson = (pilots: readonly JudgedPilot[]): string =>
  JSON.stringify(
    pilots.map((pilot) => ({ mayWiden: mayWiden(pilot), ...pilot })),
    null,
    2,
  );

export const pilotMarkdown = (pilots: readonly JudgedPilot[]): string =>
  [
    '| Pilot | May be widened | What fails |',
    '| --- | --- | --- |',
    ...pilots.map((pilot) => {
      const failing =
        pilot.kind === 'case'
          ? pilot.verdict.criteria.flatMap(({ criterion, failing: devices }) =>
              devices.map(({ device, because }) => `${criterion}: ${device}, ${because}`),
            )
          : pilot.criteria
              .filter(({ holds }) => !holds)
              .map(({ criterion, because }) => `${criterion}: ${because}`);
      return `| ${pilot.of} | ${mayWiden(pilot) ? 'yes' : 'no'} | ${failing.join('; ')} |`;
    }),
  ].join('\n');
