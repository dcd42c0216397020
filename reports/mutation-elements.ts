import type { GradedCase, Strength, VariantGrade, VariantStatus } from './strength.ts';
import { placeText } from './strength-text.ts';

/** Of the format, which other tools read (mutation-testing-elements). */
const schemaVersion = '2';

const statuses: Readonly<Record<VariantStatus, string>> = {
  killed: 'Killed',
  survived: 'Survived',
  'never-reached': 'NoCoverage',
};

/** Per cent of killed variants from which a viewer paints green, and below which red. */
const thresholds = { high: 95, low: 80 };

const reasonOf = ({ killedBy, overlooked, witness }: VariantGrade): string => {
  if (killedBy !== null) return `${killedBy.case}: ${killedBy.difference}`;
  if (overlooked !== null) {
    const { case: id, offset, place, fields } = overlooked;
    const names = fields.map(({ name }) => name).join(', ');
    return `in ${id} at ${offset} (${placeText(place)}) nobody looked at ${names}`;
  }
  return witness === null ? 'no case reaches it' : `${witness.case} tells it apart`;
};

const mutantOf = (variant: VariantGrade, numbers: ReadonlyMap<string, string>) => {
  const { id, mistake, requirements, status, killedBy, askedBy, place } = variant;
  const numbered = (ids: readonly string[]) => ids.flatMap((each) => numbers.get(each) ?? []);
  return {
    id,
    mutatorName: id.slice(id.lastIndexOf('/') + 1),
    description: `${mistake} (${requirements.join(', ')})`,
    replacement: mistake,
    location: {
      start: { line: place.line, column: 1 },
      end: { line: place.line, column: Math.max(2, place.length + 1) },
    },
    status: statuses[status],
    statusReason: reasonOf(variant),
    coveredBy: status === 'never-reached' ? [] : numbered(askedBy),
    killedBy: killedBy === null ? [] : numbered([killedBy.case]),
  };
};

const byFile = <T>(items: readonly T[], fileOf: (item: T) => string): Map<string, T[]> => {
  const files = new Map<string, T[]>();
  for (const item of items) {
    const known = files.get(fileOf(item));
    if (known === undefined) files.set(fileOf(item), [item]);
    else known.push(item);
  }
  return files;
};

const testsOf = (cases: readonly GradedCase[], numbers: ReadonlyMap<string, string>) =>
  cases.map(({ id, title, place: { line, column } }) => ({
    id: numbers.get(id) ?? id,
    name: `${id}: ${title}`,
    location: { start: { line, column } },
  }));

/** A grade as mutation-testing-elements JSON: rules are its files, cases are its tests. */
export const mutationElements = ({ tool, cases, variants, rules }: Strength): string => {
  const numbers = new Map(cases.map(({ id }, index) => [id, String(index + 1)]));
  const [name = tool, version] = tool.split(' ');
  const files = [...byFile(variants, ({ place }) => place.file)].map(([file, mutants]) => [
    file,
    {
      language: 'plain',
      source: rules[file] ?? '',
      mutants: mutants.map((variant) => mutantOf(variant, numbers)),
    },
  ]);
  const tests = [...byFile(cases, ({ place }) => place.file)].map(([file, some]) => [
    file,
    { tests: testsOf(some, numbers) },
  ]);
  const report = {
    schemaVersion,
    framework: { name, ...(version === undefined ? {} : { version }) },
    thresholds,
    files: Object.fromEntries(files),
    testFiles: Object.fromEntries(tests),
  };
  return JSON.stringify(report);
};
