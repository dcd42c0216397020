import { nearest } from '../source/nearest.ts';
import { type Body, isAnnotation } from './body.ts';
import { type Remarks, shown, warn } from './issue.ts';

export interface PropertyTable {
  /** Graph's name of the type, for messages. */
  readonly type: string;
  /** Names the normaliser itself reads. */
  readonly read: ReadonlySet<string>;
  /** Known names that are read past. */
  readonly ignored: ReadonlySet<string>;
  /** Names of other types of the same family, with one type that has the name. */
  readonly elsewhere: ReadonlyMap<string, string>;
}

/** Comparing names takes time; a body with more unknown ones is no policy anyway. */
const mostSuggestions = 20;

/** Sorts every property of a body: read, ignored, another platform's, or unknown. */
export const checkProperties = (remarks: Remarks, body: Body, table: PropertyTable): void => {
  const names = [...table.read, ...table.ignored];
  let unknown = 0;
  for (const key of Object.keys(body)) {
    if (isAnnotation(key) || table.read.has(key)) continue;
    remarks.ignored.push(key);
    if (table.ignored.has(key)) continue;
    const other = table.elsewhere.get(key);
    if (other !== undefined) {
      const owner = `\`${other}\`, not to \`${table.type}\``;
      const message = `\`${shown(key)}\` belongs to ${owner}, and is ignored`;
      warn(remarks, [key], 'other-platform-property', message);
      continue;
    }
    const meant = unknown++ < mostSuggestions ? nearest(key, names) : null;
    const help = meant === null ? undefined : `did you mean \`${meant}\`?`;
    const message = `\`${table.type}\` has no property \`${shown(key)}\`; it is ignored`;
    warn(remarks, [key], 'unknown-property', message, help);
  }
};

/** Property name to one of the types that have it. */
export const ownersOf = (
  ...tables: readonly Readonly<Record<string, readonly string[]>>[]
): ReadonlyMap<string, string> => {
  const owners = new Map<string, string>();
  for (const table of tables) {
    for (const [type, names] of Object.entries(table)) {
      for (const name of names) if (!owners.has(name)) owners.set(name, type);
    }
  }
  return owners;
};

/** The names of two tables of the same types, type by type. */
export const joinTables = <Type extends string>(
  one: Readonly<Record<Type, readonly string[]>>,
  other: Readonly<Record<Type, readonly string[]>>,
): Readonly<Record<Type, readonly string[]>> => {
  const joined: Record<Type, readonly string[]> = { ...one };
  for (const type of Object.keys(one) as Type[]) joined[type] = [...one[type], ...other[type]];
  return joined;
};

/** A table for each of some types, made when the type is first met. */
export const tablesByType = <Type extends string>(
  make: (type: Type) => PropertyTable,
): ((type: Type) => PropertyTable) => {
  const made = new Map<Type, PropertyTable>();
  return (type) => {
    const table = made.get(type) ?? make(type);
    made.set(type, table);
    return table;
  };
};
