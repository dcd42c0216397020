import { type Side, sideOf } from '../../../reports/compare.ts';
import { type Gist, newGist } from '../../../reports/gist.ts';
import type { RecordEnd, RecordItem } from '../../../reports/record-reader.ts';
import type { CaseResult, Outcome, Plan } from '../../../reports/result.ts';
import { newDigester } from '../../run/digest.ts';
import type { Refusal } from '../refusal.ts';
import { fileLines } from './file-lines.ts';
import { eachItem } from './read-report.ts';
import type { RecordPath } from './record-path.ts';

/** Plan and footer of a record that was checked. */
interface Checked {
  readonly plan: Plan;
  readonly end: RecordEnd;
}

/** Goes through a record once and hands out its plan and footer, if it can be trusted. */
const check = (
  { name, path }: RecordPath,
  take: (result: CaseResult) => void,
): Checked | Refusal => {
  let plan: Plan | null = null;
  let end: RecordEnd | null = null;
  const problems = eachItem(path, newDigester(), (item: RecordItem) => {
    if (item.kind === 'plan') plan = item.plan;
    if (item.kind === 'end') end = item.end;
    if (item.kind === 'case') take(item.result);
  });
  if (problems.length > 0 || plan === null || end === null) {
    return { message: `\`${name}\` cannot be trusted: ${problems[0] ?? 'it is empty'}` };
  }
  return { plan, end };
};

export const gistOfRecord = (record: RecordPath): Gist | Refusal => {
  const gathering = newGist();
  const checked = check(record, gathering.add);
  return 'message' in checked ? checked : gathering.gist(checked.plan, checked.end);
};

/** What comparing needs of a record. */
export const sideOfRecord = (record: RecordPath): Side | Refusal => {
  const outcomes = new Map<string, Outcome>();
  const checked = check(record, ({ id, outcome }) => outcomes.set(id, outcome));
  if ('message' in checked) return checked;
  return sideOf(record.name, checked.plan, checked.end.digest, outcomes);
};

/** The cases of a record that was checked before, one at a time. */
export function* casesOfRecord({ path }: RecordPath): Generator<CaseResult> {
  for (const line of fileLines(path)) {
    const { kind, ...result } = JSON.parse(line) as { readonly kind: string } & CaseResult;
    if (kind === 'case') yield result;
  }
}
