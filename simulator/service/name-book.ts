import { type ObjectKind, objectId } from '../contract/object-id.ts';

/** Names of a tenant's things, and the ids they have on the wire. */
export interface NameBook {
  readonly idOf: (kind: ObjectKind, name: string) => string;
  readonly knows: (kind: ObjectKind, name: string) => boolean;
  /** Null where no name is known that has this id. */
  readonly nameOf: (kind: ObjectKind, id: string) => string | null;
  readonly learn: (kind: ObjectKind, names: Iterable<string>) => void;
  /** Gives a name the id it has elsewhere. */
  readonly bind: (kind: ObjectKind, name: string, id: string) => void;
  /** The names that were given an id, with the last one of each. */
  readonly bound: () => readonly Binding[];
}

export type Binding = readonly [kind: ObjectKind, name: string, id: string];

/** @param bound told of each name that gets an id which does not follow from it */
export const createNameBook = (
  tenant: string,
  bound: (kind: ObjectKind, name: string, id: string) => void = () => undefined,
): NameBook => {
  const ids = new Map<string, string>();
  const names = new Map<string, string>();
  const given = new Map<string, Binding>();
  const idOf = (kind: ObjectKind, name: string): string => {
    const key = `${kind}/${name}`;
    const known = ids.get(key);
    if (known !== undefined) return known;
    const id = objectId(tenant, kind, name);
    ids.set(key, id);
    names.set(`${kind}/${id}`, name);
    return id;
  };
  return {
    idOf,
    knows: (kind, name) => ids.has(`${kind}/${name}`),
    nameOf: (kind, id) => names.get(`${kind}/${id.toLowerCase()}`) ?? null,
    bind: (kind, name, id) => {
      bound(kind, name, id);
      given.set(`${kind}/${name}`, [kind, name, id]);
      ids.set(`${kind}/${name}`, id);
      names.set(`${kind}/${id.toLowerCase()}`, name);
    },
    bound: () => [...given.values()],
    learn: (kind, list) => {
      for (const name of list) idOf(kind, name);
    },
  };
};
