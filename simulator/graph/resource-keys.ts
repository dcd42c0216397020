import { keyOf } from './slug.ts';

const suite: readonly string[] = ['exchange', 'sharepoint', 'teams'];

/** Well-known application ids and group names, lower case, by the resources they stand for. */
const resources: ReadonlyMap<string, readonly string[]> = new Map([
  ['all', ['All']],
  ['none', []],
  ['office365', suite],
  ['office 365', suite],
  ['00000002-0000-0ff1-ce00-000000000000', ['exchange']],
  ['office 365 exchange online', ['exchange']],
  ['00000003-0000-0ff1-ce00-000000000000', ['sharepoint']],
  ['office 365 sharepoint online', ['sharepoint']],
  ['cc15fd57-2c6c-4117-a88c-83b1d56b4bbe', ['teams']],
  ['microsoft teams services', ['teams']],
]);

/** Resource keys for an entry of `includeApplications`; a name of one's own stays as it is. */
export const resourceKeys = (application: string): readonly string[] =>
  resources.get(application.toLowerCase()) ?? [keyOf(application, 'resource')];

const guid = /^[0-9a-f-]{36}$/;

/** The well-known application id of a resource, where it has one. */
export const resourceId = (key: string): string | null => {
  for (const [id, keys] of resources) if (guid.test(id) && keys[0] === key) return id;
  return null;
};
