import {
  bars,
  belowBar,
  type Overlooked,
  type RequirementGrade,
  type Strength,
  type VariantGrade,
} from './strength.ts';
import { areaRows, barWords, ofStatus, placeText, whyNot } from './strength-text.ts';

const code = (text: string): string => `\`${text.replaceAll('`', "'")}\``;
const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');

const areaTable = (variants: readonly VariantGrade[]): readonly string[] => [
  '| Area | Known-bad variants | Killed | Survived | Never reached |',
  '| --- | ---: | ---: | ---: | ---: |',
  ...areaRows(variants).map(([area, some]) =>
    [
      `| ${area} | ${some.length}`,
      ofStatus(some, 'killed').length,
      ofStatus(some, 'survived').length,
      `${ofStatus(some, 'never-reached').length} |`,
    ].join(' | '),
  ),
  '',
];

const barSentence = (strength: Strength): readonly string[] => {
  if (strength.bar === null) return [];
  const below = belowBar(strength).length;
  const verdict = below === 0 ? 'is reached' : `is missed: ${below} not demonstrated`;
  return [`**The bar ${strength.bar} ${verdict}.**`, ''];
};

const shownBy = (requirement: RequirementGrade): string => {
  const { demonstratedBy, excused } = requirement;
  if (demonstratedBy === null) return excused === null ? whyNot(requirement) : excused;
  return `${code(demonstratedBy.case)} notices ${code(demonstratedBy.variant)}`;
};

const answerOf = ({ demonstratedBy, excused }: RequirementGrade): string =>
  demonstratedBy !== null ? 'yes' : excused === null ? 'no' : 'planned';

const requirementTable = ({ requirements, withoutVariant }: Strength): readonly string[] => [
  '## Requirements',
  '',
  ...bars.flatMap((bar) => {
    const asked = requirements.filter((each) => each.priority === bar && each.excused === null);
    const shown = asked.filter(({ demonstratedBy }) => demonstratedBy !== null);
    return asked.length === 0
      ? []
      : [`- demonstrated ${barWords[bar]}: ${shown.length} of ${asked.length}`];
  }),
  `- of the core without any variant: ${withoutVariant}`,
  '',
  '| Requirement | Bar | Demonstrated | By |',
  '| --- | --- | --- | --- |',
  ...requirements.map(
    (each) => `| ${each.id} | ${each.priority} | ${answerOf(each)} | ${cell(shownBy(each))} |`,
  ),
  '',
];

const head = ({ id, mistake, requirements }: VariantGrade): readonly string[] => [
  `### ${code(id)}`,
  '',
  `Wrong: ${mistake} (${requirements.join(', ')}).`,
  '',
];

const overlookedLines = ({ case: id, offset, place, fields }: Overlooked): readonly string[] => [
  `In ${code(id)} at ${offset} (${code(placeText(place))}) nobody looked at:`,
  '',
  '| Field | Right | With the variant |',
  '| --- | --- | --- |',
  ...fields.map(
    (field) =>
      `| ${code(field.name)} | ${cell(code(field.documented))} | ${cell(code(field.variant))} |`,
  ),
  '',
];

const witnessLines = ({ witness }: VariantGrade): readonly string[] => {
  if (witness === null) return [];
  const { case: id, text } = witness;
  if (text === null) return [`${code(id)} of Muster's library tells it apart.`, ''];
  return [
    `This tells it apart, after ${code(id)} of Muster's library:`,
    '',
    '```yaml',
    text.trimEnd(),
    '```',
    '',
  ];
};

const survivorsSection = (variants: readonly VariantGrade[]): readonly string[] => {
  const survivors = ofStatus(variants, 'survived');
  if (survivors.length === 0) return [];
  return [
    '## Survived',
    '',
    'Each of them shows at the place named here, and no assertion looks there.',
    '',
    ...survivors.flatMap((variant) => [
      ...head(variant),
      ...(variant.overlooked === null ? [] : overlookedLines(variant.overlooked)),
    ]),
  ];
};

const askedLine = ({ askedBy }: VariantGrade): readonly string[] => {
  const [first] = askedBy;
  if (first === undefined) return [];
  return [
    `Cases that ask something it answers otherwise, so that nothing shows: ${askedBy.length}, the first is ${code(first)}.`,
    '',
  ];
};

const neverSection = (variants: readonly VariantGrade[]): readonly string[] => {
  const never = ofStatus(variants, 'never-reached');
  if (never.length === 0) return [];
  return [
    '## Never reached',
    '',
    'None of them shows at any instant of any case.',
    '',
    ...never.flatMap((variant) => [
      ...head(variant),
      ...askedLine(variant),
      ...witnessLines(variant),
    ]),
  ];
};

const killedSection = (variants: readonly VariantGrade[]): readonly string[] => {
  const killed = ofStatus(variants, 'killed');
  if (killed.length === 0) return [];
  return [
    '## Killed',
    '',
    '| Variant | By | Assertion |',
    '| --- | --- | --- |',
    ...killed.map(({ id, killedBy }) => {
      const where = killedBy?.place == null ? '' : ` (${placeText(killedBy.place)})`;
      return `| ${code(id)} | ${code(killedBy?.case ?? '')} | ${cell(`${killedBy?.difference ?? ''}${where}`)} |`;
    }),
    '',
  ];
};

/** The grade of a suite on one page. */
export const strengthMarkdown = (strength: Strength): string => {
  const { tool, cases, leftOut, variants } = strength;
  return [
    '# Suite strength',
    '',
    `${cases.length} cases against ${variants.length} known-bad variants (${tool}).`,
    '',
    ...barSentence(strength),
    ...areaTable(variants),
    ...requirementTable(strength),
    ...survivorsSection(variants),
    ...neverSection(variants),
    ...killedSection(variants),
    ...(leftOut.length === 0
      ? []
      : ['## Left out', '', ...leftOut.map((each) => `- ${code(each.case)}: ${each.because}`), '']),
  ].join('\n');
};
