import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { SuiteStrength } from '../../../reports/html/report-data.ts';

type Entry = Readonly<Record<string, unknown>>;

const isEntry = (value: unknown): value is Entry => typeof value === 'object' && value !== null;

const entriesOf = (value: unknown): readonly Entry[] =>
  Array.isArray(value) ? value.filter(isEntry) : [];

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

const wordsOf = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((word): word is string => typeof word === 'string') : [];

const whyOf = ({ status, overlooked }: Entry): string => {
  if (status === 'never-reached') return 'no case asks what it answers otherwise';
  const where = isEntry(overlooked)
    ? ` in ${textOf(overlooked['case'])} at ${textOf(overlooked['offset'])}`
    : '';
  return `it shows${where}, where no assertion looks`;
};

const strengthFrom = (grade: Entry): SuiteStrength => {
  const variants = entriesOf(grade['variants']);
  const isNoticed = ({ status }: Entry): boolean => status === 'killed';
  const areas = new Map<string, { area: string; graded: number; noticed: number }>();
  for (const variant of variants) {
    const area = textOf(variant['area']);
    const of = areas.get(area) ?? { area, graded: 0, noticed: 0 };
    of.graded += 1;
    if (isNoticed(variant)) of.noticed += 1;
    areas.set(area, of);
  }
  return {
    graded: variants.length,
    noticed: variants.filter(isNoticed).length,
    demonstrated: entriesOf(grade['requirements'])
      .filter(({ demonstratedBy }) => isEntry(demonstratedBy))
      .map(({ id }) => textOf(id)),
    areas: [...areas.values()],
    unnoticed: variants
      .filter((variant) => !isNoticed(variant))
      .map((variant) => ({
        id: textOf(variant['id']),
        mistake: textOf(variant['mistake']),
        requirements: wordsOf(variant['requirements']),
        why: whyOf(variant),
      })),
  };
};

/** What a grade of the suite beside a record says; null where there is none that can be read. */
export const strengthBeside = (record: string): SuiteStrength | null => {
  try {
    const text = readFileSync(join(dirname(record), 'grade.json'), 'utf8');
    const grade: unknown = JSON.parse(text);
    return isEntry(grade) && grade['schemaVersion'] === 1 ? strengthFrom(grade) : null;
  } catch {
    return null;
  }
};
