import { afterAll, describe, expect, test } from 'vitest';
import { createEvaluator, type Evaluator } from '../../core/evaluator.ts';
import { defaultReadings, type Readings, singleTurns, turnedTo } from '../../core/readings.ts';
import { questionAt, type Stage, sizeOf } from '../../core/rulebook.ts';
import {
  countedAs,
  countedAt,
  createTables,
  rawAt,
  rawStatus,
  stateAt,
} from '../../core/tables.ts';
import { complianceStates } from '../../core/vocabulary.ts';
import {
  expectedAccess,
  expectedAdmission,
  expectedAdvice,
  expectedAppShared,
  expectedAppSync,
  expectedCertificateShared,
  expectedCertificateSync,
  expectedDevice,
  expectedFeeders,
  expectedGate,
  expectedLaunch,
  expectedMatch,
  expectedPartnerState,
  expectedRaw,
  expectedRisk,
  expectedRollout,
  expectedService,
  expectedSetting,
  expectedUsable,
} from './stage-answers.ts';

/**
 * Every question of every stage of the core, put to the literal functions of the second opinion as
 * well, with the default readings and with each single reading turned.
 */

let compared = 0;
const counts = new Map<string, number>();

/** Compares a whole stage; `undefined` leaves out a question that no tenant can raise. */
const compareStage = <Q, Id extends string>(
  stage: Stage<Q, Id>,
  actual: (violated: readonly Id[], key: number, question: Q, held: readonly Id[]) => unknown,
  expected: (question: Q) => unknown,
): void => {
  const { space, name } = stage.book;
  const ids = Object.keys(stage.bit) as Id[];
  const differences: string[] = [];
  let asked = 0;
  for (let key = 0; key < sizeOf(space); key += 1) {
    const question = questionAt(space, key);
    const wanted = expected(question);
    if (wanted === undefined) continue;
    asked += 1;
    const [applied, mask] = [stage.applied(key), stage.violated(key)];
    const violated = ids.filter((id) => (mask & stage.bit[id]) !== 0);
    const held = ids.filter((id) => (applied & ~mask & stage.bit[id]) !== 0);
    const is = JSON.stringify(actual(violated, key, question, held));
    const should = JSON.stringify(wanted);
    if (is !== should) differences.push(`${JSON.stringify(question)}: ${is}, not ${should}`);
  }
  compared += asked;
  counts.set(name, asked);
  expect(asked).toBeGreaterThan(0);
  expect(differences.slice(0, 5)).toEqual([]);
};

const compareConnector = ({ stages, readings }: Evaluator): void => {
  const shown = {
    provisioned: 'unavailable',
    'set-up': 'notSetUp',
    'no-error-code': 'error',
    'partner-in-contact': 'unresponsive',
    'platform-toggle-on': 'available',
  } as const;
  compareStage(
    stages.connector,
    ([id]) => (id === undefined ? 'enabled' : shown[id]),
    (q) => expectedPartnerState(q, readings),
  );
  compareStage(stages.gate, ([id]) => id ?? null, expectedGate);
};

const compareEvidence = ({ stages, readings }: Evaluator): void => {
  compareStage(
    stages.evidence,
    (ids) => ({
      out: ids.find((id) => id !== 'silence-is-missing') ?? null,
      missing: ids[0] === 'silence-is-missing',
    }),
    (q) => expectedAdmission(q, readings),
  );
  compareStage(
    stages.feeders,
    (ids, _, q, held) => ({
      defender: q.defenderAdmitted && held.includes('defender-feeds'),
      some: !ids.includes('some-connector-feeds'),
      many: ids.includes('several-vendors'),
    }),
    (q) => expectedFeeders(q, readings),
  );
};

const compareSetting = (evaluator: Evaluator): void => {
  const { stages, readings } = evaluator;
  compareStage(
    stages.setting,
    (ids) => ids,
    (q) => expectedSetting(q, readings),
  );
  compareStage(
    stages.risk,
    (ids) => ids,
    (q) => expectedRisk(q, readings),
  );
};

