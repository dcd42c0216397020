import { expect, it } from 'vitest';
import { didYouMean, listed, nearest } from '../../../simulator/source/nearest.ts';

const states = ['secured', 'lowSeverity', 'mediumSeverity', 'highSeverity'];

it.each([
  ['lowSeverty', 'lowSeverity'],
  ['LOWSEVERITY', 'lowSeverity'],
  ['hihgSeverity', 'highSeverity'],
  ['secure', 'secured'],
  ['green', null],
  ['', null],
  ['x'.repeat(100_000), null],
])('%s is near %s', (word, meant) => {
  expect(nearest(word, states)).toBe(meant);
});

it('the nearest of several is taken, the first of equals', () => {
  expect(nearest('pixle', ['pixels', 'pixel', 'pixle2'])).toBe('pixel');
});

it('a long word is no other long word because they share most of their letters', () => {
  const known = ['deviceThreatProtectionEnabled', 'passwordRequiredType'];
  expect(nearest('deviceTreatProtectionEnable', known)).toBe('deviceThreatProtectionEnabled');
  expect(nearest('deviceFirewallProtectionRequired', known)).toBeNull();
});

it('nothing near gives no help at all', () => {
  expect(didYouMean('zzz', states)).toEqual({});
  expect(didYouMean('secred', states)).toEqual({ help: 'did you mean `secured`?' });
});

it('a long list is cut, with how many more there are', () => {
  const many = Array.from({ length: 40 }, (_, index) => `w${index}`);
  expect(listed(many)).toMatch(/w19 and 20 more$/);
  expect(listed(many.slice(0, 24))).toMatch(/w23$/);
});
