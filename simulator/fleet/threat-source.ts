import { platformOf } from '../../core/facts.ts';
import { day, hour, minute } from '../../core/time.ts';
import { severities } from '../../core/vendor-cloud.ts';
import { type Platform, platforms } from '../../core/vocabulary.ts';
import {
  type ClassificationToken,
  classificationOf,
  classificationTokens,
  type ThreatCategory,
  threatCategories,
} from '../contract/classification.ts';
import { list, type ObjectOf, object, optional, wanted } from '../source/collection.ts';
import type { Report } from '../source/report.ts';
import { text, word } from '../source/scalar.ts';
import { type Located, located } from '../source/shape.ts';
import type { Tree } from '../source/tree.ts';
import { name } from '../tenant/name.ts';
import { unknownName } from '../tenant/names.ts';
import { platformTitles } from './os-version.ts';
import type { Cohort, Spread, ThreatSource } from './profile.ts';
import { interval, span } from './spread.ts';

/** How long a threat stays if nobody does anything, by its category. */
const usualStay: Readonly<Record<ThreatCategory, Spread>> = {
  device: { kind: 'mean', mean: 60 * day },
  configuration: { kind: 'mean', mean: 30 * day },
  app: { kind: 'mean', mean: 60 * day },
  network: { kind: 'mean', mean: 3 * hour },
  web: { kind: 'mean', mean: 30 * minute },
};

const fields = {
  classification: optional(
    located(word('classification', classificationTokens)),
    'A kind of threat of the registry; category, severity and platforms come from it.',
  ),
  name: optional(
    located(name('a threat')),
    'What it is called in reports. Default: the classification.',
  ),
  category: optional(
    located(word('category', threatCategories)),
    'Where no classification says it: device, configuration, app, network or web.',
  ),
  severity: optional(
    word('severity', severities),
    'How bad it is before vendors disagree. Default: that of the classification.',
  ),
  platforms: optional(
    located(list(located(word('platform', platforms)))),
    'Platforms it exists on. Default: all of the classification.',
  ),
  arrival: wanted(interval, 'Between two arrivals on one device, e.g. { mean: 300d }.'),
  lasts: optional(
    span,
    'It is gone after so long even if nobody does anything. Default: by category.',
  ),
  cohorts: optional(
    list(located(text('the name of a cohort'))),
    'Cohorts it reaches. Default: all of its platforms.',
  ),
};

export type ThreatEntry = ObjectOf<typeof fields>;
export const threatShape = object('a kind of threat', fields);

interface Nature {
  readonly category: ThreatCategory;
  readonly severity: ThreatSource['severity'];
  readonly platforms: readonly Platform[];
}

const classified = (token: ClassificationToken, entry: ThreatEntry, report: Report): Nature => {
  const known = classificationOf(token);
  const { category, platforms: wanted } = entry;
  if (category !== undefined && category.value !== known.category) {
    const message = `\`${token}\` is of the category \`${known.category}\``;
    report(category.tree, 'conflict', message, { help: 'leave `category` out' });
  }
  for (const { value, tree } of wanted?.value ?? []) {
    if (known.platforms.includes(value)) continue;
    const message = `there is no \`${token}\` on ${platformTitles[value]}`;
    const label = `it exists on ${known.platforms.map((each) => platformTitles[each]).join(', ')}`;
    report(tree, 'conflict', message, { label });
  }
  return {
    category: known.category,
    severity: entry.severity ?? known.severity,
    platforms: wanted?.value.map(({ value }) => value) ?? known.platforms,
  };
};

/** What a threat is; null after a report where neither the registry nor the file says it all. */
const natureOf = (entry: ThreatEntry, tree: Tree, report: Report): Nature | null => {
  const { classification, category, severity, platforms: wanted } = entry;
  if (classification !== undefined) return classified(classification.value, entry, report);
  const written = tree.kind === 'map' ? tree.entries.map(({ key }) => key) : [];
  if (written.includes('classification')) return null;
  const missing = ['name', 'category', 'severity', 'platforms'].filter(
    (key) => !written.includes(key),
  );
  if (missing.length > 0) {
    const help = 'name a `classification`, or say it all';
    const lacking = missing.map((key) => `\`${key}\``).join(', ');
    report(tree, 'missing-field', `without a \`classification\` ${lacking} must be there`, {
      help,
    });
    return null;
  }
  if (category === undefined || severity === undefined || wanted === undefined) return null;
  return { category: category.value, severity, platforms: wanted.value.map(({ value }) => value) };
};

const reachOf = (
  { cohorts: wanted }: ThreatEntry,
  cohorts: readonly Cohort[],
  everyName: ReadonlySet<string>,
  report: Report,
): readonly string[] | null => {
  if (wanted === undefined) return null;
  for (const { value, tree } of wanted) {
    if (!everyName.has(value)) unknownName(tree, 'cohort', value, everyName, report);
  }
  const names = new Set(wanted.map(({ value }) => value));
  return cohorts.map(({ name }) => name).filter((name) => names.has(name));
};

const reachesNobody = (source: ThreatSource, cohorts: readonly Cohort[]): boolean =>
  !cohorts.some(
    ({ name, managementType }) =>
      source.platforms.includes(platformOf(managementType)) &&
      (source.cohorts === null || source.cohorts.includes(name)),
  );

const sourceOf = (
  { value: entry, tree }: Located<ThreatEntry>,
  cohorts: readonly Cohort[],
  everyName: ReadonlySet<string>,
  report: Report,
): ThreatSource | null => {
  const nature = natureOf(entry, tree, report);
  const reach = reachOf(entry, cohorts, everyName, report);
  const named = entry.name?.value ?? entry.classification?.value;
  if (nature === null || named === undefined || entry.arrival === undefined) return null;
  const { arrival, lasts = usualStay[nature.category] } = entry;
  const source: ThreatSource = { name: named, ...nature, arrival, lasts, cohorts: reach };
  if (cohorts.length > 0 && reachesNobody(source, cohorts)) {
    const message = `\`${named}\` reaches no device of this fleet`;
    report(entry.name?.tree ?? tree, 'advice', message, { severity: 'warning' });
  }
  return source;
};

/** @param everyName of all cohorts, those with a share of 0 included */
export const threatSourcesOf = (
  entries: readonly Located<ThreatEntry>[],
  cohorts: readonly Cohort[],
  everyName: ReadonlySet<string>,
  report: Report,
): readonly ThreatSource[] => {
  const sources = new Map<string, ThreatSource>();
  for (const entry of entries) {
    const source = sourceOf(entry, cohorts, everyName, report);
    if (source === null) continue;
    if (sources.has(source.name)) {
      const help = 'give one of them another `name`';
      const message = `there is a threat \`${source.name}\` already`;
      report(entry.value.name?.tree ?? entry.tree, 'conflict', message, { help });
    } else sources.set(source.name, source);
  }
  return [...sources.values()];
};
