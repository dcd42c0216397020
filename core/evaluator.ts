import { documentedFacts, type Facts } from './facts.ts';
import type { Readings } from './readings.ts';
import { type Rulebook, type Stage, stageOf } from './rulebook.ts';
import { accessRules, matchRules } from './rules/access.ts';
import { adviceRules } from './rules/advice.ts';
import {
  appSharedRules,
  appSyncRules,
  certificateSharedRules,
  certificateSyncRules,
} from './rules/app-sync.ts';
import { connectorRules, gateRules } from './rules/connector.ts';
import { deviceRules } from './rules/device.ts';
import { evidenceRules, feederRules } from './rules/evidence.ts';
import { launchRules, serviceRules, usableRules } from './rules/launch.ts';
import { graceRules, policyRules } from './rules/policy.ts';
import { rolloutRules } from './rules/rollout.ts';
import { riskRules, settingRules } from './rules/setting.ts';

/** Every rulebook there is, by the name of its stage. */
export const documentedBooks = {
  connector: connectorRules,
  gate: gateRules,
  evidence: evidenceRules,
  feeders: feederRules,
  setting: settingRules,
  risk: riskRules,
  policy: policyRules,
  grace: graceRules,
  device: deviceRules,
  usable: usableRules,
  service: serviceRules,
  launch: launchRules,
  match: matchRules,
  access: accessRules,
  advice: adviceRules,
  rollout: rolloutRules,
  appSync: appSyncRules,
  appShared: appSharedRules,
  certificateSync: certificateSyncRules,
  certificateShared: certificateSharedRules,
} as const;

export type Books = typeof documentedBooks;
export type StageName = keyof Books;

/** The same books, each put through `change`. */
export const mapBooks = (
  change: <Q, Id extends string>(book: Rulebook<Q, Id>) => Rulebook<Q, Id>,
): Books => ({
  connector: change(connectorRules),
  gate: change(gateRules),
  evidence: change(evidenceRules),
  feeders: change(feederRules),
  setting: change(settingRules),
  risk: change(riskRules),
  policy: change(policyRules),
  grace: change(graceRules),
  device: change(deviceRules),
  usable: change(usableRules),
  service: change(serviceRules),
  launch: change(launchRules),
  match: change(matchRules),
  access: change(accessRules),
  advice: change(adviceRules),
  rollout: change(rolloutRules),
  appSync: change(appSyncRules),
  appShared: change(appSharedRules),
  certificateSync: change(certificateSyncRules),
  certificateShared: change(certificateSharedRules),
});

/** What decides: the rules, and how configuration and time become the facts they ask for. */
export interface Parts {
  readonly books: Books;
  readonly facts: Facts;
}

export const documentedParts: Parts = { books: documentedBooks, facts: documentedFacts };

type StageOfBook<B> = B extends {
  readonly rules: Readonly<Record<infer Id extends string, { answer: infer A }>>;
}
  ? A extends (question: infer Q, readings: Readings) => unknown
    ? Stage<Q, Id>
    : never
  : never;

export type Stages = { readonly [Name in StageName]: StageOfBook<Books[Name]> };

/** The parts under given readings, with the memory of every question asked. */
export interface Evaluator {
  readonly readings: Readings;
  readonly facts: Facts;
  readonly stages: Stages;
}

export const createEvaluator = (readings: Readings, parts: Parts = documentedParts): Evaluator => {
  const { books } = parts;
  return {
    readings,
    facts: parts.facts,
    stages: {
      connector: stageOf(books.connector, readings),
      gate: stageOf(books.gate, readings),
      evidence: stageOf(books.evidence, readings),
      feeders: stageOf(books.feeders, readings),
      setting: stageOf(books.setting, readings),
      risk: stageOf(books.risk, readings),
      policy: stageOf(books.policy, readings),
      grace: stageOf(books.grace, readings),
      device: stageOf(books.device, readings),
      usable: stageOf(books.usable, readings),
      service: stageOf(books.service, readings),
      launch: stageOf(books.launch, readings),
      match: stageOf(books.match, readings),
      access: stageOf(books.access, readings),
      advice: stageOf(books.advice, readings),
      rollout: stageOf(books.rollout, readings),
      appSync: stageOf(books.appSync, readings),
      appShared: stageOf(books.appShared, readings),
      certificateSync: stageOf(books.certificateSync, readings),
      certificateShared: stageOf(books.certificateShared, readings),
    },
  };
};
