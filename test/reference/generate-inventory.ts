import * as fc from 'fast-check';
import type { PartnerKey } from '../../core/partners.ts';
import type {
  InstalledApp,
  InstalledApps,
  InstalledCertificate,
  InstalledCertificates,
} from '../../core/tenant.ts';

/** What the device says of an app; Apple excludes one pair of values, which nothing here asks. */
const installedAppArbitrary: fc.Arbitrary<InstalledApp> = fc.record(
  {
    name: fc.constantFrom('Mail', 'Diary'),
    version: fc.constantFrom('1.0', '2.1'),
    shortVersion: fc.constant('1'),
    bundleSizeBytes: fc.constantFrom(0, 4096),
    dynamicSizeBytes: fc.constant(17),
    adHocSigned: fc.boolean(),
    fromAppStore: fc.boolean(),
    beta: fc.boolean(),
    deviceBasedVpp: fc.constant(false),
    validated: fc.boolean(),
    managed: fc.boolean(),
  },
  { requiredKeys: ['managed'] },
);
const installedCertificateArbitrary: fc.Arbitrary<InstalledCertificate> = fc.record({
  data: fc.constantFrom('MIIA', 'MIIB'),
  identity: fc.boolean(),
  managed: fc.boolean(),
});

export const appsArbitrary: fc.Arbitrary<InstalledApps> = fc.dictionary(
  fc.constantFrom('com.contoso.mail', 'org.example.diary'),
  installedAppArbitrary,
  { noNullPrototype: true },
);
export const certificatesArbitrary: fc.Arbitrary<InstalledCertificates> = fc.dictionary(
  fc.constantFrom('ada', 'Example Root'),
  installedCertificateArbitrary,
  { noNullPrototype: true },
);

export const setInventoryArbitrary = (device: fc.Arbitrary<string>) =>
  fc.record(
    {
      do: fc.constant('setInventory'),
      device,
      apps: fc.dictionary(
        fc.constantFrom('com.contoso.mail', 'org.example.diary', 'org.example.go'),
        fc.option(installedAppArbitrary),
        { noNullPrototype: true },
      ),
      certificates: fc.dictionary(
        fc.constantFrom('ada', 'Home Router'),
        fc.option(installedCertificateArbitrary),
        { noNullPrototype: true },
      ),
    },
    { requiredKeys: ['do', 'device'] },
  );

/** A partner asks, now and then about an id that nobody knows. */
export const requestArbitrary = (partner: fc.Arbitrary<PartnerKey>, device: fc.Arbitrary<string>) =>
  fc.record(
    {
      do: fc.constantFrom('requestAppSync', 'requestCertificateSync'),
      partner,
      device: fc.oneof({ weight: 9, arbitrary: device }, fc.constant('stranger')),
    },
    { requiredKeys: ['do', 'partner'] },
  );
