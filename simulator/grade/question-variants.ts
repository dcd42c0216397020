import { documentedParts, mapBooks, type Parts, type StageName } from '../../core/evaluator.ts';
import type { Rule, Rulebook } from '../../core/rulebook.ts';
import type { Variant } from './variant.ts';

/** One field of a stage's questions read as something else, by every rule of that stage. */
const withField = (
  stage: StageName,
  field: string,
  read: (value: unknown, values: readonly unknown[]) => unknown,
): Parts => {
  const changeBook = <Q, Id extends string>(book: Rulebook<Q, Id>): Rulebook<Q, Id> => {
    if (book.name !== stage) return book;
    const rules: Record<string, Rule<Q>> = { ...book.rules };
    const values: readonly unknown[] = Object.entries(book.space).find(
      ([name]) => name === field,
    )?.[1] as readonly unknown[];
    for (const [id, rule] of Object.entries<Rule<Q>>(book.rules)) {
      const answer: Rule<Q>['answer'] = (question, readings) => {
        const given = question as Record<string, unknown>;
        const seen = { ...given, [field]: read(given[field], values) };
        return rule.answer(seen as Q, readings);
      };
      rules[id] = { ...rule, answer };
    }
    return { ...book, rules: rules as Record<Id, Rule<Q>> };
  };
  return { ...documentedParts, books: mapBooks(changeBook) };
};

const always = (value: unknown) => () => value;
const swap = (a: unknown, b: unknown) => (value: unknown) =>
  value === a ? b : value === b ? a : value;
const as = (from: unknown, to: unknown) => (value: unknown) => (value === from ? to : value);
const oneHigher = (value: unknown, values: readonly unknown[]) =>
  values[Math.min(values.indexOf(value) + 1, values.length - 1)];
const oneLower = (value: unknown, values: readonly unknown[]) =>
  values[Math.max(values.indexOf(value) - 1, 0)];

type Row = readonly [
  stage: StageName,
  field: string,
  name: string,
  requirements: readonly string[],
  mistake: string,
  read: (value: unknown, values: readonly unknown[]) => unknown,
];

