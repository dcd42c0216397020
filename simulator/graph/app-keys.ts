import { keyOf, slug } from './slug.ts';
import { words } from './words.ts';

/** App keys by bundle id (iOS), package id (Android) and Windows app id. */
const idsByKey: Readonly<Record<string, readonly string[]>> = {
  outlook: words('com.microsoft.office.outlook'),
  teams: words('com.microsoft.teams com.microsoft.skype.teams'),
  onedrive: words('com.microsoft.skydrive'),
  sharepoint: words('com.microsoft.sharepoint'),
  edge: words('com.microsoft.emmx com.microsoft.msedge com.microsoft.edge'),
  word: words('com.microsoft.office.word'),
  excel: words('com.microsoft.office.excel'),
  powerpoint: words('com.microsoft.office.powerpoint'),
  onenote: words('com.microsoft.office.onenote com.microsoft.onenote'),
  office: words(`com.microsoft.office.officehub com.microsoft.office.officehubrow
    com.microsoft.office.officehubhl com.microsoft.officemobile`),
  todo: words('com.microsoft.todos com.microsoft.to-do'),
  planner: words('com.microsoft.planner com.microsoft.plannermobile'),
  'power-bi': words('com.microsoft.powerbim com.microsoft.powerbimobile'),
  'power-automate': words('com.microsoft.flow com.microsoft.procsimo'),
  'power-apps': words('com.microsoft.msapps'),
  loop: words('com.microsoft.loop'),
  lists: words('com.microsoft.lists.public com.microsoft.splists'),
  whiteboard: words('com.microsoft.whiteboard com.microsoft.whiteboard.publicpreview'),
  engage: words('com.yammer.v1 com.microsoft.o365smb.engagex wefwef'),
  lens: words('com.microsoft.office.officelens com.microsoft.officelens'),
  copilot: words('com.microsoft.copilot'),
  skype: words('com.microsoft.office.lync15 com.microsoft.lync2013.iphone'),
  defender: words('com.microsoft.scmx'),
};

const keyById = new Map(
  Object.entries(idsByKey).flatMap(([key, ids]) => ids.map((id) => [id, key] as const)),
);

/** An id of a store, which has a dot in it, as a key; anything else is a key already. */
export const appKey = (text: string): string => {
  const known = keyById.get(text.toLowerCase());
  if (known !== undefined) return known;
  return text.includes('.') ? slug(text) : keyOf(text, 'app');
};

/** Graph `targetedManagedAppGroupType` `allCoreMicrosoftApps`, as the portal lists them. */
export const coreMicrosoftApps: readonly string[] = words(
  'edge excel office onedrive onenote outlook powerpoint sharepoint teams todo word',
);

/** Every Microsoft app that has a key here, for `allMicrosoftApps`. */
export const knownMicrosoftApps: readonly string[] = Object.keys(idsByKey);

/** An id of a store for a key; a key of one's own stands for itself. */
export const appIdOf = (key: string): string => idsByKey[key]?.[0] ?? key;
