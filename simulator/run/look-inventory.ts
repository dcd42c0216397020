import {
  appIdText,
  appText,
  certificateNameText,
  certificateText,
  noData,
  notRequested,
  recordText,
  sent,
} from '../scenario/inventory-text.ts';

type Item = Readonly<Record<string, unknown>>;

const isItem = (value: unknown): value is Item =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const memberOf = (value: unknown, key: string): unknown => (isItem(value) ? value[key] : undefined);

const textsOf = (items: unknown, text: (item: Item) => string): string | readonly string[] =>
  Array.isArray(items) ? items.filter(isItem).map(text) : noData;

const codeOf = (answer: unknown): string =>
  isItem(answer) ? String(answer['code'] ?? sent) : notRequested;

/**
 * One part of an observed inventory, `lookout.appIds`, as the text a scenario's expectation was
 * made into; undefined where the target does not show it.
 */
export const shownInventory = (inventory: unknown, key: string): unknown => {
  const [partner = '', part] = key.split('.');
  if (inventory === undefined) return undefined;
  const shared = memberOf(inventory, partner);
  const [apps, certificates] = [memberOf(shared, 'appSync'), memberOf(shared, 'certificateSync')];
  const record = memberOf(certificates, 'record');
  switch (part) {
    case 'appSync':
      return codeOf(apps);
    case 'apps':
      return textsOf(memberOf(apps, 'apps'), appText);
    case 'appIds':
      return textsOf(memberOf(apps, 'apps'), appIdText);
    case 'certificateSync':
      return codeOf(certificates);
    case 'certificates':
      return textsOf(memberOf(record, 'certificates'), certificateText);
    case 'certificateNames':
      return textsOf(memberOf(record, 'certificates'), certificateNameText);
    case 'certificateRecord':
      return isItem(record) ? recordText(record) : noData;
    default:
      return undefined;
  }
};
