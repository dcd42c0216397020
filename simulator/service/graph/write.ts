import type { Entity } from './call.ts';
import { type Leased, leaseConcat } from './page-buffer.ts';

/** A body as it goes out: text, or bytes that are given back once they are sent. */
export type Written = string | Leased;

/** Texts of entities that are the same object as long as they say the same. */
const texts = new WeakMap<Entity, string>();

/** What `JSON.stringify` makes of an entity, made once for each object. */
const textOnce = (entity: Entity): string => {
  const known = texts.get(entity);
  if (known !== undefined) return known;
  const text = JSON.stringify(entity);
  texts.set(entity, text);
  return text;
};

/** The same in UTF-8, with the comma that stands after it in a list. */
const itemBytes = new WeakMap<Entity, Buffer>();

const bytesOnce = (entity: Entity): Buffer => {
  const known = itemBytes.get(entity);
  if (known !== undefined) return known;
  const bytes = Buffer.from(`${JSON.stringify(entity)},`);
  itemBytes.set(entity, bytes);
  return bytes;
};

/** Lists at least as long are put together as bytes: as a text they would be encoded each time. */
const long = 16;
const end = Buffer.from(']}');

const begin = (head: ListHead): string => {
  const text = JSON.stringify(head).slice(0, -1);
  return `${text}${text === '{' ? '' : ','}"value":[`;
};

const asBytes = (head: ListHead, items: readonly Entity[]): Leased => {
  const parts = items.map(bytesOnce);
  const last = parts.pop() ?? end;
  return leaseConcat([Buffer.from(begin(head)), ...parts, last.subarray(0, -1), end]);
};

/** Annotations of a list, as flat as they are. */
export type ListHead = Readonly<Record<string, string | number>>;

interface Listed {
  readonly head: ListHead;
  readonly items: readonly Entity[];
  readonly text: string;
}

/** Short lists as they were written last, by their first item. */
const listed = new WeakMap<Entity, Listed>();
const mostListed = 8 * 1024;

const isSameHead = (one: ListHead, other: ListHead): boolean => {
  for (const name in one) if (one[name] !== other[name]) return false;
  return Object.keys(one).length === Object.keys(other).length;
};

const asText = (head: ListHead, items: readonly Entity[]): string => {
  const [first] = items;
  const known = first === undefined ? undefined : listed.get(first);
  const isSame =
    known?.items.length === items.length &&
    known.items.every((item, place) => item === items[place]) &&
    isSameHead(known.head, head);
  if (isSame) return known.text;
  const text = `${begin(head)}${items.map(textOnce).join(',')}]}`;
  if (first !== undefined && text.length <= mostListed) listed.set(first, { head, items, text });
  return text;
};

/** An object with `head` and `value`, a list of entities that are written once. */
export const withList = (head: ListHead, items: readonly Entity[]): Written =>
  items.length < long ? asText(head, items) : asBytes(head, items);

interface InContext {
  readonly context: string;
  readonly text: string;
}

/** As entities were written last that came alone. */
const alone = new WeakMap<Entity, InContext>();

/** An entity that comes alone, which is written once for each context it comes in. */
export const withContext = (context: string, entity: Entity): string => {
  const known = alone.get(entity);
  if (known?.context === context) return known.text;
  const text = JSON.stringify({ '@odata.context': context, ...entity });
  alone.set(entity, { context, text });
  return text;
};
