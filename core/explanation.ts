import { judgeAccess } from './access.ts';
import { adviceKey, rolloutKey } from './advice.ts';
import { connectorKey } from './connector.ts';
import { type Decider, tellDecision } from './decision.ts';
import type { Evaluator, StageName } from './evaluator.ts';
import { judgeLaunch, type Situation } from './launch.ts';
import { partnerKeys } from './partners.ts';
import type { AskedRule } from './rulebook.ts';
import type { View } from './view.ts';
import type { Listener } from './weighing.ts';

/** One question as it was asked, and what each rule that applies answered. */
export interface AskedQuestion {
  readonly stage: StageName;
  /** Partner, policy, app or resource it was about; empty where it is the device itself. */
  readonly subject: string;
  readonly question: object;
  readonly rules: readonly AskedRule[];
}

/** Asks the rules of a stage again, and writes down their answers. There is no second logic. */
export const explainQuestion = (
  evaluator: Evaluator,
  stage: StageName,
  subject: string,
  key: number,
): AskedQuestion => ({ stage, subject, ...evaluator.stages[stage].explain(key) });

/** Every question that decides about this device now, in the order of the stages. */
export const explainSituation = (
  situation: Situation,
  view: View,
  decider: Decider,
  about: { readonly apps: readonly string[]; readonly resources: readonly string[] },
): readonly AskedQuestion[] => {
  const { evaluator, connectors, device, now } = situation;
  const asked: AskedQuestion[] = [];
  const listen: Listener = (stage, subject, key) => {
    asked.push(explainQuestion(evaluator, stage, subject, key));
  };
  for (const partner of partnerKeys) {
    const status = connectors[partner];
    if (status !== undefined) listen('connector', partner, connectorKey(evaluator, status, now));
  }
  tellDecision(decider, view, device, now, listen);
  for (const app of about.apps) judgeLaunch(situation, app, listen);
  for (const resource of about.resources) judgeAccess(situation, resource, listen);
  listen('advice', '', adviceKey(situation));
  listen('rollout', '', rolloutKey(situation));
  return asked;
};

/** `toggle-off/lookout` for every partner whose evidence was left out, and why (G9). */
export const ignoredNotes = (asked: readonly AskedQuestion[]): readonly string[] =>
  asked.flatMap(({ stage, subject, rules }) => {
    if (stage !== 'evidence') return [];
    const first = rules.find((rule) => rule.answer === 'violated');
    return first === undefined || first.rule === 'silence-is-missing'
      ? []
      : [`${first.rule}/${subject}`];
  });
