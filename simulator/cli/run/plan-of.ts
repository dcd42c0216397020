import { questionOf, type Readings, readingNames, valuesOf } from '../../../core/readings.ts';
import { requirements } from '../../../core/requirements/catalogue.ts';
import { annexGroups, requirementGroups } from '../../../core/requirements/groups.ts';
import type { CitedRequirement, OpenPoint, Plan, SetUpFinding } from '../../../reports/result.ts';
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

/** What is to be judged, with what the set-up check found. */
interface PlannedTarget {
  readonly name: string;
  readonly setUp: readonly SetUpFinding[];
  /** That name it on the command line. */
  readonly options: readonly string[];
}

/** What a run sets out to do, with all that is needed to read its record elsewhere. */
export const planOf = (
  cases: readonly Case[],
  target: PlannedTarget,
  readings: Readings,
  turned: Partial<Readings>,
  renamed: ReadonlyMap<string, string>,
): Plan => ({
  tool: toolName(),
  target: target.name,
  cases: cases.map(({ id }) => id),
  readings: readingTexts({ ...readings, ...turned }),
  turned: readingTexts(turned),
  requirements: cited(),
  questions: points(),
  ...(target.options.length === 0 ? {} : { targetOptions: target.options }),
  ...(target.setUp.length === 0 ? {} : { setUp: target.setUp }),
  ...(renamed.size === 0 ? {} : { renamed: Object.fromEntries(renamed) }),
});
