import type { AskedQuestion } from '../../../core/explanation.ts';
import type { AskedRule } from '../../../core/rulebook.ts';
import type { Page } from '../page.ts';
import { answerWord } from './answer-word.ts';
import { stageWords } from './stage-words.ts';

const indent = '     ';

/** `blockedOnMissingData` as words. */
const spelt = (field: string): string =>
  field.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);

const listed = (label: string, facts: readonly string[], page: Page): readonly string[] =>
  facts.length === 0 ? [] : page.lines(`${label} ${facts.join(', ')}`, indent, `${indent}  `);

/** The facts the rules were asked about: what is so, then what is not. */
const factLines = (question: object, page: Page): readonly string[] => {
  const facts = Object.entries(question);
  const given = facts.flatMap(([field, value]) => {
    if (typeof value === 'boolean') return value ? [spelt(field)] : [];
    return [`${spelt(field)} ${String(value)}`];
  });
  const missing = facts.flatMap(([field, value]) => (value === false ? [spelt(field)] : []));
  const lines = [...listed('given:', given, page), ...listed('not:', missing, page)];
  return lines.map(page.paint.faint);
};

/**
 * Meanings say what it means when a rule is broken, and names of rules point either way. So the
 * meaning comes first, after `found` or `clear`, and the name only to look it up.
 */
const ruleLines = (asked: AskedRule, page: Page): readonly string[] => {
  const { rule, requirements, basis, meaning } = asked;
  const { paint } = page;
  const word = answerWord(asked);
  const said = word === 'found' ? paint.doubtful(word) : word;
  const inferred = basis === 'documented' ? '' : `, ${basis}`;
  const source = `${rule} (${requirements.join(', ')}${inferred})`;
  return page.lines(`${said}  ${meaning} · ${source}`, indent, `${indent}       `);
};

const askedLines = (asked: AskedQuestion, page: Page): readonly string[] => [
  ...(asked.subject === '' ? [] : [`   ${page.paint.strong(asked.subject)}`]),
  ...factLines(asked.question, page),
  ...asked.rules.flatMap((rule) => ruleLines(rule, page)),
];

/**
 * Every question that was asked, under what its stage asks, with each rule that applied: `found`
 * before what is the case, `clear` before what is not.
 */
export const rulesText = (asked: readonly AskedQuestion[], page: Page): readonly string[] => {
  const legend =
    '`found` stands before what is the case, `clear` before what was looked for in vain.';
  const lines: string[] = [...page.lines(legend, '  ')];
  let stage: string | null = null;
  for (const question of asked.filter(({ rules }) => rules.length > 0)) {
    if (question.stage !== stage) lines.push(`  ${stageWords[question.stage]}`);
    stage = question.stage;
    lines.push(...askedLines(question, page));
  }
  return lines;
};