const rows: readonly Row[] = [
  [
    'setting',
    'limit',
    'one-higher',
    ['THREAT-05', 'THREAT-01'],
    'the limit is one level too lax',
    oneHigher,
  ],
  [
    'setting',
    'limit',
    'one-lower',
    ['THREAT-05', 'THREAT-01'],
    'the limit is one level too strict',
    oneLower,
  ],
  ['risk', 'limit', 'one-higher', ['COMP-05'], 'the risk limit is too lax', oneHigher],
  ['risk', 'limit', 'one-lower', ['COMP-05'], 'the risk limit is too strict', oneLower],
  ['launch', 'limit', 'one-higher', ['MAM-02'], 'the limit is one level too lax', oneHigher],
  ['launch', 'limit', 'one-lower', ['MAM-02'], 'the limit is one level too strict', oneLower],
  ...states('setting', ['COMP-09', 'THREAT-08']),
  ...states('launch', ['MAM-07', 'THREAT-08']),
  [
    'launch',
    'state',
    'medium-as-secured',
    ['MAM-21', 'FLOW-07'],
    'one threat fewer is enough to open the app',
    as('mediumSeverity', 'secured'),
  ],
  [
    'setting',
    'severalVendors',
    'never',
    ['MULTI-01'],
    'several vendors are judged like one',
    always(false),
  ],
  ['setting', 'severalVendors', 'always', ['MULTI-01'], 'one is judged like several', always(true)],
  [
    'feeders',
    'defenderAdmitted',
    'never',
    ['COMP-07', 'MULTI-03'],
    'Defender is never read',
    always(false),
  ],
  [
    'policy',
    'deviceGroupsOnly',
    'ignored',
    ['COMP-04'],
    'a threat level counts through device groups as well',
    always(false),
  ],
  [
    'launch',
    'action',
    'swapped',
    ['MAM-03', 'FLOW-08'],
    'block and wipe are swapped',
    swap('block', 'wipe'),
  ],
  [
    'service',
    'priority',
    'swapped',
    ['MAM-10'],
    'the priority is read the wrong way round',
    swap('thirdPartyPartnerOverDefender', 'defenderOverThirdPartyPartner'),
  ],
  ['service', 'priority', 'ignored', ['MAM-10'], 'the priority is not read', always(null)],
  ['access', 'operator', 'always-and', ['CA-03'], 'OR is read as AND', always('AND')],
  ['access', 'operator', 'always-or', ['CA-03'], 'AND is read as OR', always('OR')],
  [
    'access',
    'state',
    'report-only-enforced',
    ['CA-07'],
    'report-only is enforced',
    as('enabledForReportingButNotEnforced', 'enabled'),
  ],
  ['access', 'state', 'disabled-enforced', ['CA-01'], 'off is enforced', as('disabled', 'enabled')],
  [
    'access',
    'complianceState',
    'grace-denied',
    ['CA-04', 'ACT-03'],
    'a device in grace is denied',
    as('inGracePeriod', 'noncompliant'),
  ],
  [
    'access',
    'complianceState',
    'unknown-granted',
    ['CA-04', 'COMP-23'],
    'a device not evaluated is granted',
    as('unknown', 'compliant'),
  ],
  ['access', 'block', 'ignored', ['CA-02'], 'a block control is not read', always(false)],
  ['match', 'userExcluded', 'ignored', ['CA-02'], 'excluded users are not read', always(false)],
  ['match', 'resourceExcluded', 'ignored', ['CA-02'], 'exclusion is not read', always(false)],
  ['match', 'platformExcluded', 'ignored', ['CA-02'], 'exclusion is not read', always(false)],
  [
    'advice',
    'complianceState',
    'noncompliant-as-compliant',
    ['COMP-17'],
    'a device that fails for another reason is warned of as if it passed',
    as('noncompliant', 'compliant'),
  ],
  [
    'advice',
    'complianceState',
    'unknown-as-compliant',
    ['COMP-17'],
    'a device that was never evaluated is warned of as if it passed',
    as('unknown', 'compliant'),
  ],
  ['gate', 'release', 'before-2308', ['CONN-05'], 'nothing is ever blocked', always(0)],
  ['gate', 'release', 'always-newest', ['CONN-05'], 'the release is not read', always(2601)],
  ['gate', 'deviceKnown', 'always', ['ID-01'], 'any device id is accepted', always(true)],
];

function states(stage: 'setting' | 'launch', requirements: readonly string[]): readonly Row[] {
  const row = (name: string, mistake: string, from: string, to: string): Row => [
    stage,
    'state',
    name,
    requirements,
    mistake,
    as(from, to),
  ];
  return [
    row('none-as-secured', 'nothing reported counts as clean', 'none', 'secured'),
    row('unknown-as-secured', '`unknown` counts as clean', 'unknown', 'secured'),
    row('activated-as-secured', '`activated` counts as a clean scan', 'activated', 'secured'),
    row('none-as-activated', 'an app on the device counts as activated', 'none', 'activated'),
    row('deactivated-as-activated', '`deactivated` is not told apart', 'deactivated', 'activated'),
    row('unresponsive-as-secured', 'a silent device counts as clean', 'unresponsive', 'secured'),
    row('misconfigured-as-secured', '`misconfigured` counts as clean', 'misconfigured', 'secured'),
    row('compromised-as-high', '`compromised` is taken for missing', 'compromised', 'none'),
    row('secured-as-none', 'a clean scan counts as missing', 'secured', 'none'),
    row('low-as-medium', 'low is taken for medium', 'lowSeverity', 'mediumSeverity'),
    row('medium-as-low', 'medium is taken for low', 'mediumSeverity', 'lowSeverity'),
    row('high-as-medium', 'high is taken for medium', 'highSeverity', 'mediumSeverity'),
  ];
}

/** Questions whose one field is misread: limits shifted, states confused, operators swapped. */
export const questionVariants: readonly Variant[] = rows.map(
  ([stage, field, name, requirements, mistake, read]) => ({
    id: `${stage}/${field}/${name}`,
    requirements,
    mistake,
    parts: withField(stage, field, read),
  }),
);
