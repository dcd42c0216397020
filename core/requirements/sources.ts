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

export const draftGuide = documentOf(
  'Install Mobile Threat Defense on your mobile device (draft of 10/2019)',
);
export const overview = documentOf('Intune MTD overview (08/2024)');
export const userGuide = documentOf('Install Mobile Threat Defense app (Dutch edition, 08/2020)');
export const defenderOverview = documentOf('Defender for Endpoint as MTD (10/2024)');
export const shortOverview = documentOf('051: Mobile Threat Defense (short overview, undated)');

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
