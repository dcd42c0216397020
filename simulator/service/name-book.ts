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

/** The things of one kind. */
interface Shelf {
  readonly ids: Map<string, string>;
  readonly names: Map<string, string>;
}

/** @param bound told of each name that gets an id which does not follow from it */
export const createNameBook = (
  tenant: string,
  bound: (kind: ObjectKind, name: string, id: string) => void = () => undefined,
): NameBook => {
  const shelves = new Map<ObjectKind, Shelf>();
  const given = new Map<string, Binding>();
  const shelfOf = (kind: ObjectKind): Shelf => {
    const known = shelves.get(kind);
    if (known !== undefined) return known;
    const shelf: Shelf = { ids: new Map(), names: new Map() };
    shelves.set(kind, shelf);
    return shelf;
  };
  const idOf = (kind: ObjectKind, name: string): string => {
    const { ids, names } = shelfOf(kind);
    const known = ids.get(name);
    if (known !== undefined) return known;
    const id = objectId(tenant, kind, name);
    ids.set(name, id);
    names.set(id, name);
    return id;
  };
  return {
    idOf,
    knows: (kind, name) => shelfOf(kind).ids.has(name),
    nameOf: (kind, id) => shelfOf(kind).names.get(id.toLowerCase()) ?? null,
    bind: (kind, name, id) => {
      bound(kind, name, id);
      given.set(`${kind}/${name}`, [kind, name, id]);
      const { ids, names } = shelfOf(kind);
      ids.set(name, id);
      names.set(id.toLowerCase(), name);
    },
    bound: () => [...given.values()],
    learn: (kind, list) => {
      for (const name of list) idOf(kind, name);
    },
  };
};
