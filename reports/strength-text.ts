import type { Paint } from './paint.ts';
import type { Place } from './result.ts';
import {
  type Bar,
  bars,
  belowBar,
  type RequirementGrade,
  type Strength,
  type VariantGrade,
  type VariantStatus,
} from './strength.ts';

/** Names beyond this many are counted. */
const namedMax = 8;

export const placeText = ({ file, line, column }: Place): string => `${file}:${line}:${column}`;

export const ofStatus = (
  variants: readonly VariantGrade[],
  status: VariantStatus,
): readonly VariantGrade[] => variants.filter((variant) => variant.status === status);

/** One row for each area in the order in which it first comes, and one for all. */
export const areaRows = (
  variants: readonly VariantGrade[],
): readonly (readonly [string, readonly VariantGrade[]])[] => {
  const areas = [...new Set(variants.map(({ area }) => area))];
  return [
    ...areas.map((area) => [area, variants.filter((each) => each.area === area)] as const),
    ['all', variants],
  ];
};

const named = (names: readonly string[]): string => {
  const left = names.length - namedMax;
  return `${names.slice(0, namedMax).join(', ')}${left > 0 ? ` and ${left} more` : ''}`;
};

const counted = (count: number, noun: string): string =>
  `${count} ${noun}${count === 1 ? '' : 's'}`;

/** Why nothing demonstrates a requirement, as a clause. */
export const whyNot = ({ citedBy, variants }: RequirementGrade): string =>
  citedBy === 0
    ? 'no case cites it'
    : `${counted(citedBy, 'case')} cite${citedBy === 1 ? 's' : ''} it, and none notices any of ${counted(variants, 'variant')}`;

/** What `p0`, `p1` and `all` add to each other, in words. */
export const barWords: Readonly<Record<Bar, string>> = {
  p0: 'of the core',
  p1: 'of the rest that documents state',
  all: 'of what is our own reading',
};

const demonstratedLines = ({ requirements }: Strength): readonly string[] => {
  const excused = requirements.filter((each) => each.excused !== null);
  const lines = bars.flatMap((bar) => {
    const asked = requirements.filter((each) => each.priority === bar && each.excused === null);
    if (asked.length === 0) return [];
    const open = asked.filter(({ demonstratedBy }) => demonstratedBy === null);
    const without = open.length === 0 ? '' : `; not ${named(open.map(({ id }) => id))}`;
    const shown = asked.length - open.length;
    return [`demonstrated ${barWords[bar]}: ${shown} of ${asked.length}${without}`];
  });
  if (excused.length === 0) return lines;
  return [...lines, `planned, and asked of nobody yet: ${named(excused.map(({ id }) => id))}`];
};

const width = 20;

const tableLines = (variants: readonly VariantGrade[]): readonly string[] => [
  `${'variants'.padEnd(width)}${'known-bad'.padStart(9)}${'killed'.padStart(9)}${'survived'.padStart(10)}${'never reached'.padStart(15)}`,
  ...areaRows(variants).map(([area, some]) => {
    const count = (status: VariantStatus): string => `${ofStatus(some, status).length}`;
    return [
      area.padEnd(width),
      `${some.length}`.padStart(9),
      count('killed').padStart(9),
      count('survived').padStart(10),
      count('never-reached').padStart(15),
    ].join('');
  }),
];

const headline = (paint: Paint, word: string, variant: VariantGrade): string =>
  `${word} ${paint.strong(variant.id)}: ${variant.mistake} (${variant.requirements.join(', ')})`;

/** Where a survivor shows first, which several of them share. */
const shownAt = ({ overlooked }: VariantGrade): string => {
  if (overlooked === null) return '';
  const { case: id, offset, place, fields } = overlooked;
  const [first] = fields;
  return `in ${id} at ${offset} (${placeText(place)}) nobody looked at ${first?.name}: ${first?.documented}`;
};

const survivorLines = (variant: VariantGrade, paint: Paint): readonly string[] => {
  const [first, ...others] = variant.overlooked?.fields ?? [];
  const also = others.length === 0 ? '' : `; also ${named(others.map(({ name }) => name))}`;
  return [
    `  ${headline(paint, paint.bad('survived'), variant)}`,
    `    with it ${first?.name}: ${first?.variant}${also}`,
  ];
};

const survivorsLines = (survivors: readonly VariantGrade[], paint: Paint): readonly string[] =>
  [...new Set(survivors.map(shownAt))].flatMap((where) => [
    '',
    where,
    ...survivors
      .filter((variant) => shownAt(variant) === where)
      .flatMap((variant) => survivorLines(variant, paint)),
  ]);

const killLines = (variant: VariantGrade, paint: Paint): readonly string[] => {
  const { killedBy } = variant;
  if (killedBy === null) return [];
  const where = killedBy.place === null ? '' : ` (${placeText(killedBy.place)})`;
  return [
    headline(paint, paint.good('killed'), variant),
    `  by ${killedBy.case}${where}`,
    `    ${killedBy.difference}`,
  ];
};

const neverLines = (never: readonly VariantGrade[], paint: Paint): readonly string[] => {
  if (never.length === 0) return [];
  const left = never.length - namedMax;
  return [
    '',
    ...never
      .slice(0, namedMax)
      .flatMap((variant) => [
        headline(paint, paint.doubtful('never reached'), variant),
        ...(variant.witness === null ? [] : [`  ${variant.witness.case} would reach it`]),
      ]),
    ...(left > 0
      ? [`… and ${left} more never reached: --format md names them, --out writes what reaches them`]
      : []),
  ];
};

const witnessLines = (variants: readonly VariantGrade[], paint: Paint): readonly string[] =>
  variants.flatMap(({ id, witness }) =>
    witness === null || witness.text === null
      ? []
      : ['', paint.faint(`this tells ${id} apart, ready to copy:`), '', witness.text.trimEnd()],
  );

const barLines = (strength: Strength, paint: Paint): readonly string[] => {
  const { bar } = strength;
  if (bar === null) return [];
  const below = belowBar(strength);
  if (below.length === 0) return ['', paint.good(`the bar ${bar} is reached`)];
  return [
    '',
    paint.bad(`below the bar ${bar}: ${counted(below.length, 'requirement')} not demonstrated`),
    ...below.map((requirement) => `  ${requirement.id}: ${whyNot(requirement)}`),
  ];
};

export interface TextOptions {
  readonly paint: Paint;
  /** Tells how each variant was killed as well: somebody asked for these. */
  readonly kills: boolean;
}

/** What a terminal shows of a grade: counts, survivors, and how to reach what was not reached. */
export const strengthText = (strength: Strength, { paint, kills }: TextOptions): string => {
  const { cases, leftOut, variants, withoutVariant } = strength;
  const survivors = ofStatus(variants, 'survived');
  const never = ofStatus(variants, 'never-reached');
  const killed = kills ? ofStatus(variants, 'killed') : [];
  return [
    paint.strong(`${counted(cases.length, 'case')} against ${counted(variants.length, 'variant')}`),
    ...(leftOut.length === 0
      ? []
      : [`left out: ${named(leftOut.map((each) => `${each.case} (${each.because})`))}`]),
    ...tableLines(variants),
    ...demonstratedLines(strength),
    paint.faint(
      `no variant breaks ${withoutVariant} more of the core: see \`muster requirements\``,
    ),
    ...(killed.length > 0 ? [''] : []),
    ...killed.flatMap((variant) => killLines(variant, paint)),
    ...survivorsLines(survivors, paint),
    ...neverLines(never, paint),
    ...witnessLines(never, paint),
    ...barLines(strength, paint),
  ].join('\n');
};