const comparePolicy = (evaluator: Evaluator): void => {
  const { stages, readings } = evaluator;
  const tables = createTables(evaluator);
  const nameOf = (names: Readonly<Record<string, number>>, value: number) =>
    Object.keys(names).find((name) => names[name] === value);
  compareStage(
    stages.policy,
    (_, key) => nameOf(rawStatus, rawAt(tables, key)),
    (q) => expectedRaw(q, readings),
  );
  compareStage(
    stages.grace,
    (_, key) => nameOf(countedAs, countedAt(tables, key)),
    (q) => (!q.failing ? 'passing' : q.graceOver ? 'nonCompliant' : 'inGracePeriod'),
  );
};

const compareDevice = (evaluator: Evaluator): void => {
  const tables = createTables(evaluator);
  compareStage(
    evaluator.stages.device,
    (ids, key) => {
      const state = stateAt(tables, key);
      if (state >= complianceStates.length) return { state: 'held', reasons: [] };
      const own = ['user-not-licensed', 'not-in-contact', 'no-policy-assigned'];
      const reasons = ids.flatMap((id) => {
        if (id === 'vendor-scan-missing') return 'scan-missing';
        return own.includes(id) ? id : [];
      });
      return { state: complianceStates[state], reasons };
    },
    (q) => expectedDevice(q, evaluator.readings),
  );
};

const compareLaunch = ({ stages, readings }: Evaluator): void => {
  compareStage(stages.usable, (ids) => ids.length === 0, expectedUsable);
  compareStage(
    stages.service,
    (ids, _, q) => {
      if (q.otherUsable && !ids.includes('third-party-serves')) return 'other';
      return q.defenderUsable ? 'defender' : 'none';
    },
    expectedService,
  );
  compareStage(
    stages.launch,
    (ids) => {
      const reasons = ids.filter((id) => id !== 'org-data-kept');
      const blocked = reasons.length > 0 ? 'blocked' : 'allowed';
      return { outcome: ids.includes('org-data-kept') ? 'wiped' : blocked, reasons };
    },
    (q) => expectedLaunch(q, readings),
  );
};

const compareAccess = ({ stages }: Evaluator): void => {
  compareStage(stages.match, (ids) => ids.length === 0, expectedMatch);
  compareStage(stages.access, (ids) => ids, expectedAccess);
  compareStage(stages.advice, (ids) => [...ids].sort(), expectedAdvice);
  compareStage(stages.rollout, (ids) => ids, expectedRollout);
};

const compareInventories = ({ stages, readings }: Evaluator): void => {
  compareStage(stages.appSync, ([id]) => id ?? null, expectedAppSync);
  compareStage(stages.appShared, (ids) => ids.length === 0, expectedAppShared);
  compareStage(stages.certificateSync, ([id]) => id ?? null, expectedCertificateSync);
  compareStage(
    stages.certificateShared,
    (ids) => ids.length === 0,
    (q) => expectedCertificateShared(q, readings),
  );
};

const turned = singleTurns.map((turn): [string, Readings] => [
  `${turn.name} = ${turn.value}`,
  turnedTo(turn),
]);

describe.each([['the default readings', defaultReadings] as [string, Readings], ...turned])(
  'every question with %s',
  (_, readings) => {
    const evaluator = createEvaluator(readings);
    test('connector and message gate', () => compareConnector(evaluator));
    test('evidence', () => compareEvidence(evaluator));
    test('settings', () => compareSetting(evaluator));
    test('policy and grace', () => comparePolicy(evaluator));
    test('device', () => compareDevice(evaluator));
    test('launch', () => compareLaunch(evaluator));
    test('inventories', () => compareInventories(evaluator));
  },
);

test('access and advice, which no reading changes', () =>
  compareAccess(createEvaluator(defaultReadings)));

afterAll(() => {
  const each = [...counts].map(([name, count]) => `${name} ${count}`).join(', ');
  process.stdout.write(`stage questions compared: ${compared} (each time: ${each})\n`);
});
