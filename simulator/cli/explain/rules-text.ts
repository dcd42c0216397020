import type { AskedQuestion } from '../../../core/explanation.ts';
import { requirementOf } from '../../../core/requirements/catalogue.ts';
import type { Paint } from '../../../reports/paint.ts';

const answerText = (answer: string, paint: Paint): string =>
  answer === 'violated' ? paint.bad('violated') : paint.good('holds   ');

const questionText = (question: object): string =>
  Object.entries(question)
    .map(([field, value]) => `${field}=${String(value)}`)
    .join(' ');

const headLine = ({ stage, subject, question }: AskedQuestion, paint: Paint): string => {
  const about = subject === '' ? '' : ` ${subject}`;
  return `  ${paint.strong(stage)}${about}  ${paint.faint(questionText(question))}`;
};

const askedLines = (asked: AskedQuestion, paint: Paint): readonly string[] => [
  headLine(asked, paint),
  ...asked.rules.flatMap(({ rule, answer, requirements, basis, meaning }) => [
    `    ${answerText(answer, paint)}  ${rule}  ${requirements.join(', ')} (${basis})`,
    ...(answer === 'violated' ? [`              ${meaning}`] : []),
  ]),
];

/** Every question that was asked, with each rule that applied and its answer. */
export const rulesText = (asked: readonly AskedQuestion[], paint: Paint): string =>
  asked.flatMap((question) => askedLines(question, paint)).join('\n');

/** The requirements behind the rules that were violated, with their sources, each once. */
export const citationsText = (asked: readonly AskedQuestion[], paint: Paint): string => {
  const ids = new Set(
    asked.flatMap(({ rules }) =>
      rules.flatMap(({ answer, requirements }) => (answer === 'violated' ? requirements : [])),
    ),
  );
  return [...ids]
    .sort()
    .flatMap((id) => {
      const requirement = requirementOf(id);
      if (requirement === undefined) return [`  ${id}`];
      const { statement, source, readOn, basis } = requirement;
      return [
        `  ${paint.strong(id)} (${basis}) ${statement}`,
        paint.faint(`    ${source}; read on ${readOn}`),
      ];
    })
    .join('\n');
};
