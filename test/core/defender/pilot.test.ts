import { describe, expect, test } from 'vitest';
import { defenderStandingOf, enrolmentScenarios } from '../../../core/defender/enrolment.ts';
import { judgePilot, type PilotDevice } from '../../../core/defender/pilot.ts';
import { requirementIds } from '../../../core/requirements/catalogue.ts';
import { managementTypes } from '../../../core/vocabulary.ts';

const good: PilotDevice = {
  name: 'phone',
  managementType: 'androidFullyManaged',
  hasUser: true,
  listed: true,
  phishing: { in: 'device', blocked: true },
  alerted: true,
};

describe('a pilot', () => {
  test.each<[string, Partial<PilotDevice>, boolean]>([
    ['that meets everything', {}, true],
    ['that is not listed', { listed: false }, false],
    ['on which the test was not made', { phishing: null }, false],
    ['on which the page opened', { phishing: { in: 'device', blocked: false } }, false],
    ['without an alert', { alerted: false }, false],
    [
      'tested in the personal profile beside a work profile',
      { managementType: 'androidWorkProfile', phishing: { in: 'personal', blocked: true } },
      false,
    ],
    [
      'tested in the work profile',
      { managementType: 'androidCorporateWorkProfile', phishing: { in: 'work', blocked: true } },
      true,
    ],
  ])('with a device %s', (_, change, expected) => {
    expect(judgePilot([good, { ...good, ...change }]).mayWiden).toBe(expected);
  });

  test('proves nothing without a device, or without a criterion', () => {
    expect(judgePilot([]).mayWiden).toBe(false);
    expect(judgePilot([good], []).mayWiden).toBe(false);
  });

  test('asks nothing of devices on which Defender cannot report, and names them', () => {
    const kiosk = {
      ...good,
      name: 'kiosk',
      managementType: 'androidDedicated',
      listed: false,
    } as const;
    const nobodys = { ...good, name: 'nobodys', hasUser: false, listed: false };
    const { mayWiden, judged, leftOut } = judgePilot([good, kiosk, nobodys]);
    expect(mayWiden).toBe(true);
    expect(judged).toEqual(['phone']);
    expect(leftOut).toEqual([
      { device: 'kiosk', standing: 'unsupported' },
      { device: 'nobodys', standing: 'userless' },
    ]);
    expect(judgePilot([kiosk]).mayWiden).toBe(false);
  });
});

describe('the enrolment matrices', () => {
  const rows = Object.values(enrolmentScenarios).flatMap((each) => Object.values(each));

  test('have a row for each of their requirements', () => {
    const ids = rows.map(({ requirement }) => requirement);
    expect(new Set(ids).size).toBe(14);
    expect(ids.filter((id) => !requirementIds.has(id))).toEqual([]);
  });

  test('name every phone once, and Windows not at all', () => {
    const named = rows.flatMap((row) => row.managementTypes);
    const phones = managementTypes.filter((type) => !type.startsWith('windows'));
    expect([...named].sort()).toEqual([...phones].sort());
    expect(defenderStandingOf('windowsManaged', false)).toBe('supported');
  });
});
