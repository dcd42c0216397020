import type {
  ConditionalAccessPolicy,
  DetectedApp,
  DeviceManagementSettings,
  ManagedDevice,
  MobileThreatDefenseConnector,
} from '@microsoft/microsoft-graph-types';
import type * as Beta from '@microsoft/microsoft-graph-types-beta';
import { describe, expectTypeOf, it } from 'vitest';
import type { ConnectorSettings, TenantSettings } from '../../../core/tenant.ts';
import type {
  ComplianceState,
  ConditionalAccessPolicyState,
  DeviceThreatProtectionLevel,
  ManagedAppDeviceThreatLevel,
  NoncomplianceActionType,
  Ownership,
  PartnerState,
  RemediationAction,
  ThreatState,
} from '../../../core/vocabulary.ts';

type Of<Value, Name extends keyof Value> = NonNullable<Value[Name]>;

describe('our words are those of the typings of Microsoft', () => {
  it('on the connector', () => {
    type OnV1 = Pick<
      ConnectorSettings,
      keyof ConnectorSettings & keyof MobileThreatDefenseConnector
    >;
    expectTypeOf<OnV1>().toExtend<Partial<MobileThreatDefenseConnector>>();
    type OnBeta = Pick<
      ConnectorSettings,
      keyof ConnectorSettings & keyof Beta.MobileThreatDefenseConnector
    >;
    expectTypeOf<OnBeta>().toExtend<Partial<Beta.MobileThreatDefenseConnector>>();
    expectTypeOf<Exclude<PartnerState, 'notSetUp' | 'error'>>().toExtend<
      Of<MobileThreatDefenseConnector, 'partnerState'>
    >();
    expectTypeOf<PartnerState>().toExtend<Of<Beta.MobileThreatDefenseConnector, 'partnerState'>>();
  });

  it('on devices', () => {
    expectTypeOf<ThreatState>().toExtend<Of<ManagedDevice, 'partnerReportedThreatState'>>();
    expectTypeOf<ComplianceState>().toExtend<Of<ManagedDevice, 'complianceState'>>();
    expectTypeOf<Ownership>().toExtend<Of<ManagedDevice, 'managedDeviceOwnerType'>>();
    expectTypeOf<'ios' | 'androidOSP' | 'windows'>().toExtend<
      Of<Beta.DetectedApp, 'platform'> | Of<DetectedApp, 'platform'>
    >();
  });

  it('on policies', () => {
    expectTypeOf<DeviceThreatProtectionLevel>().toExtend<
      Of<Beta.IosCompliancePolicy, 'deviceThreatProtectionRequiredSecurityLevel'>
    >();
    expectTypeOf<ManagedAppDeviceThreatLevel>().toExtend<
      Of<Beta.IosManagedAppProtection, 'maximumAllowedDeviceThreatLevel'>
    >();
    expectTypeOf<RemediationAction>().toExtend<
      Of<Beta.IosManagedAppProtection, 'mobileThreatDefenseRemediationAction'>
    >();
    expectTypeOf<NoncomplianceActionType>().toExtend<
      Of<Beta.DeviceComplianceActionItem, 'actionType'>
    >();
    expectTypeOf<ConditionalAccessPolicyState>().toExtend<Of<ConditionalAccessPolicy, 'state'>>();
    expectTypeOf<TenantSettings>().toExtend<Partial<DeviceManagementSettings>>();
  });
});
