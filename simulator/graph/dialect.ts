import { type Body, isBody, own, ownList, ownText, saysSomething } from './body.ts';

/** The ways in which people have policies lying about; each has a golden test. */
export type Dialect =
  | 'graph'
  | 'intune-management'
  | 'intunecd'
  | 'intune-backup-and-restore'
  | 'powershell-sdk'
  | 'cipp'
  | 'microsoft365dsc'
  | 'template';

export const dialectNames: Readonly<Record<Dialect, string>> = {
  graph: 'Graph response',
  'intune-management': 'IntuneManagement (odata.metadata=full)',
  intunecd: 'IntuneCD',
  'intune-backup-and-restore': 'IntuneBackupAndRestore',
  'powershell-sdk': 'Graph PowerShell SDK',
  cipp: 'CIPP template',
  microsoft365dsc: 'Microsoft365DSC',
  template: 'hand-written template or POST body',
};

const hasFullMetadata = (body: Body): boolean =>
  Object.keys(body).some(
    (key) => key.startsWith('#microsoft.graph.') || key.indexOf('@odata.') > 0,
  );

/** IntuneCD puts names where Graph has ids: of groups, and of scope tags. */
const hasNamesForIds = (body: Body): boolean => {
  const targets = (ownList(body, 'assignments') ?? []).map((item) =>
    isBody(item) ? own(item, 'target') : undefined,
  );
  const named = targets.some((target) => isBody(target) && saysSomething(own(target, 'groupName')));
  const tags = ownList(body, 'roleScopeTagIds') ?? [];
  const wordy = tags.some((tag) => typeof tag === 'string' && !/^\d+$/.test(tag));
  return named || (wordy && own(body, 'id') === undefined);
};

/** The folders the tool writes to; its bodies look like any other response. */
const backupFolder = /(?:^|[\\/])(?:Device Compliance Policies|App Protection Policies)[\\/]/;

/** The dialect of one body as Graph names it. */
export const dialectOf = (body: Body, file: string, inResponse: boolean): Dialect => {
  if (hasFullMetadata(body)) return 'intune-management';
  if (hasNamesForIds(body)) return 'intunecd';
  if (inResponse || ownText(body, '@odata.context') !== undefined) return 'graph';
  const stored = saysSomething(own(body, 'id'));
  if (stored && backupFolder.test(file)) return 'intune-backup-and-restore';
  const dated = saysSomething(own(body, 'createdDateTime') ?? own(body, 'lastModifiedDateTime'));
  return stored && dated ? 'graph' : 'template';
};
