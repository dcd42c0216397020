import { describe, expect, it } from 'vitest';
import { compileBody, errorsOf, onlyCase } from './memory.ts';

const played = (act: string, expected = 'complianceState: noncompliant') =>
  compileBody(
    `timeline:\n  - at: 0s\n    do: [{ ${act} }]\n    expect: { pixel: { ${expected} } }\n`,
  );

const operationOf = (act: string) =>
  onlyCase(played(act)).steps[0]?.operations.map(({ operation }) => operation)[0];

const expectationsOf = (expected: string) =>
  onlyCase(played('requestAppSync: { partner: lookout }', expected)).steps[0]?.expectations.map(
    (each) => (each.kind === 'device' ? [each.field, each.key, each.expected] : each.kind),
  );

describe('a request for an inventory', () => {
  it('is about every device, about one, or about an id nobody knows', () => {
    expect(operationOf('requestAppSync: { partner: lookout }')).toEqual({
      do: 'requestAppSync',
      partner: 'lookout',
    });
    expect(operationOf('requestCertificateSync: { partner: lookout, device: pixel }')).toEqual({
      do: 'requestCertificateSync',
      partner: 'lookout',
      device: 'pixel',
    });
    expect(operationOf('requestAppSync: { partner: lookout, deviceId: x-1 }')).toEqual({
      do: 'requestAppSync',
      partner: 'lookout',
      device: 'x-1',
    });
  });

  it.each([
    ['requestAppSync: { partner: lookout, device: pixle }', 'unknown device `pixle`'],
    [
      'requestAppSync: { partner: lookout, deviceId: pixel }',
      'the tenant knows `pixel`, so it is a `device`',
    ],
    [
      'requestAppSync: { partner: lookout, device: pixel, deviceId: x-1 }',
      'a request names a `device` or a `deviceId`, not both',
    ],
    ['setInventory: { device: pixel, apps: { a.b: { beta: 1 } } }', 'expected `true` or `false`'],
    [
      'setInventory: { device: pixel, certificates: { Root: { data: "not base64" } } }',
      'expected a certificate in base64',
    ],
  ])('%s', (act, message) => {
    expect(errorsOf(played(act)).join('\n')).toContain(message);
  });
});

it('a changed inventory has whole new values, and null for what is gone', () => {
  const act =
    'setInventory: { device: pixel, apps: { a.b: { name: A }, c.d: ~ }, certificates: { Root: ~ } }';
  expect(operationOf(act)).toEqual({
    do: 'setInventory',
    device: 'pixel',
    apps: { 'a.b': { name: 'A', managed: false }, 'c.d': null },
    certificates: { Root: null },
  });
});

describe('an expected inventory', () => {
  it('is one expectation for each part', () => {
    const apps = 'apps: { a.b: { managed: true, name: A } }, appIds: [a.b]';
    const record = '{ accountId: t, entraDeviceId: d, deviceOwner: company }';
    expect(
      expectationsOf(
        `inventory: { lookout: { appSync: sent, ${apps}, certificateRecord: ${record} } }`,
      ),
    ).toEqual([
      ['inventory', 'lookout.appSync', 'sent'],
      ['inventory', 'lookout.apps', ['a.b { name: "A", managed: true }']],
      ['inventory', 'lookout.appIds', ['a.b']],
      [
        'inventory',
        'lookout.certificateRecord',
        '{ accountId: "t", deviceOwner: "company", entraDeviceId: "d" }',
      ],
    ]);
  });

  it('tells no data from an empty inventory', () => {
    expect(expectationsOf('inventory: { lookout: { appIds: ~, certificateNames: [] } }')).toEqual([
      ['inventory', 'lookout.appIds', 'no data'],
      ['inventory', 'lookout.certificateNames', []],
    ]);
  });

  it.each([
    ['inventory: { lookout: {} }', '`lookout` looks at nothing'],
    ['inventory: { lookout: { apps: { a.b: { name: A } } } }', '`managed` is missing'],
    [
      'inventory: { lookout: { apps: { a.b: { managed: true, contents: x } } } }',
      'unknown field `contents`',
    ],
    [
      'inventory: { lookout: { apps: { a.b: { managed: true, deviceBasedVpp: true, fromAppStore: true } } } }',
      'an app with `deviceBasedVpp` is not `fromAppStore`',
    ],
    ['inventory: { lookout: { appSync: refused } }', 'unknown answer `refused`'],
  ])('%s', (expected, message) => {
    const compiled = played('requestAppSync: { partner: lookout }', expected);
    expect(errorsOf(compiled).join('\n')).toContain(message);
  });
});
