import type { Platform } from '../../core/vocabulary.ts';

/** How platforms are called by people. */
export const platformTitles: Readonly<Record<Platform, string>> = {
  android: 'Android',
  ios: 'iOS',
  windows: 'Windows',
};

const majorOf = (version: string): number => Number.parseInt(version, 10);

/** iOS went from 18 to 26 in 2025, to be named after the year that follows. */
const isIos = (major: number): boolean =>
  (major >= 8 && major <= 18) || (major >= 26 && major < 40);

/**
 * Whether a platform has, or may soon have, such a version. A version of another platform is a
 * slip that would otherwise only show as devices that are never too old.
 */
export const isVersionOf = (platform: Platform, version: string): boolean => {
  const major = majorOf(version);
  switch (platform) {
    case 'android':
      return major >= 4 && major <= 17;
    case 'ios':
      return isIos(major);
    case 'windows':
      return /^10\.0(?:\.|$)/.test(version);
  }
};
