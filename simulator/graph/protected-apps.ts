import { appKey, coreMicrosoftApps, knownMicrosoftApps } from './app-keys.ts';
import { type Body, isBody, own, ownBody, ownText } from './body.ts';
import { type Path, type Remarks, refuse, warn } from './issue.ts';
import { readMember } from './member.ts';

const groupType = {
  name: 'targetedManagedAppGroupType',
  members: ['selectedPublicApps', 'allCoreMicrosoftApps', 'allMicrosoftApps', 'allApps'],
} as const;

const appsOfGroup = {
  selectedPublicApps: [],
  allCoreMicrosoftApps: coreMicrosoftApps,
  allMicrosoftApps: knownMicrosoftApps,
  allApps: ['allApps'],
} as const;

const idOf = (app: Body): string | undefined => {
  const identifier = ownBody(app, 'mobileAppIdentifier') ?? app;
  for (const key of ['bundleId', 'packageId', 'windowsAppId', 'packageName']) {
    const id = ownText(identifier, key);
    if (id !== undefined) return id;
  }
  return undefined;
};

const readApp = (remarks: Remarks, path: Path, item: unknown): string | undefined => {
  const id = typeof item === 'string' ? item : isBody(item) ? idOf(item) : undefined;
  if (id === undefined || id === '') {
    warn(remarks, path, 'app-without-id', 'this app has no bundle id or package id; it is ignored');
    return undefined;
  }
  return appKey(id);
};

/**
 * The keys of the apps a policy protects: Graph's app list or our keys, and what `appGroupType`
 * adds. `allApps` stands alone.
 */
export const readApps = (remarks: Remarks, body: Body): string[] => {
  const group = readMember(
    remarks,
    ['appGroupType'],
    own(body, 'appGroupType'),
    groupType,
    'selectedPublicApps' as const,
  );
  const keys = new Set<string>(appsOfGroup[group]);
  const apps = own(body, 'apps') ?? [];
  if (!Array.isArray(apps)) {
    refuse(remarks, ['apps'], 'type', '`apps` must be a list');
    return [];
  }
  for (const [index, item] of apps.entries()) {
    const key = readApp(remarks, ['apps', index], item);
    if (key !== undefined) keys.add(key);
  }
  if (keys.size === 0) {
    const message = 'the policy names no apps, so it protects none';
    warn(remarks, [], 'no-apps', message, 'name them: `apps: [outlook, teams]`');
  }
  return keys.has('allApps') ? ['allApps'] : [...keys];
};
