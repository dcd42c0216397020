import { expect, test } from 'vitest';
import { ledgerRows } from '../../../core/requirements/catalogue.ts';
import { selectRequirements, unmatchedPrefixes } from '../../../core/requirements/selection.ts';

const ids = (selection: Parameters<typeof selectRequirements>[0]): string[] =>
  selectRequirements(selection).map(({ id }) => id);

test('nothing asked for is everything, in the order of the catalogue', () => {
  expect(selectRequirements({})).toEqual(ledgerRows);
  expect(selectRequirements({ prefixes: [], bases: [], tags: [] })).toEqual(ledgerRows);
});

test.each([
  ['an id', ['MULTI-01'], ['MULTI-01']],
  ['an id in lower case', ['multi-01'], ['MULTI-01']],
  ['a group', ['CERT'], ['CERT-01', 'CERT-02', 'CERT-03']],
  ['several, in the order of the catalogue', ['PART', 'LIC'], ['LIC-01', 'LIC-02', 'PART-01']],
  ['nothing that exists', ['CERT-9'], []],
])('a prefix is %s', (_what, prefixes, expected) => {
  expect(ids({ prefixes })).toEqual(expected);
});

test('conditions narrow each other', () => {
  expect(ids({ prefixes: ['WIPE'], bases: ['inferred'] })).toEqual(['WIPE-06']);
  expect(ids({ prefixes: ['WIPE'], tags: ['seed+public doc'] })).toEqual(['WIPE-01']);
  expect(ids({ prefixes: ['WIPE'], core: true })).toEqual(['WIPE-01', 'WIPE-02', 'WIPE-06']);
  expect(ids({ prefixes: ['WIPE'], core: false })).toEqual(['WIPE-03', 'WIPE-04', 'WIPE-05']);
});

test('a prefix that fits nothing is named', () => {
  expect(unmatchedPrefixes(['CONN', 'CNON', 'MAM-22'])).toEqual(['CNON', 'MAM-22']);
});
