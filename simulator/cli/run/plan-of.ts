import { questionOf, type Readings, readingNames, valuesOf } from '../../../core/readings.ts';
import { requirements } from '../../../core/requirements/catalogue.ts';
import { annexGroups, requirementGroups } from '../../../core/requirements/groups.ts';
import type { CitedRequirement, OpenPoint, Plan } from '../../../reports/result.ts';
import { readingTexts } from '../../run/readings-in-force.ts';
import type { Case } from '../../scenario/case.ts';
import { readingText } from '../../scenario/reading-value.ts';
import { toolName } from '../tool-name.ts';

const groupTitles = { ...requirementGroups, ...annexGroups };

const cited = (): readonly CitedRequirement[] =>
  requirements.map(({ id, group, statement, source, readOn, basis }) => ({
    id,
    group: groupTitles[group].title,
    statement,
    source,
    readOn,
    basis,
  }));

const points = (): readonly OpenPoint[] =>
  readingNames.map((name) => {
    const { question, requirements: where } = questionOf(name);
    const choices = valuesOf(name).map(readingText);
    return { name, question, choices, requirements: where };
  });

/** What a run sets out to do, with all that is needed to read its record elsewhere. */
export const planOf = (
  cases: readonly Case[],
  target: string,
  readings: Readings,
  turned: Partial<Readings>,
  renamed: ReadonlyMap<string, string>,
): Plan => ({
  tool: toolName(),
  target,
  cases: cases.map(({ id }) => id),
  readings: readingTexts({ ...readings, ...turned }),
  turned: readingTexts(turned),
  requirements: cited(),
  questions: points(),
  ...(renamed.size === 0 ? {} : { renamed: Object.fromEntries(renamed) }),
});
