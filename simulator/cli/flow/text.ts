import {
  type Answer,
  answers,
  type Choice,
  effects,
  type Flow,
  questions,
} from '../../../core/flows/flow.ts';
import type { Page } from '../page.ts';

const cited = (requirements: readonly string[]): string => requirements.join(', ');

const destinations = (to: Exclude<Choice['to'], string>): readonly string[] =>
  Object.entries(to).map(([answer, screen]) => `${screen} (${answers[answer as Answer]})`);

/** Where it leads, in a clause. */
const leadsTo = ({ to, asks }: Choice): string => {
  if (to === 'back') return 'back to where the user came from';
  if (typeof to === 'string') return to;
  const named = destinations(to);
  const rest = asks === 'app' || asks === 'compliance' ? ['as below'] : [];
  return [...named, ...rest].join('; ');
};

const choiceLines = (label: string, choice: Choice, page: Page): readonly string[] => {
  const { does, asks, requirements, where, documented } = choice;
  const from = `${cited(requirements)}${documented ? '' : ', inferred'}`;
  const done = does.map((effect) => effects[effect]);
  const asked = asks === null ? [] : [`then: ${questions[asks]}`];
  const only = where === null ? [] : ['only where an admin made the permissions optional'];
  const notes = [...only, ...done, ...asked].join('; ');
  return [
    ...page.lines(`${page.paint.strong(label)} → ${leadsTo(choice)} (${from})`, '    ', '      '),
    ...(notes === '' ? [] : page.lines(notes, '      ')),
  ];
};

const arrivalLines = ({ arrivals }: Flow, page: Page): readonly string[] =>
  Object.entries(arrivals).flatMap(([answer, { to, requirements }]) =>
    page.lines(
      `${answers[answer as Answer]} → ${page.paint.strong(to)} (${cited(requirements)})`,
      '    ',
      '      ',
    ),
  );

/** A flow for a terminal: its screens, and where a user comes out whom something stops. */
export const flowText = (flow: Flow, page: Page): string => {
  const screens = Object.entries(flow.screens).map(([name, { says, choices }]) =>
    [
      ...page.lines(`${page.paint.strong(name)}: ${says}`, '  ', '    '),
      ...Object.entries(choices).flatMap(([label, choice]) => choiceLines(label, choice, page)),
    ].join('\n'),
  );
  return [
    `${flow.title}; it starts at ${flow.start}`,
    ...screens,
    ['  Where it leads, by what the rules find:', ...arrivalLines(flow, page)].join('\n'),
  ].join('\n\n');
};
