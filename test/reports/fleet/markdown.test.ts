import { expect, test } from 'vitest';
import { noTally } from '../../../reports/fleet/add-tallies.ts';
import { fleetMarkdown } from '../../../reports/fleet/markdown.ts';
import { fleetSummaryOf } from '../../../reports/fleet/summary.ts';
import { fleetText } from '../../../reports/fleet/text.ts';
import { planWith, tallyWith, threshold } from './made-up-fleet.ts';

const summary = fleetSummaryOf(planWith(), tallyWith());

test('a fleet on one page', () => {
  expect(fleetMarkdown(summary)).toMatchInlineSnapshot(`
    "# A small office

    **10 devices lived 2 days: every threshold is met.** At the end 10.0% were noncompliant; of all launches and tokens 8.3% were denied, and an average device was exposed for 12m and blocked without need for 1h.

    ## Thresholds

    | Threshold | Measured | Margin | Verdict |
    | --- | ---: | ---: | --- |
    | \`noncompliant < 25%\` | 10.0% | 15.0% | met |
    | \`detection_max < 1h\` | 50m | 10m | met |

    The margin is what was left before the bound; below zero the bound was passed.

    ## Exposure

    Access while a threat was on the device: 50.0% of the 4h that threats were on devices, or 12m for an average device. Why it stayed open:

    | Cause | Share |  | Device time |
    | --- | ---: | --- | ---: |
    | \`not-seen-yet\`: no app has seen the threat | 75.0% | ███████████████ | 1h 30m |
    | \`level-allowed\` | 25.0% | █████ | 30m |

    ## Over-blocking

    No access though no threat was on the device: 2.1% of its time, or 1h for an average device. Why:

    | Cause | Share |  | Device time |
    | --- | ---: | --- | ---: |
    | \`scan-missing/lookout\` | 100% | ████████████████████ | 10h |

    ## From detection to decision

    How long after an app had detected a threat the device lost access or compliance.

    | Partner | Platform | n | p50 | p90 | p99 | max |
    | --- | --- | ---: | ---: | ---: | ---: | ---: |
    | \`lookout\` | android | 3 | – | – | – | 50m |
    | all | all | 3 | – | – | – | 50m |

    A percentile is an upper bound, at most 3.2% above the truth. \`–\`: fewer than ten detections
    lie beyond it, which is too few to say.

    Detections that no decision followed: 1 \`over-before\`.

    ## Day by day

    Devices at the end of each day, and the check-ins of the day. A device that is not enrolled has
    no compliance state: it is unknown.

    | Day | Compliant | In grace | Noncompliant | Unknown | Without access | Check-ins |
    | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
    | 1 | 10 | 0 | 0 | 0 | 0 | 30 |
    | 2 | 9 | 0 | 1 | 0 | 1 | 30 |

    ## The fleet

    | Cohort | Planned | Played | Devices | Noncompliant at the end |
    | --- | ---: | ---: | ---: | ---: |
    | \`phones\` | 75.0% | 80.0% | 8 | 0 |
    | \`tablets\` | 25.0% | 20.0% | 2 | 1 |

    They lived through 90 events: 60 check-ins, 42 messages of partners, 30 launches, 5 threats (1 never seen by any app) and 1 selective wipe.

    ## Partners

    | Partner | Connector | Messages |
    | --- | --- | --- |
    | \`lookout\` | enabled 1d 21h, error 3h | 40 accepted, 2 connector-unavailable/lookout |

    ## Coverage

    3 situations met: platform, management type, partners, level, partner state and policy together. Of everything that can come together came:

    | Taken | Met | Possible | Share |
    | --- | ---: | ---: | ---: |
    | two at a time | 32 | 34 | 94.1% |
    | three at a time | 49 | 56 | 87.5% |

    Pairs that never met:

    - partners \`lookout\` with level \`none\`
    - level \`none\` with partnerState \`enabled\`

    ## How to reproduce it

    \`\`\`sh
    muster fleet small-office --devices 10 --days 2 --seed 7
    \`\`\`

    It gives the digest \`00000001deadbeef00000000ffffffff\` on every machine, whatever the threads and shares.

    - tool: mtd-muster 0.1.0
    - profile and tenant: \`0123456789abcdef\`
    - readings turned for this run: none
    "
  `);
});

