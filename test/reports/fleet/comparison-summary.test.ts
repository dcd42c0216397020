import { describe, expect, test } from 'vitest';
import { type FleetComparison, noComparison } from '../../../reports/fleet/comparison.ts';
import { comparisonMarkdown, comparisonText } from '../../../reports/fleet/comparison-markdown.ts';
import { comparisonJson, comparisonSummaryOf } from '../../../reports/fleet/comparison-summary.ts';
import { planWith } from './made-up-fleet.ts';

const minute = 60_000;
const none = { gainedMs: 0, lostMs: 0 };
const noCauses = { ...none, gainedByCause: {}, lostByCause: {} };

const alike: FleetComparison = {
  ...noComparison,
  devices: 10,
  cohorts: {
    phones: {
      devices: 10,
      gaining: 0,
      losing: 0,
      access: none,
      exposure: none,
      overBlocking: none,
    },
  },
  finalStates: { 'compliant/compliant': 9, 'noncompliant/noncompliant': 1 },
};

/** The second tenant closes access to one device and opens it to another. */
const changed: FleetComparison = {
  ...alike,
  differing: 2,
  gaining: 1,
  losing: 1,
  access: { gainedMs: 30 * minute, lostMs: 90 * minute },
  exposure: {
    gainedMs: 0,
    lostMs: 60 * minute,
    gainedByCause: { 'not-seen-yet': 5 * minute },
    lostByCause: { 'level-allowed': 60 * minute, 'not-seen-yet': 5 * minute },
  },
  overBlocking: { ...noCauses, gainedMs: 30 * minute, gainedByCause: { 'scan-missing/x': 1 } },
  finalStates: {
    'compliant/compliant': 8,
    'compliant/noncompliant': 1,
    'noncompliant/compliant': 1,
  },
  telling: [
    {
      device: 4,
      cohort: 'phones',
      gainedMs: 0,
      lostMs: 90 * minute,
      exposureChangeMs: -60 * minute,
      cause: 'level-allowed',
    },
  ],
};

const second = { tenant: 'changed.yaml', inputs: 'fedc' };
const summaryOf = (comparison: FleetComparison) =>
  comparisonSummaryOf(planWith({ tenant: 'mine.yaml' }), second, comparison);

describe('a tenant against itself', () => {
  test('gives zero everywhere', () => {
    const { alike: isAlike, devices, access, exposure, overBlocking, telling } = summaryOf(alike);
    const zero = { gainedDeviceMinutes: 0, lostDeviceMinutes: 0 };
    expect({ isAlike, access, exposure, overBlocking, telling }).toEqual({
      isAlike: true,
      access: zero,
      exposure: { ...zero, byCause: [] },
      overBlocking: { ...zero, byCause: [] },
      telling: [],
    });
    expect(devices).toMatchObject({
      compared: 10,
      differing: 0,
      gainingAccess: 0,
      losingAccess: 0,
    });
    expect(comparisonMarkdown(summaryOf(alike))).toContain(
      '**The two tenants make no difference to any of 10 devices.**',
    );
  });

  test.each<[string, Partial<FleetComparison>]>([
    ['a decision', { differing: 1 }],
    ['a moment of access', { access: { gainedMs: 1, lostMs: 0 } }],
    ['a state at the end', { finalStates: { 'compliant/unknown': 1 } }],
    [
      'a cause alone',
      { exposure: { ...noCauses, gainedByCause: { a: 1 }, lostByCause: { b: 1 } } },
    ],
  ])('%s that differs is a difference', (_what, rest) => {
    expect(summaryOf({ ...alike, ...rest }).alike).toBe(false);
  });

  test('no device compared is not the same as no difference', () => {
    expect(summaryOf(noComparison)).toMatchObject({ alike: false, complete: false });
  });
});

test('what is gained is not set off against what is lost', () => {
  const { access, exposure, finalStates } = summaryOf(changed);
  expect(access).toEqual({ gainedDeviceMinutes: 30, lostDeviceMinutes: 90 });
  expect(exposure.byCause).toEqual([
    { cause: 'level-allowed', gainedDeviceMinutes: 0, lostDeviceMinutes: 60 },
    { cause: 'not-seen-yet', gainedDeviceMinutes: 5, lostDeviceMinutes: 5 },
  ]);
  expect(finalStates).toEqual([
    { from: 'compliant', to: 'compliant', devices: 8 },
    { from: 'compliant', to: 'noncompliant', devices: 1 },
    { from: 'noncompliant', to: 'compliant', devices: 1 },
  ]);
});

test('the JSON has no name of a thread or a shard, and a line for each value', () => {
  const text = comparisonJson(summaryOf(changed));
  expect(JSON.parse(text)).toEqual(summaryOf(changed));
  expect(text).not.toMatch(/thread|shard/);
});

test('a comparison that was cut short says so', () => {
  expect(comparisonMarkdown(summaryOf({ ...changed, devices: 6, lost: 1 }))).toContain(
    'Incomplete: 6 of 10 devices were compared, 1 lost.',
  );
});

test('a what-if on one page, and in a terminal', () => {
  expect(comparisonMarkdown(summaryOf(changed))).toMatchInlineSnapshot(`
    "# What if: A small office

    **Of 10 devices 1 (10.0%) gain access at some time and 1 (10.0%) lose it.** All in all access is 1h less, exposure 1h less and over-blocking 30m more, in device time.

    From \`mine.yaml\` to \`changed.yaml\`, the same devices.

    ## Gained and lost

    | Device time | Gained | Lost |
    | --- | ---: | ---: |
    | access | +30m | -1h 30m |
    | exposure | 0 | -1h |
    | over-blocking | +30m | 0 |

    ## Exposure by cause

    | Cause | Gained | Lost |
    | --- | ---: | ---: |
    | \`level-allowed\` | 0 | -1h |
    | \`not-seen-yet\`: no app has seen the threat | +5m | -5m |

    ## Over-blocking by cause

    | Cause | Gained | Lost |
    | --- | ---: | ---: |
    | \`scan-missing/x\` | 0 | 0 |

    ## By cohort

    | Cohort | Devices | Gain access | Lose access | Access + | Access - | Exposure + | Exposure - | Over-blocking + | Over-blocking - |
    | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
    | \`phones\` | 10 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |

    ## Compliance at the end

    Devices by their state under the first tenant (rows) and under the second (columns).

    | From | to compliant | to noncompliant |
    | --- | ---: | ---: |
    | compliant | 8 | 1 |
    | noncompliant | 1 | 0 |

    ## The most telling devices

    | Device | Cohort | Access gained | Access lost | Exposure | Mostly because of |
    | ---: | --- | ---: | ---: | ---: | --- |
    | 4 | \`phones\` | 0 | -1h 30m | -1h | \`level-allowed\` |

    ## How to reproduce it

    \`\`\`sh
    muster fleet small-office --tenant mine.yaml --versus changed.yaml --devices 10 --days 2 --seed 7
    \`\`\`

    - tool: mtd-muster 0.1.0
    - first: \`mine.yaml\`, fingerprint \`0123456789abcdef\`
    - second: \`changed.yaml\`, fingerprint \`fedc\`
    "
  `);
  expect(comparisonText(summaryOf(changed))).toMatchInlineSnapshot(`
    "Of 10 devices 1 (10.0%) gain access at some time and 1 (10.0%) lose it.
    All in all access is 1h less, exposure 1h less and over-blocking 30m more, in device time.
      device 4 (phones): access 0 -1h 30m, exposure -1h: level-allowed"
  `);
});
