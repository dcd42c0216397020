import type { InstalledApp } from '../../../core/tenant.ts';
import type { SharedInventory } from '../../../simulator/port/observation.ts';

/** Sections 2.5 of the procedure and 3.7 of the domain, word by word. */

type AppItem = NonNullable<NonNullable<SharedInventory['appSync']>['apps']>[number];

/** What a request for an inventory meets once the message gate has let it through. */
export interface RequestFacts {
  readonly kind: 'appSync' | 'certificateSync';
  /** CERT-01: the partner supports certificates, and the service release has them. */
  readonly supported: boolean;
  readonly switchOn: boolean;
  readonly deviceKnown: boolean;
  readonly platform: string;
  readonly enrolled: boolean;
  /** A check-in since the switch went on. */
  readonly collected: boolean;
  readonly personal: boolean;
  /** The switch for the whole inventory of personal devices. */
  readonly fullPersonal: boolean;
}

/** The first code of the table in 2.5 that applies, without suffix; null where none does. */
export const requestCode = (q: RequestFacts): string | null => {
  if (q.kind === 'certificateSync' && !q.supported) return 'certificate-sync-not-supported';
  if (!q.switchOn) {
    return q.kind === 'appSync' ? 'app-sync-not-enabled' : 'certificate-sync-not-enabled';
  }
  if (!q.deviceKnown) return 'device-unknown';
  if (q.platform !== 'ios') return 'platform-not-supported';
  if (!q.enrolled) return 'device-not-enrolled';
  if (!q.collected) return 'inventory-not-collected';
  if (!q.personal || q.fullPersonal) return null;
  return q.kind === 'appSync' ? 'personal-apps-withheld' : 'personal-certificates-withheld';
};

/** APPSYNC-06, APPSYNC-07 and the note of PLAT-09: whether one app is among those sent. */
export const appIsSent = (
  app: { readonly managed: boolean },
  withheld: boolean,
  userEnrolment: boolean,
): boolean => app.managed || !(withheld || userEnrolment);

/** CERT-03: off means none, or all but the unmanaged ones. */
export const certificateIsSent = (
  certificate: { readonly managed: boolean },
  withheld: boolean,
  certPersonalOff: 'noData' | 'managedOnly',
): boolean => {
  if (!withheld) return true;
  return certPersonalOff === 'managedOnly' && certificate.managed;
};

const isAtLeast = (version: string, least: readonly [number, number]): boolean => {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > least[0] || (major === least[0] && minor >= least[1]);
};

/** APPSYNC-03 with Apple's table (partner contract, 2.3): an app as a release sends it. */
export const itemOf = (
  appId: string,
  app: InstalledApp,
  release: number,
  osVersion: string,
): AppItem => {
  const ios5 = isAtLeast(osVersion, [5, 0]);
  const ios9 = isAtLeast(osVersion, [9, 2]);
  const four = release >= 2309 && isAtLeast(osVersion, [11, 3]);
  const { version, name, shortVersion, bundleSizeBytes, dynamicSizeBytes } = app;
  const { adHocSigned, fromAppStore, beta, deviceBasedVpp, validated, managed } = app;
  return {
    appId,
    ...(version !== undefined && { version }),
    ...(name !== undefined && { name }),
    ...(ios5 && shortVersion !== undefined && { shortVersion }),
    ...(ios5 && bundleSizeBytes !== undefined && { bundleSizeBytes }),
    ...(ios5 && dynamicSizeBytes !== undefined && { dynamicSizeBytes }),
    ...(four && adHocSigned !== undefined && { adHocSigned }),
    ...(four && fromAppStore !== undefined && { fromAppStore }),
    ...(four && beta !== undefined && { beta }),
    ...(four && deviceBasedVpp !== undefined && { deviceBasedVpp }),
    ...(ios9 && validated !== undefined && { validated }),
    managed,
  };
};
