import { type Requirement, requirementsOf } from './requirement.ts';
import { compliance, github, graph, nothingStated, overview } from './sources.ts';

export const severalVendorRequirements: readonly Requirement[] = requirementsOf('MULTI', [
  {
    id: 'MULTI-01',
    tag: 'seed',
    core: true,
    statement:
      'Where two or more vendors are configured for a platform, every device of that platform ' +
      "must have each vendor's app and a scan from each. A scan missing from any one of them " +
      'makes the device noncompliant.',
    sources: [overview('note after the sample scenarios')],
  },
  {
    id: 'MULTI-02',
    tag: 'inference',
    core: true,
    statement:
      'A vendor is configured for a platform if its compliance toggle for it is on (reading ' +
      '`multiVendorScope`) and it is neither unfinished in setup nor ignored as unresponsive. ' +
      'The rule acts through the threat level setting, so a device without a policy that sets ' +
      'one is not failed by it (reading `multiVendorNeedsDtlPolicy`).',
    sources: [nothingStated(overview('note after the sample scenarios'))],
  },
  {
    id: 'MULTI-03',
    tag: 'inference',
    core: true,
    statement:
      'Defender for Endpoint is never among the vendors whose scan MULTI-01 demands. It may run ' +
      'beside one third-party vendor, with compliance checked separately by different policies ' +
      'for different groups.',
    caveat:
      'The overview exempts Defender from the advice of one vendor per platform and allows ' +
      'separate policies; that Defender stands outside MULTI-01 itself is inferred.',
    sources: [overview('note after the sample scenarios')],
  },
  {
    id: 'MULTI-04',
    tag: 'inference',
    core: true,
    statement:
      'Where several third-party connectors feed the threat level setting, each of them must ' +
      'satisfy the limit: the worst verdict decides, and levels are not merged in any other way.',
    sources: [nothingStated(overview('note after the sample scenarios'))],
  },
  {
    id: 'MULTI-05',
    tag: 'seed',
    core: true,
    statement:
      'One vendor for each platform of a tenant is advice. Two third-party vendors on a platform ' +
      'call for a warning about the configuration, never for an error, and Defender is not ' +
      'counted.',
    sources: [overview('note after the sample scenarios')],
  },
  {
    id: 'MULTI-06',
    tag: 'public doc',
    core: true,
    statement:
      'For app protection, Defender and one non-Microsoft connector may both be on for a ' +
      'platform since October 2022, and an app uses one of them at a time. A second non- ' +
      'Microsoft app protection toggle on the platform is refused.',
    caveat: 'The Graph text still says one partner per platform; the release note is followed.',
    sources: [
      "What's new in Microsoft Intune, week of 31 October 2022",
      graph('mobilethreatdefenseconnector'),
    ],
  },
  {
    id: 'MULTI-07',
    tag: 'public doc',
    statement:
      'MTD partners are not compliance partners, the third-party device managers that are ' +
      'limited to one per platform. That limit says nothing about MTD vendors.',
    sources: [compliance('third-party-partners.md'), github('MicrosoftDocs/memdocs', 'issue 1494')],
  },
]);
