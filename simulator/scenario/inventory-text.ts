import { appDeviations, appFieldNames, certificateDeviations } from '../../core/inventory.ts';

/** What is looked at of a partner's inventory of a device. */
export const inventoryParts = [
  'appSync',
  'apps',
  'appIds',
  'certificateSync',
  'certificates',
  'certificateNames',
  'certificateRecord',
] as const;
export type InventoryPart = (typeof inventoryParts)[number];

/** There is no inventory at all, which is not the same as an empty one. */
export const noData = 'no data';
/** The partner has not asked. */
export const notRequested = 'not-requested';
/** Nothing was in the way. */
export const sent = 'sent';

type Item = Readonly<Record<string, unknown>>;

const order: readonly string[] = appFieldNames;
const placeOf = (field: string): number =>
  order.includes(field) ? order.indexOf(field) : order.length;

/** In the order of the schema, so that two texts differ only where two items do. */
const fieldsText = (item: Item, without: readonly string[]): string => {
  const fields = Object.entries(item)
    .filter(([field, value]) => !without.includes(field) && value !== undefined)
    .sort(([a], [b]) => placeOf(a) - placeOf(b) || (a < b ? -1 : 1));
  return `{ ${fields.map(([field, value]) => `${field}: ${JSON.stringify(value)}`).join(', ')} }`;
};

const nameOf = (item: Item, key: string, deviations: readonly string[]): string => {
  const name = String(item[key] ?? '?');
  return deviations.length === 0 ? name : `${name} (${deviations.join(', ')})`;
};

/** An app with every field that was sent, so that one too many is a difference. */
export const appText = (item: Item): string =>
  `${nameOf(item, 'appId', [])} ${fieldsText(item, ['appId'])}`;

/** Its id; what was sent against the closed schema stands beside it. */
export const appIdText = (item: Item): string => nameOf(item, 'appId', appDeviations(item));

export const certificateText = (item: Item): string =>
  `${nameOf(item, 'commonName', [])} ${fieldsText(item, ['commonName'])}`;

export const certificateNameText = (item: Item): string =>
  nameOf(item, 'commonName', certificateDeviations(item));

/** What is sent of a device beside its certificates. */
export const recordText = (record: Item): string => fieldsText(record, ['certificates']);
