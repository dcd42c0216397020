import { documentedBooks, type StageName } from '../../../core/evaluator.ts';
import type { AskedQuestion } from '../../../core/explanation.ts';
import { partners } from '../../../core/partners.ts';
import type { AskedRule, Rule } from '../../../core/rulebook.ts';
import type { DeviceExplanation } from '../../target/explain.ts';

/** Which verdict of an explanation is meant. */
export type VerdictOn =
  | { readonly of: 'compliance' }
  | { readonly of: 'launch'; readonly app: string }
  | { readonly of: 'access'; readonly resource: string };

/** A reason code, or a finding that has none, with the rules behind it. */
export interface Ground {
  /** As a scenario would name it; null where the format has no code for it. */
  readonly code: string | null;
  /** In words, as a clause. */
  readonly meaning: string;
  /** Policies it was found under. */
  readonly policies: readonly string[];
  readonly requirements: readonly string[];
}

/** Codes whose rule has another name, because the code says which setting it was. */
const ruleNames: Readonly<Record<string, string>> = {
  'setting-error': 'setting-error-in-time',
  'setting-failed': 'other-settings-pass',
};

/** Findings that decide although no code of the format names them. */
const unnamed: readonly string[] = [
  'under-management',
  'evaluated-once',
  'error-not-held',
  'no-grace-running',
  'org-data-kept',
];

const stagesOf = {
  compliance: ['device', 'setting', 'risk', 'policy'],
  launch: ['launch'],
  access: ['access'],
} as const satisfies Record<VerdictOn['of'], readonly StageName[]>;

const isPartner = (name: string): name is keyof typeof partners => Object.hasOwn(partners, name);

/** The meaning of a rule with the partner in its place, so that it stands by itself. */
const sentenceOf = (meaning: string, about: string): string => {
  if (!isPartner(about)) return about === '' ? meaning : `${about}: ${meaning}`;
  const { displayName } = partners[about];
  const named = meaning.replaceAll(/\bthe (?:partner|chosen service)\b/g, displayName);
  return named === meaning && !meaning.includes(displayName) ? `${displayName}: ${meaning}` : named;
};

interface Found {
  readonly asked: AskedQuestion;
  readonly rule: AskedRule;
}

const foundIn = (asked: readonly AskedQuestion[], stages: readonly string[]): readonly Found[] =>
  asked
    .filter(({ stage }) => stages.includes(stage))
    .flatMap((one) =>
      one.rules.filter(({ answer }) => answer === 'violated').map((rule) => ({ asked: one, rule })),
    );

const policyOf = ({ stage, subject }: AskedQuestion): readonly string[] => {
  if (stage === 'device') return [];
  return [stage === 'setting' ? subject.slice(0, subject.lastIndexOf('/')) : subject];
};

/** Where the question names a partner, a code with another partner is about another question. */
const concerns = ({ stage, subject }: AskedQuestion, about: string): boolean => {
  if (stage === 'setting') return subject.endsWith(`/${about}`);
  return stage !== 'risk' || about === 'defender';
};

type Words = Pick<Rule<never>, 'meaning' | 'requirements'>;

/** A verdict that waits for its recalculation rests on what the rules say no longer. */
const wordsOf = (stages: readonly StageName[], name: string): readonly Words[] =>
  stages.flatMap((stage) => {
    const rules: Readonly<Record<string, Words>> = documentedBooks[stage].rules;
    return rules[name] ?? [];
  });

const groundOf = (
  code: string | null,
  about: string,
  found: readonly Found[],
  words: readonly Words[] = found.map(({ rule }) => rule),
): Ground => ({
  code,
  meaning: sentenceOf(words[0]?.meaning ?? '', about),
  policies: [...new Set(found.flatMap(({ asked }) => policyOf(asked)))],
  requirements: [...new Set(words.flatMap(({ requirements }) => requirements))],
});

const ofCode = (code: string, found: readonly Found[], stages: readonly StageName[]): Ground => {
  const slash = code.indexOf('/');
  const slug = slash < 0 ? code : code.slice(0, slash);
  const about = slash < 0 ? '' : code.slice(slash + 1);
  if (slug === 'condition-failed') {
    const meaning = `${about}: this condition of its app protection policy is not met`;
    return { code, meaning, policies: [], requirements: [] };
  }
  const name = ruleNames[slug] ?? slug;
  const behind = found.filter(({ asked, rule }) => rule.rule === name && concerns(asked, about));
  const words = behind.length > 0 ? behind.map(({ rule }) => rule) : wordsOf(stages, name);
  return groundOf(code, slug === 'blocked-by-policy' ? '' : about, behind, words);
};

const codesOf = (explanation: DeviceExplanation, verdict: VerdictOn): readonly string[] => {
  switch (verdict.of) {
    case 'compliance':
      return explanation.reasons;
    case 'launch':
      return explanation.launches[verdict.app]?.reasons ?? [];
    case 'access':
      return explanation.access[verdict.resource]?.reasons ?? [];
  }
};

/** Why a verdict is what it is: its reason codes in their order, then what has no code. */
export const groundsOf = (
  explanation: DeviceExplanation,
  verdict: VerdictOn,
): readonly Ground[] => {
  const stages = stagesOf[verdict.of];
  const found = foundIn(explanation.asked, stages);
  const named = codesOf(explanation, verdict).map((code) => ofCode(code, found, stages));
  const others = found.filter(({ rule }) => unnamed.includes(rule.rule));
  return [...named, ...others.map((one) => groundOf(null, '', [one]))];
};

/** Why what a partner reported is left out: `partner-unresponsive/lookout`. */
export const ignoredGrounds = ({ asked, ignored }: DeviceExplanation): readonly Ground[] => {
  const found = foundIn(asked, ['evidence']);
  return ignored.map((code) => {
    const [slug = '', partner = ''] = code.split('/');
    const behind = found.filter((one) => one.rule.rule === slug && one.asked.subject === partner);
    return { ...groundOf(code, partner, behind), policies: [] };
  });
};

/** What somebody should know although no verdict depends on it. */
export const warningGrounds = ({ asked, warnings }: DeviceExplanation): readonly Ground[] => {
  const found = foundIn(asked, ['advice', 'rollout']);
  return warnings.map((code) => ({
    ...groundOf(
      code,
      '',
      found.filter(({ rule }) => rule.rule === code),
    ),
    policies: [],
  }));
};
