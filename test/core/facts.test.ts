import { describe, expect, it } from 'vitest';
import { appManagementLevelOf, documentedFacts, isEnrolled } from '../../core/facts.ts';
import { compareVersions } from '../../core/version.ts';
import { compliancePolicyTypes, managementTypes } from '../../core/vocabulary.ts';

describe('versions', () => {
  it.each([
    ['9', '10', -1],
    ['10', '9', 1],
    ['5.1', '5.1.0', 0],
    ['5.0.9', '5.1', -1],
    ['15', '15.6', -1],
    ['15.10', '15.6', 1],
    ['10.0.22630', '10.0.22631', -1],
  ])('%s against %s is %i', (a, b, expected) => {
    expect(compareVersions(a, b)).toBe(expected);
  });

  it('never puts a device below a minimum that nobody states', () => {
    expect(documentedFacts.osBelowMinimum('defender', 'android', '1.0')).toBe(false);
    expect(documentedFacts.osBelowMinimum('lookout', 'windows', '1.0')).toBe(false);
  });
});

describe('policies and devices', () => {
  it('gives every enrolled kind of device exactly the policy types of its kind', () => {
    const table = managementTypes.map((managementType) => [
      managementType,
      compliancePolicyTypes.filter((type) => documentedFacts.policyFits(type, managementType))
        .length,
    ]);
    expect(Object.fromEntries(table)).toEqual({
      androidWorkProfile: 2,
      androidCorporateWorkProfile: 1,
      androidFullyManaged: 1,
      androidDedicated: 1,
      androidDeviceAdministrator: 1,
      androidAosp: 1,
      androidUnmanaged: 0,
      iosSupervised: 1,
      iosDeviceEnrollment: 1,
      iosUserEnrollment: 1,
      iosShared: 1,
      iosUnmanaged: 0,
      windowsManaged: 1,
      windowsUnmanaged: 0,
    });
  });

  it('keeps app protection away from managed Windows, whatever the policy says', () => {
    const fits = documentedFacts.appPolicyFits;
    expect(fits('windowsManagedAppProtection', [], 'windowsManaged')).toBe(false);
    expect(fits('windowsManagedAppProtection', [], 'windowsUnmanaged')).toBe(true);
  });

  it('calls exactly the unmanaged kinds unmanaged', () => {
    for (const managementType of managementTypes) {
      const unmanaged = appManagementLevelOf(managementType) === 'unmanaged';
      expect(unmanaged).toBe(!isEnrolled(managementType));
    }
  });
});
