import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { day, hour } from '../../../core/time.ts';
import { mostInstants } from '../../../simulator/scenario/limits.ts';
import { windowInstants } from '../../../simulator/scenario/watch.ts';
import { compileBody, errorsOf, framesOf, onlyCase } from './memory.ts';

const offsetsOf = (body: string): readonly number[] => {
  const kase = onlyCase(compileBody(body));
  return (kase.watches[0]?.instants ?? []).map((instant) => instant - kase.start);
};

const steps = `timeline:
  - at: 0s
    do: [{ heartbeat: { partner: lookout } }]
  - at: 30d
`;
const never = (when: string) => `never:\n  - { ${when}pixel: { complianceState: compliant } }\n`;

const around = (offset: number) => [offset - 1, offset, offset + 1];

describe('where a window is looked at', () => {
  it.each([
    ['the threshold of the partner', '', 7 * day],
    ['twice the threshold', '', 14 * day],
    ['the hold of an error', '', 7 * day],
    ['the life of a token', '', hour],
    [
      'a threshold of the tenant',
      'given: { connectors: { lookout: { partnerUnresponsivenessThresholdInDays: 3 } } }\n',
      3 * day,
    ],
    [
      'the validity of compliance',
      'given: { settings: { deviceComplianceCheckinThresholdDays: 11 } }\n',
      11 * day,
    ],
    ['the recalculation delay', 'given: { recalculationDelay: 90s }\n', 90_000],
    [
      'a grace period',
      'given: { compliancePolicies: { low: { scheduledActionsForRule: [{ scheduledActionConfigurations: [{ actionType: block, gracePeriodHours: 13 }] }] } } }\n',
      13 * hour,
    ],
    ['a variable', 'vars: { n: 5h }\ntags: ["x-${n}"]\n', 5 * hour],
  ])('%s after a step', (_what, before, offset) => {
    const offsets = offsetsOf(`${before}${steps}${never('')}`);
    expect(offsets).toEqual(expect.arrayContaining(around(offset)));
  });

  it('contact before the clock started counts from there', () => {
    const given =
      'given: { connectors: { lookout: { lastHeartbeatDateTime: 2026-01-03T09:00:00Z } } }\n';
    expect(offsetsOf(`${given}${steps}${never('')}`)).toEqual(
      expect.arrayContaining(around(5 * day)),
    );
  });

  it('changes on the timeline bring their durations', () => {
    const body = `timeline:
  - at: 0s
    do:
      - setConnector: { partner: lookout, partnerUnresponsivenessThresholdInDays: 2 }
      - setTenant: { recalculationDelay: 3m }
      - setPolicy: { policy: low, set: { scheduledActionsForRule: [{ scheduledActionConfigurations: [{ actionType: block, gracePeriodHours: 5 }] }] } }
  - at: 30d
${never('')}`;
    const offsets = offsetsOf(body);
    for (const offset of [2 * day, 180_000, 5 * hour]) {
      expect(offsets).toEqual(expect.arrayContaining(around(offset)));
    }
  });

  it('a window is half open', () => {
    const offsets = offsetsOf(`${steps}${never('when: { from: 1h, until: 7d }, ')}`);
    expect(offsets[0]).toBe(hour);
    expect(offsets.at(-1)).toBe(7 * day - 1);
  });

  it('without an end it goes until just after the last step', () => {
    const kase = onlyCase(compileBody(`${steps}${never('')}`));
    expect(kase.watches[0]).toMatchObject({ from: kase.start, until: kase.start + 30 * day + 1 });
  });

  it.each([
    ['{ from: 2h, until: 2h }', 'time: the window is empty'],
    ['{ from: 2h, until: 1h }', 'time: the window is empty'],
  ])('when: %s', (when, message) => {
    expect(errorsOf(compileBody(`${steps}${never(`when: ${when}, `)}`))).toEqual([message]);
  });

  it('only states can be watched', () => {
    const body = `${steps}always:\n  - { events: { exactly: [] }, pixel: { complianceState: unknown } }\n`;
    expect(errorsOf(compileBody(body))).toEqual(['name: unknown device `events`']);
  });

  it('more instants than anybody wants to wait for are refused', () => {
    const many = Array.from({ length: 400 }, (_, index) => `  - at: ${index}h+${index}s\n`).join(
      '',
    );
    const compiled = compileBody(`timeline:\n${many}${never('')}`);
    expect(framesOf(compiled)).toContain(`more than ${mostInstants} instants`);
  });
});

describe('the instants', () => {
  it('ascend, are each there once, and lie inside the window', () => {
    const number = fc.integer({ min: -50, max: 50 });
    fc.assert(
      fc.property(
        number,
        number,
        fc.array(number),
        fc.array(fc.nat(30)),
        (from, length, events, durations) => {
          const until = from + Math.abs(length);
          const found = windowInstants(from, until, { events, durations }) ?? [];
          expect(found).toEqual([...new Set(found)].sort((a, b) => a - b));
          expect(found.every((instant) => instant >= from && instant < until)).toBe(true);
          for (const event of events) {
            for (const duration of durations) {
              for (const instant of around(event + duration)) {
                if (instant >= from && instant < until) expect(found).toContain(instant);
              }
            }
          }
        },
      ),
    );
  });
});
