/** Values that count as set, by the names of the settings they fit; the first that fits. */
const samples: readonly (readonly [RegExp, unknown])[] = [
  [/^appActionIf/, 'block'],
  [/^(?:periodO|gracePeriod)/, 'PT12H'],
  [/SafetyNetAppsVerificationType$/, 'enabled'],
  [/SafetyNetDeviceAttestationType$/, 'basicIntegrity'],
  [/SafetyNetEvaluationType$/, 'basic'],
  [/^purviewContentEvaluationRequired$/, 'required'],
  [/^workProfilePasswordRequiredType$/, 'required'],
  [/RequiredType$/, 'numeric'],
  [/PasswordComplexity$/, 'low'],
  [/^restrictedApps$/, [{ name: 'restricted', appId: 'restricted.app' }]],
  [
    /^validOperatingSystemBuildRanges$/,
    [{ description: 'any', lowestVersion: '10.0.1', highestVersion: '10.0.99999' }],
  ],
  [
    /^wslDistributions$/,
    [{ distribution: 'any', minimumOSVersion: '1.0', maximumOSVersion: '99.0' }],
  ],
  [
    /^deviceCompliancePolicyScript$/,
    { deviceComplianceScriptId: '00000000-0000-0000-0000-000000000001', rulesContent: 'e30=' },
  ],
  [/^allowedAndroidDeviceModels$/, ['Pixel']],
  [/^allowed\w*(?:Manufacturers|Models)$/, 'Any'],
  [/PatchLevel$|PatchVersion$/, '2026-01-01'],
  [/Version$/, '1.0'],
  [/(?:Length|Count|Characters|Days|InMinutes|Retries|ToBlock|FactoryReset)$/, 4],
  [/Inactivity/, 4],
];

/** Some value of this setting that asks for something; most settings are switches. */
export const settingThatIsSet = (name: string): unknown =>
  samples.find(([pattern]) => pattern.test(name))?.[1] ?? true;
