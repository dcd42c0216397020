import { describe, expect, it } from 'vitest';
import { createEvaluator } from '../../core/evaluator.ts';
import { defaultReadings, openQuestions, type Readings } from '../../core/readings.ts';
import { questionAt, type Rulebook, sizeOf } from '../../core/rulebook.ts';
import { connectorRules, gateRules } from '../../core/rules/connector.ts';
import { launchRules } from '../../core/rules/launch.ts';
import { settingRules } from '../../core/rules/setting.ts';
import { gate, partnerState } from '../reference/evaluator/connector.ts';
import { judge } from '../reference/evaluator/judge.ts';
import { threatCondition } from '../reference/evaluator/launch.ts';
import { appPolicy } from './office.ts';

/**
 * Stage by stage, every question there is: what the rules answer against what the second evaluator
 * says, under the default readings and with each single one turned.
 */
const everyReading: readonly Readings[] = [
  defaultReadings,
  ...Object.entries(openQuestions).flatMap(([name, { choices }]) =>
    choices.slice(1).map((choice): Readings => ({ ...defaultReadings, [name]: choice })),
  ),
];

const compareAll = <Q, Id extends string>(
  book: Rulebook<Q, Id>,
  ours: (violated: ReadonlySet<string>, question: Q) => string,
  theirs: (question: Q, readings: Readings) => string,
): { readonly questions: number; readonly differences: readonly string[] } => {
  const differences: string[] = [];
  const ids = Object.keys(book.rules);
  const size = sizeOf(book.space);
  for (const readings of everyReading) {
    const stages = createEvaluator(readings).stages;
    const stage = Object.values(stages).find((one) => one.book.name === book.name);
    for (let key = 0; key < size; key++) {
      const question = questionAt(book.space, key);
      const mask = stage?.violated(key) ?? 0;
      const violated = new Set(ids.filter((_, place) => (mask >> place) & 1));
      const found = ours(violated, question);
      const expected = theirs(question, readings);
      if (found !== expected && differences.length < 5) {
        differences.push(`${JSON.stringify(question)}: ${found}, second opinion ${expected}`);
      }
    }
  }
  return { questions: size * everyReading.length, differences };
};

describe('every question of a stage, against the second opinion', () => {
  it('setting: one partner against one limit', () => {
    const { questions, differences } = compareAll(
      settingRules,
      (violated) => [...violated].join(),
      (q, readings) =>
        judge(
          {
            partner: q.thirdParty ? 'lookout' : 'defender',
            thirdParty: q.thirdParty,
            toggle: true,
            setUp: true,
            ignored: q.silenceIsMissing,
            below: q.osBelowMinimum,
            unsupportedOsVersionBlocked: true,
            blockedOnMissingPartnerData: q.blockedOnMissingData,
            stored: q.state,
            levelBefore: q.earlier,
          },
          q.limit,
          q.severalVendors,
          q.silenceIsMissing ? { ...readings, ignoreUnresponsiveAs: 'missing' } : readings,
        )
          .map((code) => code.split('/')[0])
          .join(),
    );
    expect(differences).toEqual([]);
    expect(questions).toBe(sizeOf(settingRules.space) * everyReading.length);
  });

  it('connector: the state that is shown', () => {
    const shown = [
      ['provisioned', 'unavailable'],
      ['set-up', 'notSetUp'],
      ['no-error-code', 'error'],
      ['partner-in-contact', 'unresponsive'],
      ['platform-toggle-on', 'available'],
    ] as const;
    const { differences } = compareAll(
      connectorRules,
      (violated) => shown.find(([rule]) => violated.has(rule))?.[1] ?? 'enabled',
      (q, readings) =>
        partnerState({ ...q, somethingOwed: q.owed, anyToggle: q.toggleOn }, readings),
    );
    expect(differences).toEqual([]);
  });

  it('gate: what a connector in this state blocks', () => {
    const { differences } = compareAll(
      gateRules,
      (violated, q) => {
        if (!q.connectorKnown) return 'none';
        if (violated.has('connector-unavailable')) return 'connector-unavailable';
        return violated.has('connector-not-set-up') ? 'connector-not-set-up' : 'none';
      },
      (q) =>
        q.connectorKnown
          ? (gate({ ...q, somethingOwed: q.owed }, q.message, q.release) ?? 'none')
          : 'none',
    );
    expect(differences).toEqual([]);
  });

  it('launch: the threat condition of one policy', () => {
    const { differences } = compareAll(
      launchRules,
      (violated) => {
        const codes = [...violated].filter((id) => id !== 'org-data-kept');
        if (codes.length === 0) return 'allowed';
        return [violated.has('org-data-kept') ? 'wiped' : 'blocked', ...codes].join();
      },
      (q, readings) => {
        const { outcome, reasons } = threatCondition(
          appPolicy({
            maximumAllowedDeviceThreatLevel: q.limit,
            mobileThreatDefenseRemediationAction: q.action,
          }),
          q,
          [
            {
              partner: 'lookout',
              toggle: q.served,
              doesAppProtection: true,
              setUp: true,
              below: false,
              ignored: q.ignored,
              appInstalled: q.appInstalled,
              stored: q.state,
              levelBefore: q.earlier,
            },
          ],
          readings,
        );
        return [outcome, ...reasons.map((code) => code.split('/')[0])].join();
      },
    );
    expect(differences).toEqual([]);
  });
});
