import { expect, test } from 'vitest';
import { shownInventory } from '../../../simulator/run/look-inventory.ts';

const mail = { appId: 'com.contoso.mail', managed: true, name: 'Mail' };
const root = { commonName: 'Example Root', data: 'MIIA', identity: false };
const record = { accountId: 'tenant', entraDeviceId: 'iphone', deviceOwner: 'company' };
const shown = (apps: unknown, certificates: unknown = []) => ({
  lookout: {
    appSync: { code: null, collectedAt: 0, apps },
    certificateSync: { code: 'x', collectedAt: 0, record: { ...record, certificates } },
  },
});

test.each([
  ['lookout.appSync', shown([mail]), 'sent'],
  ['lookout.appIds', shown([mail]), ['com.contoso.mail']],
  ['lookout.apps', shown([mail]), ['com.contoso.mail { name: "Mail", managed: true }']],
  ['lookout.appIds', shown([]), []],
  ['lookout.appIds', shown(null), 'no data'],
  ['lookout.certificateSync', shown([]), 'x'],
  ['lookout.certificateNames', shown([], [root]), ['Example Root']],
  ['lookout.certificates', shown([], [root]), ['Example Root { data: "MIIA", identity: false }']],
  [
    'lookout.certificateRecord',
    shown([], [root]),
    '{ accountId: "tenant", deviceOwner: "company", entraDeviceId: "iphone" }',
  ],
  ['zimperium.appSync', shown([]), 'not-requested'],
  ['zimperium.apps', shown([]), 'no data'],
  ['zimperium.certificateRecord', shown([]), 'no data'],
  ['lookout.appIds', undefined, undefined],
])('%s of an inventory', (key, inventory, text) => {
  expect(shownInventory(inventory, key)).toEqual(text);
});

test('what is sent against the closed schema is seen by whoever looks at names alone', () => {
  const leak = { ...mail, contents: 'a letter' };
  expect(shownInventory(shown([leak]), 'lookout.appIds')).toEqual([
    'com.contoso.mail (unknown field contents)',
  ]);
  expect(
    shownInventory(shown([], [{ ...root, managed: true }]), 'lookout.certificateNames'),
  ).toEqual(['Example Root (unknown field managed)']);
});
