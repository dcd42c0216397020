import { expect, test } from 'vitest';
import { partnerKeys } from '../../../core/partners.ts';
import {
  ledgerRows,
  requirementIds,
  requirementOf,
  requirements,
} from '../../../core/requirements/catalogue.ts';
import { annexGroups, requirementGroups } from '../../../core/requirements/groups.ts';

const groups = { ...requirementGroups, ...annexGroups };

const countsByGroup = {
  CONN: 16,
  TOG: 11,
  THREAT: 14,
  COMP: 28,
  ACT: 9,
  MULTI: 7,
  APPSYNC: 10,
  CERT: 3,
  MAM: 21,
  WIPE: 6,
  CA: 13,
  FLOW: 12,
  'FLOW-iOS': 9,
  'FLOW-AND': 8,
  'FLOW-ENR': 3,
  'FLOW-MDE': 3,
  ID: 3,
  RBAC: 6,
  LIC: 2,
  PRIV: 2,
  PART: 1,
  REP: 2,
  CLOUD: 5,
  'MDE-ENROLL': 2,
  'MDE-ENROLL-A': 9,
  'MDE-ENROLL-I': 5,
  'MDE-CAP': 9,
  'MDE-ONB': 7,
  PILOT: 5,
  PLAT: 13,
};

const tally = (keys: readonly string[]): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const key of keys) counts[key] = (counts[key] ?? 0) + 1;
  return counts;
};

test('every id is unique and found by itself', () => {
  expect(requirementIds.size).toBe(ledgerRows.length);
  for (const requirement of ledgerRows) {
    expect(requirementOf(requirement.id)).toBe(requirement);
  }
  expect(requirementOf('CONN-99')).toBeUndefined();
  expect(requirementOf('conn-01')).toBeUndefined();
});

test('an id is its group and a number', () => {
  const misnamed = requirements
    .filter(({ id, group }) => !(id.startsWith(group) && /^-?\d+$/.test(id.slice(group.length))))
    .map(({ id }) => id);
  expect(misnamed).toEqual([]);
});

test('each group has as many requirements as the documents gave it', () => {
  expect(tally(requirements.map(({ group }) => group))).toEqual(countsByGroup);
  expect(Object.keys(countsByGroup).sort()).toEqual(Object.keys(requirementGroups).sort());
});

test('there are 208 rules and 36 data rows', () => {
  const kinds = tally(requirements.map(({ group }) => groups[group].kind));
  expect(kinds).toEqual({ rule: 208, row: 36 });
});

test('the core subset is 121 rules and the 23 rows of the two Defender tables', () => {
  const core = requirements.filter((requirement) => requirement.core);
  expect(tally(core.map(({ group }) => groups[group].kind))).toEqual({
    rule: 121,
    row: 23,
  });
});

test('only what is inferred has an inferred basis', () => {
  const wrong = ledgerRows
    .filter(({ tag, basis }) => (tag === 'inference') !== (basis === 'inferred'))
    .map(({ id }) => id);
  expect(wrong).toEqual([]);
});

test('beside them stand data, samples, pitfalls and questions', () => {
  const beside = ledgerRows.slice(requirements.length);
  expect(tally(beside.map(({ group }) => group))).toEqual({
    ATTR: 14,
    ENUM: 10,
    TENANT: 3,
    VENDOR: partnerKeys.length,
    SC: 79,
    PIT: 34,
    Q: 34,
  });
  expect(beside.filter(({ id, group }) => !id.startsWith(`${group}-`))).toEqual([]);
});

test('whatever rests on something rests on a requirement', () => {
  const rules = new Set(requirements.map(({ id }) => id));
  const named = ledgerRows.flatMap(({ restsOn = [] }) => restsOn);
  expect(named.length).toBeGreaterThan(200);
  expect(named.filter((id) => !rules.has(id))).toEqual([]);
});

test.each(ledgerRows.map((requirement) => [requirement.id, requirement] as const))(
  '%s has a readable statement, a source and a day',
  (_id, { statement, caveat, source, readOn }) => {
    expect(statement.length).toBeGreaterThanOrEqual(40);
    expect(statement.length).toBeLessThanOrEqual(600);
    for (const text of caveat === undefined ? [statement] : [statement, caveat]) {
      expect(text).toMatch(/^(?:[A-Z0-9`]|iOS|macOS|iVerify).*\.$/);
      expect(text).not.toMatch(/ {2}|\.\.| \.|…|⇒|≥/);
    }
    expect(source.length).toBeGreaterThan(15);
    expect(readOn).toMatch(/^\d{4}-\d{2}-\d{2}$/);
  },
);

test('an inferred requirement says that no document states it', () => {
  const silent = ledgerRows
    .filter(({ tag, source, caveat }) => {
      return tag === 'inference' && !source.startsWith('stated in no document') && !caveat;
    })
    .map(({ id }) => id);
  expect(silent).toEqual([]);
});

test('a statement or caveat cites only requirements that exist', () => {
  const cited = ledgerRows.flatMap(({ statement, caveat }) =>
    [...`${statement} ${caveat ?? ''}`.matchAll(/\b[A-Z]+(?:-[A-Za-z]+)*-[AI]?\d+\b/g)].map(
      ([id]) => id,
    ),
  );
  expect(cited.length).toBeGreaterThan(10);
  expect(cited.filter((id) => !requirementIds.has(id))).toEqual([]);
});
