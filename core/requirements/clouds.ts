import { type Requirement, requirementsOf } from './requirement.ts';
import { appProtection, fundamentals, graph, nothingStated, overview } from './sources.ts';

export const cloudRequirements: readonly Requirement[] = requirementsOf('CLOUD', [
  {
    id: 'CLOUD-01',
    tag: 'seed',
    statement:
      'MTD connectors for Android and iOS/iPadOS exist in US Government GCC High and in ' +
      '21Vianet, for partners that support that cloud themselves. A tenant sees only the ' +
      'connectors available in its cloud.',
    sources: [overview('Government cloud support')],
  },
  {
    id: 'CLOUD-02',
    tag: 'public doc',
    statement:
      'GCC runs in the commercial service, so the whole commercial list of partners applies.',
    sources: [fundamentals('government-service-description.md')],
  },
  {
    id: 'CLOUD-03',
    tag: 'inference',
    statement:
      'In DoD the same connectors are available as in GCC High, as the two share the Intune ' +
      'instance.',
    sources: [
      nothingStated(
        fundamentals('government-service-description.md'),
        graph('mobilethreatdefenseconnector'),
      ),
    ],
  },
  {
    id: 'CLOUD-04',
    tag: 'public doc',
    statement:
      '21Vianet has no Google Mobile Services, hence no Android Enterprise and no Google Play, ' +
      'and no AOSP management. App protection covers only apps on sale in China, and some ' +
      'Company Portal tasks take up to 8 hours.',
    sources: [fundamentals('china.md')],
  },
  {
    id: 'CLOUD-05',
    tag: 'public doc',
    statement:
      'Microsoft does not publish which partner supports which sovereign cloud, so that is data ' +
      'of the tenant. The overview speaks of Android and iOS connectors only, while Windows app ' +
      'protection is said to work in government clouds.',
    sources: [overview('Government cloud support'), appProtection('enable-mam-windows.md')],
  },
]);
