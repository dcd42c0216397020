import type { Basis } from '../../core/vocabulary.ts';
import { type Difference, type Place, type Verdict, verdicts } from '../../reports/result.ts';
import type { Expectation, GradedAlternative, Step, Watch } from '../scenario/case.ts';
import { type Look, look } from './look.ts';
import type { Seen } from './seen.ts';

/** Where and under what an expectation was looked at. */
export interface Circumstances {
  /** Offset from the start of the scenario, as text and in milliseconds. */
  readonly offset: string;
  readonly atMs: number;
  /** True where a reading was turned that the file was not written for. */
  readonly turned: boolean;
}

/** What one expectation, alternative or watch came to. */
export interface Finding {
  readonly verdict: Verdict;
  readonly difference: Difference | null;
  /** What was recorded where the documents are silent. */
  readonly note: string | null;
}

const met: Finding = { verdict: 'met', difference: null, note: null };

export const placeOf = ({ file, line, column, length }: Place): Place => ({
  file,
  line,
  column,
  length,
});

/** Only a documented expectation may be a conformance failure (scenario-format.md, `basis`). */
const verdictOf = (basis: Basis, hidden: boolean): Verdict => {
  if (basis !== 'documented') return 'interpretive';
  return hidden ? 'not-demonstrated' : 'violated';
};

const differing = (
  what: Omit<Look, 'answer'>,
  span: Place,
  basis: Basis,
  at: Circumstances,
): Finding => {
  const founded = at.turned ? 'unspecified' : basis;
  const { subject, field, expected, observed } = what;
  return {
    verdict: verdictOf(founded, observed === null),
    difference: {
      place: placeOf(span),
      offset: at.offset,
      atMs: at.atMs,
      subject,
      field,
      expected,
      observed,
      basis: founded,
    },
    note: null,
  };
};

const nameOf = ({ subject, field }: Look): string =>
  field === '' ? subject : `${subject}.${field}`;
const wantedText = (looks: readonly Look[]): string =>
  looks.map((each) => `${nameOf(each)} = ${each.expected}`).join(', ');
const observedText = (looks: readonly Look[]): string =>
  looks.map((each) => `${nameOf(each)} = ${each.observed}`).join(', ');

const lookAll = (expectations: readonly Expectation[], seen: Seen): readonly Look[] =>
  expectations.map((expectation) => look(expectation, seen));
const all = (looks: readonly Look[], answer: Look['answer']): boolean =>
  looks.every((each) => each.answer === answer);
const some = (looks: readonly Look[], answer: Look['answer']): boolean =>
  looks.some((each) => each.answer === answer);

const judgeExpectation = (
  expectation: Expectation,
  seen: Seen,
  basis: Basis,
  at: Circumstances,
): Finding => {
  const result = look(expectation, seen);
  return result.answer === 'met' ? met : differing(result, expectation.span, basis, at);
};

/** The first alternative that holds gives the grade; that none holds is a difference itself. */
const judgeGraded = (
  alternatives: readonly GradedAlternative[],
  seen: Seen,
  basis: Basis,
  at: Circumstances,
): Finding => {
  const looked = alternatives.map((alternative) => ({
    alternative,
    looks: lookAll(alternative.expectations, seen),
  }));
  const [first] = looked;
  if (first === undefined) return met;
  const holds = looked.find(({ looks }) => all(looks, 'met'));
  if (holds?.alternative.grade === 'met') return met;
  if (holds?.alternative.grade === 'informational') {
    const note = `recorded at ${at.offset}: ${observedText(holds.looks)}`;
    return { verdict: 'informational', difference: null, note };
  }
  const hidden = holds === undefined && looked.some(({ looks }) => some(looks, 'hidden'));
  const wanted = looked.filter(({ alternative }) => alternative.grade !== 'violated');
  const what = {
    subject: 'graded',
    field: '',
    expected: wanted.map(({ looks }) => wantedText(looks)).join(' or '),
    observed: hidden ? null : observedText((holds ?? first).looks),
  };
  return differing(what, (holds ?? first).alternative.span, basis, at);
};

/** Everything a step expects, each thing by itself. */
export const judgeStep = (step: Step, seen: Seen, at: Circumstances): readonly Finding[] => {
  const findings = step.expectations.map((each) => judgeExpectation(each, seen, step.basis, at));
  if (step.graded.length === 0) return findings;
  return [...findings, judgeGraded(step.graded, seen, step.basis, at)];
};

const judgeAlways = (watch: Watch, looks: readonly Look[], at: Circumstances): Finding => {
  const wrong =
    looks.find(({ answer }) => answer === 'differs') ??
    looks.find(({ answer }) => answer === 'hidden');
  if (wrong === undefined) return met;
  const span = watch.expectations[looks.indexOf(wrong)]?.span ?? watch.span;
  return differing({ ...wrong, expected: `always ${wrong.expected}` }, span, watch.basis, at);
};

const judgeNever = (watch: Watch, looks: readonly Look[], at: Circumstances): Finding => {
  const [only, ...others] = looks;
  if (only === undefined || some(looks, 'differs')) return met;
  if (others.length === 0) {
    const span = watch.expectations[0]?.span ?? watch.span;
    return differing({ ...only, expected: `never ${only.expected}` }, span, watch.basis, at);
  }
  const what = {
    subject: 'never',
    field: '',
    expected: `never all of ${wantedText(looks)}`,
    observed: some(looks, 'hidden') ? null : observedText(looks),
  };
  return differing(what, watch.span, watch.basis, at);
};

/** `never` fails where all of it holds at once, `always` where any of it differs. */
export const judgeWatch = (watch: Watch, seen: Seen, at: Circumstances): Finding => {
  const looks = lookAll(watch.expectations, seen);
  return watch.mode === 'always' ? judgeAlways(watch, looks, at) : judgeNever(watch, looks, at);
};

/** The worst of what was found; nothing found is met. */
export const worstVerdict = (found: Iterable<Verdict>): Verdict => {
  let worst: Verdict = 'met';
  for (const verdict of found) {
    if (verdicts.indexOf(verdict) < verdicts.indexOf(worst)) worst = verdict;
  }
  return worst;
};
