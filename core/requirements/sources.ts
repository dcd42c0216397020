/**
 * The documents behind the catalogue, spelt out so that a reader can find them. Each function
 * takes the sections that are meant.
 */
type Cite = (...sections: readonly string[]) => string;
type CitePage = (page: string, ...sections: readonly string[]) => string;

const cite = (document: string, sections: readonly string[]): string =>
  [document, ...sections].join(', ');

const documentOf =
  (title: string): Cite =>
  (...sections) =>
    cite(title, sections);

const folderOf =
  (folder: string): CitePage =>
  (page, ...sections) =>
    cite(`${folder}/${page}`, sections);

const memdocs = (folder: string): CitePage => folderOf(`MicrosoftDocs/memdocs: intune/${folder}`);

/** One of the five documents that Muster started from. */
export interface SourceDocument {
  /** Of its page under docs/sources. */
  readonly slug: string;
  readonly title: string;
  /** What kind of text it is, and what of it Muster builds. */
  readonly about: string;
  /** What stands in it and is no requirement. */
  readonly leftOut: string;
}

export const sourceDocuments = {
  draftGuide: {
    slug: 'install-guide-draft',
    title: 'Install Mobile Threat Defense on your mobile device (draft of 10/2019)',
    about:
      "A draft of a help article for users: how to install a vendor's app on iOS and Android after " +
      'a work app has turned one away, what the organisation sees, and how to get rid of a threat. ' +
      'Muster plays its two ways step by step. Five remarks of the author to her reviewers are still ' +
      'in it; where the later edition settles one, that edition is followed, and the rest are open ' +
      'questions.',
    leftOut: 'Its metadata, and the addresses behind its links.',
  },
  overview: {
    slug: 'intune-overview',
    title: 'Intune MTD overview (08/2024)',
    about:
      "Microsoft's overview for admins: what a connector is, its six states and which messages " +
      'each blocks, the app inventory, several vendors on one platform, clouds and partners. Most ' +
      'of what Muster decides starts here.',
    leftOut:
      'Its pictures of infected and remedied devices, which the scenarios play, and the marketing ' +
      'of its second section.',
  },
  userGuide: {
    slug: 'install-guide-dutch',
    title: 'Install Mobile Threat Defense app (Dutch edition, 08/2020)',
    about:
      'The published edition of the same article, in Dutch: registration comes first, further ' +
      'requirements of the app may follow, scans are repeated until nothing is left. Where it ' +
      'differs from the draft it is followed.',
    leftOut: 'Its metadata, and the addresses behind its links.',
  },
  defenderOverview: {
    slug: 'defender-overview',
    title: 'Defender for Endpoint as MTD (10/2024)',
    about:
      "Microsoft's overview of Defender on phones: capabilities, two matrices of enrolment, easy " +
      'onboarding and a pilot. The Android rows stand in it three times and agree. Muster holds ' +
      'them as data (`muster defender`), warns of devices they exclude, and judges pilots.',
    leftOut:
      'Its videos and the trial it offers. The malware test in its hidden comment has no sample and ' +
      'is no criterion.',
  },
  shortOverview: {
    slug: 'short-overview',
    title: '051: Mobile Threat Defense (short overview, undated)',
    about:
      'A summary of the Intune overview by somebody else: purpose, how a level becomes a decision, ' +
      'where the connector is set up and by whom, and the partners.',
    leftOut: 'Its video.',
  },
} as const satisfies Record<string, SourceDocument>;

export const draftGuide = documentOf(sourceDocuments.draftGuide.title);
export const overview = documentOf(sourceDocuments.overview.title);
export const userGuide = documentOf(sourceDocuments.userGuide.title);
export const defenderOverview = documentOf(sourceDocuments.defenderOverview.title);
export const shortOverview = documentOf(sourceDocuments.shortOverview.title);

export const mtd = memdocs('device-security/mobile-threat-defense');
export const compliance = memdocs('device-security/compliance');
export const defenderSetup = memdocs('device-security/microsoft-defender');
export const appProtection = memdocs('app-management/protection');
export const configuration = memdocs('device-configuration');
export const fundamentals = memdocs('fundamentals');
export const userHelp = memdocs('user-help');
export const defender = folderOf('MicrosoftDocs/defender-docs: defender-endpoint');
export const entra = folderOf('MicrosoftDocs/entra-docs: docs/identity/conditional-access');

const graphResources =
  'microsoftgraph/microsoft-graph-docs-contrib: api-reference/{beta,v1.0}/resources';

/** A page of the Graph reference, in v1.0 and beta. */
export const graph = (resource: string): string => `${graphResources}/intune-*-${resource}.md`;

export const github = (repository: string, thread: string): string =>
  `github.com/${repository}, ${thread}`;

/** For what is inferred: the nearest passages that were read and do not settle it. */
export const nothingStated = (...nearest: readonly string[]): string =>
  `stated in no document that was read; nearest: ${nearest.join('; ')}`;
