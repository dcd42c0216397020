import { describe, expect, it, test } from 'vitest';
import { day, hour } from '../../../core/time.ts';
import type { RollUp, VendorCloud } from '../../../core/vendor-cloud.ts';
import { type Limit, type ThreatState, threatStates } from '../../../core/vocabulary.ts';
import { type Contact, documentedCloud, heardAt } from '../../../simulator/contract/cloud.ts';

const { contactAfter, reportedStateOf, resyncAt, rollUpOf, silentAt, speaks } = documentedCloud;

const cloud = (changes: Partial<VendorCloud> = {}): VendorCloud => ({
  pack: 'generic',
  silentDeviceAfter: 3 * day,
  rollUp: 'max',
  resyncEvery: null,
  readOnly: false,
  ...changes,
});

test.each<[string, Contact, number | null, number | null]>([
  ['no activated app', null, day, null],
  ['heard just now', heardAt(hour), day, hour + day],
  ['told already', { heard: hour, silenceTold: true }, day, null],
  ['a vendor that says nothing of silence', heardAt(hour), null, null],
])('silence, with %s', (_, contact, after, expected) => {
  expect(silentAt(contact, after)).toBe(expected);
});

describe('the contact after a report', () => {
  const now = 10 * day;
  const after = 3 * day;
  const told: Contact = { heard: 2 * day, silenceTold: true };
  const rows: [string, Contact, ThreatState, number, Contact][] = [
    ['a level is a sign', heardAt(8 * day), 'secured', now, heardAt(now)],
    ['so is a first one', null, 'activated', now, heardAt(now)],
    ['and one after a silence', told, 'lowSeverity', now, heardAt(now)],
    ['as of when it was seen', told, 'lowSeverity', 8 * day, heardAt(8 * day)],
    ['an older one takes nothing back', heardAt(9 * day), 'secured', 8 * day, heardAt(9 * day)],
    ['one from too long ago changes nothing', told, 'secured', 5 * day, told],
    ['not even where nothing was known', null, 'secured', 7 * day, null],
    ['a millisecond less long ago, it does', null, 'secured', 7 * day + 1, heardAt(7 * day + 1)],
    ['silence is told once', heardAt(2 * day), 'unresponsive', now, told],
    ['an app that is gone is not listened for', heardAt(9 * day), 'deactivated', now, null],
    ['nor one that nobody opened', heardAt(9 * day), 'unknown', now, null],
  ];
  it.each(rows)('%s', (_, contact, state, observedAt, expected) => {
    expect(contactAfter(contact, state, observedAt, now, after)).toEqual(expected);
  });

  it('is never silent by itself where no silence is spoken of', () => {
    expect(contactAfter(null, 'secured', 0, 1000 * day, null)).toEqual(heardAt(0));
  });
});

describe('the level of several threats', () => {
  const two: RollUp = [
    { severity: 'high', atLeast: 1, level: 'high' },
    { severity: 'medium', atLeast: 2, level: 'high' },
    { severity: 'medium', atLeast: 1, level: 'medium' },
    { severity: 'low', atLeast: 3, level: 'medium' },
  ];
  const rows: [RollUp, Limit[], Limit][] = [
    ['max', [], 'secured'],
    ['max', ['secured'], 'secured'],
    ['max', ['low', 'high', 'medium'], 'high'],
    ['max', ['low', 'low', 'low', 'low'], 'low'],
    [two, [], 'secured'],
    [two, ['secured', 'secured', 'secured'], 'secured'],
    [two, ['low', 'low'], 'secured'],
    [two, ['low', 'low', 'low'], 'medium'],
    [two, ['medium'], 'medium'],
    [two, ['medium', 'low'], 'medium'],
    [two, ['medium', 'medium'], 'high'],
    [two, ['high'], 'high'],
  ];
  it.each(rows)('%j of %j is %s', (rule, threats, expected) => {
    expect(rollUpOf(rule, threats)).toBe(expected);
  });
});

test('a level is reported as the state of its name', () => {
  const states = (['secured', 'low', 'medium', 'high'] as const).map(reportedStateOf);
  expect(states).toEqual(threatStates.slice(3, 7));
});

describe('saying everything again', () => {
  const each = cloud({ resyncEvery: day });
  it('comes at each whole period after the start, and never now', () => {
    expect(resyncAt(each, hour, hour)).toBe(hour + day);
    expect(resyncAt(each, hour, hour + day - 1)).toBe(hour + day);
    expect(resyncAt(each, hour, hour + day)).toBe(hour + 2 * day);
  });

  it('does not come where only changes are said, or nothing', () => {
    expect(resyncAt(cloud(), 0, 0)).toBeNull();
    expect(resyncAt({ ...each, readOnly: true }, 0, 0)).toBeNull();
  });
});

test('a cloud that only reads does not speak', () => {
  expect(speaks(cloud())).toBe(true);
  expect(speaks(cloud({ readOnly: true }))).toBe(false);
});
