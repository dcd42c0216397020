import type { Entity } from './call.ts';

/** Texts of entities that are the same object as long as they say the same. */
const texts = new WeakMap<Entity, string>();

/** What `JSON.stringify` makes of an entity, made once for each object. */
export const writeOnce = (entity: Entity): string => {
  const known = texts.get(entity);
  if (known !== undefined) return known;
  const text = JSON.stringify(entity);
  texts.set(entity, text);
  return text;
};

/** An object with `head` and one more property, a list whose items are written already. */
export const withList = (head: object, name: string, items: readonly string[]): string => {
  const begun = JSON.stringify(head).slice(0, -1);
  const parts = [...items];
  // Put around the items before they are joined: around a long text it would be copied once more.
  parts[0] = `${begun}${begun === '{' ? '' : ','}"${name}":[${parts[0] ?? ''}`;
  parts[parts.length - 1] += ']}';
  return parts.join(',');
};

/** An object with `head` and, after it, what a written object has. */
export const withRest = (head: object, text: string): string => {
  const begun = JSON.stringify(head).slice(0, -1);
  return begun === '{' ? text : `${begun},${text.slice(1)}`;
};
