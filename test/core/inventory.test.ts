import { describe, expect, test } from 'vitest';
import {
  appDeviations,
  appFieldNames,
  appFields,
  appItem,
  certificateDeviations,
  certificateItem,
} from '../../core/inventory.ts';
import type { InstalledApp } from '../../core/tenant.ts';

const every: Required<InstalledApp> = {
  version: '4.1',
  shortVersion: '4',
  name: 'Mail',
  bundleSizeBytes: 120_000_000,
  dynamicSizeBytes: 0,
  adHocSigned: false,
  fromAppStore: false,
  beta: true,
  deviceBasedVpp: true,
  validated: true,
  managed: true,
};
const four = ['adHocSigned', 'fromAppStore', 'beta', 'deviceBasedVpp'];

describe('the fields of an app', () => {
  test('are twelve, and four of them came with release 2309 (APPSYNC-03)', () => {
    expect(appFieldNames).toHaveLength(12);
    expect(appFieldNames.filter((field) => appFields[field].since > 0)).toEqual(four);
    expect(new Set(four.map((field) => appFields[field as keyof typeof appFields].since))).toEqual(
      new Set([2309]),
    );
  });

  test('come each from one key of Apple, but for the flag that is of Intune', () => {
    const keys = appFieldNames.map((field) => appFields[field].apple);
    expect(new Set(keys).size).toBe(12);
    expect(appFieldNames.filter((field) => appFields[field].apple === null)).toEqual(['managed']);
  });

  test('are told to users only in part (APPSYNC-09)', () => {
    expect(appFieldNames.filter((field) => appFields[field].told)).toEqual([
      'appId',
      'version',
      'shortVersion',
      'name',
      'bundleSizeBytes',
      'dynamicSizeBytes',
    ]);
  });

  test('are sent as the release and the OS have them', () => {
    const sentFields = (release: number, osVersion: string) =>
      Object.keys(appItem('com.contoso.mail', every, { release, osVersion })).sort();
    const all = [...appFieldNames].sort();
    const older = all.filter((field) => !four.includes(field));
    expect(sentFields(2309, '11.3')).toEqual(all);
    expect(sentFields(2308, '18.0')).toEqual(older);
    expect(sentFields(2601, '11.2.9')).toEqual(older);
    expect(sentFields(2601, '9.1')).toEqual(older.filter((field) => field !== 'validated'));
    expect(sentFields(2601, '4.3')).toEqual(['appId', 'managed', 'name', 'version']);
  });
});

describe('what somebody sends as an app', () => {
  const newest = { release: 2601, osVersion: '18.0' };

  test.each([
    ['the least', { appId: 'a', managed: false }, []],
    ['every field', { appId: 'a', ...every }, []],
    ['a thirteenth field', { appId: 'a', managed: true, contents: '' }, ['unknown field contents']],
    ['a name of Object', { appId: 'a', managed: true, toString: '' }, ['unknown field toString']],
    ['no id', { managed: true }, ['appId is missing']],
    ['no managed flag', { appId: 'a' }, ['managed is missing']],
    ['an empty id', { appId: '', managed: true }, ['appId is not a text that is not empty']],
    [
      'half a byte',
      { appId: 'a', managed: true, bundleSizeBytes: 0.5 },
      ['bundleSizeBytes is not a whole number of bytes'],
    ],
    [
      'less than nothing',
      { appId: 'a', managed: true, dynamicSizeBytes: -1 },
      ['dynamicSizeBytes is not a whole number of bytes'],
    ],
    ['null for a flag', { appId: 'a', managed: true, beta: null }, ['beta is not true or false']],
    [
      'bought for the device and from the store',
      { appId: 'a', managed: true, deviceBasedVpp: true, fromAppStore: true },
      ['deviceBasedVpp excludes fromAppStore'],
    ],
  ])('%s', (_, item, deviations) => {
    expect(appDeviations(item, newest)).toEqual(deviations);
  });

  test('is measured by release and OS version where they are known', () => {
    const item = { appId: 'a', managed: true, beta: false };
    expect(appDeviations(item)).toEqual([]);
    expect(appDeviations(item, { release: 2308, osVersion: '18.0' })).toEqual([
      'beta is sent since release 2309',
    ]);
    expect(appDeviations(item, { release: 2309, osVersion: '11.2' })).toEqual([
      'beta is answered since iOS 11.3',
    ]);
  });
});

test('a certificate has exactly three fields (CERT-02)', () => {
  const item = certificateItem('Example Root', { data: 'MIIA', identity: false, managed: true });
  expect(item).toEqual({ commonName: 'Example Root', data: 'MIIA', identity: false });
  expect(certificateDeviations({ ...item })).toEqual([]);
  expect(certificateDeviations({ ...item, privateKey: 'MIIB' })).toEqual([
    'unknown field privateKey',
  ]);
  expect(certificateDeviations({ commonName: 'Example Root', data: 'MIIA' })).toEqual([
    'identity is missing',
  ]);
});