test('a fleet in a terminal', () => {
  expect(fleetText(summary)).toMatchInlineSnapshot(`
    "10 devices lived 2 days: every threshold is met.
    At the end 10.0% were noncompliant; of all launches and tokens 8.3% were denied, and an average device was exposed for 12m and blocked without need for 1h.
      met: noncompliant < 25% (measured 10.0%, margin 15.0%)
      met: detection_max < 1h (measured 50m, margin 10m)
    exposure: not-seen-yet 75.0%, level-allowed 25.0%
    over-blocking: scan-missing/lookout 100%
    detection to decision: p50 –, p90 –, p99 –, max 50m (n = 3)
    90 events, 60 check-ins, 5 threats; coverage: 94.1% of pairs, 87.5% of triples
    digest 00000001deadbeef00000000ffffffff, seed 7
    muster fleet small-office --devices 10 --days 2 --seed 7"
  `);
});

test('the terminal gets fifteen lines at most, what went wrong among them', () => {
  const texts = ['wipes >= 0', 'lost <= 0', 'unknown <= 0%', 'compliant > 1%', 'denied < 50%'];
  const bad = ['events/device > 100', 'detection_p99 < 1h', 'noncompliant < 1%'];
  const thresholds = [...texts, ...bad].map(threshold);
  const lines = fleetText(fleetSummaryOf(planWith({ thresholds }), tallyWith())).split('\n');
  expect(lines.length).toBeLessThanOrEqual(15);
  for (const text of bad) expect(lines.some((line) => line.includes(text))).toBe(true);
  expect(lines).toContain('  and 3 thresholds more');
});

test('a run that was cut short says so first, and judges nothing', () => {
  const part = fleetSummaryOf(planWith(), tallyWith({ devices: 6 }));
  expect(fleetText(part).split('\n')[0]).toBe(
    '6 devices lived 2 days: 4 of 10 devices were not played.',
  );
  const page = fleetMarkdown(part);
  expect(page).toContain('not-judged: 4 of 10 devices were not played');
  expect(page).not.toContain('every threshold is met');
});

test('lost devices and missed thresholds are both in the first sentence', () => {
  const thresholds = [threshold('wipes < 1')];
  const bad = fleetSummaryOf(planWith({ thresholds }), tallyWith({ devices: 9, lost: 1 }));
  expect(fleetMarkdown(bad)).toContain(
    '**9 devices lived 2 days: 1 device died with their share, and 1 of 1 thresholds are missed.**',
  );
});

test('a run in which nothing happened has a page too', () => {
  const empty = fleetSummaryOf(planWith({ devices: 0, thresholds: [], connectors: [] }), noTally);
  const page = fleetMarkdown(empty);
  expect(page).toContain('No device ever had access while a threat was on it.');
  expect(page).not.toMatch(/NaN|Infinity|undefined|null/);
});

test('names cannot break out of their tables', () => {
  const cohorts = { 'a|b`c': 10 };
  const page = fleetMarkdown(fleetSummaryOf(planWith({ cohorts }), tallyWith({ cohorts })));
  expect(page).toContain("| `a\\|b'c` | 100% | 100% | 10 | 0 |");
});

test('a year is shown in a month of rows, and the last day is among them', () => {
  const page = fleetMarkdown(fleetSummaryOf(planWith({ days: 365 }), tallyWith()));
  const rows = page.split('\n').filter((line) => /^\| \d+ \| [\d,]+ \| /.test(line));
  expect(rows.length).toBeLessThanOrEqual(32);
  expect(rows.at(-1)).toMatch(/^\| 365 \|/);
});

test('the command that plays it again quotes what a shell would take apart', () => {
  const plan = planWith({ profile: "my fleets/it's.yaml", tenant: 'mine.yaml', turned: ['a=b'] });
  expect(fleetMarkdown(fleetSummaryOf(plan, tallyWith()))).toContain(
    "muster fleet 'my fleets/it'\\''s.yaml' --tenant mine.yaml --devices 10 --days 2 --seed 7 " +
      '--reading a=b',
  );
});
