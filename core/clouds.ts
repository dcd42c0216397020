import type { Cloud, Platform } from './vocabulary.ts';

export interface CloudFacts {
  readonly title: string;
  /** Sovereign: only connectors whose partner supports the cloud, which is data of the tenant. */
  readonly sovereign: boolean;
  /** Platforms with MTD connectors. */
  readonly platforms: readonly Platform[];
  /** Management that does not exist there. */
  readonly without: readonly string[];
  readonly requirements: readonly string[];
}

const phones: readonly Platform[] = ['android', 'ios'];
const all: readonly Platform[] = ['android', 'ios', 'windows'];

export const cloudFacts: Readonly<Record<Cloud, CloudFacts>> = {
  public: {
    title: 'Commercial',
    sovereign: false,
    platforms: all,
    without: [],
    requirements: ['CLOUD-02'],
  },
  gcc: {
    title: 'US Government GCC',
    sovereign: false,
    platforms: all,
    without: [],
    requirements: ['CLOUD-02'],
  },
  gccHigh: {
    title: 'US Government GCC High',
    sovereign: true,
    platforms: phones,
    without: [],
    requirements: ['CLOUD-01', 'CLOUD-05'],
  },
  dod: {
    title: 'US Government DoD',
    sovereign: true,
    platforms: phones,
    without: [],
    requirements: ['CLOUD-03'],
  },
  china21Vianet: {
    title: '21Vianet in China',
    sovereign: true,
    platforms: phones,
    without: [
      'Google Mobile Services',
      'Android Enterprise',
      'Google Play',
      'AOSP management',
      'app protection of apps that are not on sale in China',
    ],
    requirements: ['CLOUD-01', 'CLOUD-04'],
  },
};
