import { expect, test } from 'vitest';
import { nextCheckIn } from '../../core/check-ins.ts';
import { lackingFor } from '../../core/roles.ts';
import { hour, minute } from '../../core/time.ts';
import { wipeRequestListedFor } from '../../core/wipe-requests.ts';

test.each([
  ['android', 0, 3],
  ['android', 12, 15],
  ['android', 15, 30],
  ['android', 120, 135],
  ['android', 135, 135 + 480],
  ['ios', 0, 15],
  ['ios', 45, 60],
  ['ios', 60, 60 + 480],
] as const)('on %s the check-in after minute %i is in minute %i', (platform, last, next) => {
  expect(nextCheckIn(platform, last * minute)).toBe(next * minute);
});

test('a pending wipe request is listed while its app may still be offline', () => {
  expect(wipeRequestListedFor('pending', 24 * hour)).toBe(5 * 24 * hour);
  expect(wipeRequestListedFor('failed', 24 * hour)).toBe(4 * 24 * hour);
});

test.each([
  ['changeConnector', [], 'mtdRead'],
  ['changeConnector', ['mtdRead'], 'mtdModify'],
  ['changeConnector', ['mtdRead', 'Microsoft.Intune_MobileThreatDefense_Modify'], null],
  ['changeConditionalAccessPolicy', ['endpointSecurityManager'], 'conditionalAccess'],
  ['changeConditionalAccessPolicy', ['conditionalAccessAdministrator'], null],
  ['turnOnDefenderConnection', ['securityAdministrator'], null],
  ['viewConnector', ['readOnlyOperator'], null],
] as const)('%s with %j lacks %s', (act, roles, lacking) => {
  expect(lackingFor(act, roles)).toBe(lacking);
});
