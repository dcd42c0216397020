import { ancestorInV1, baseProperties, betaOnlyProperties } from './beta-only.ts';
import type { Entity, GraphCall } from './call.ts';
import { withFullMetadata } from './full-metadata.ts';

export const typeOf = (entity: Entity, declared: string): string =>
  String(entity['@odata.type'] ?? declared).replace(/^#?(?:microsoft\.graph\.)?/, '');

type Named = (name: string) => boolean;

const everything: Named = () => true;

/** A type v1.0 does not know comes as the nearest it knows, without a word about it. */
const inVersion = ({ version }: GraphCall, type: string): Named => {
  if (version === 'beta') return everything;
  if (type in ancestorInV1) return (name) => baseProperties.has(name);
  const hidden = betaOnlyProperties(type);
  return hidden.size === 0 ? everything : (name) => !hidden.has(name);
};

const namedBy = (select: readonly string[]): Named => {
  if (select.includes('*')) return everything;
  const wanted = new Set(select.map((name) => name.toLowerCase()));
  const known = new Map<string, boolean>();
  return (name) => {
    const before = known.get(name);
    if (before !== undefined) return before;
    const isWanted = name.startsWith('@') || wanted.has(name.toLowerCase());
    known.set(name, isWanted);
    return isWanted;
  };
};

/** A query that is read again is the same object. */
const selections = new WeakMap<readonly string[], Named>();

const selected = ({ query: { select } }: GraphCall): Named => {
  if (select === null) return everything;
  const known = selections.get(select) ?? namedBy(select);
  selections.set(select, known);
  return known;
};

/** What of an entity is shown, in its order. A loop: entities are many, and have many properties. */
const shownOf = (call: GraphCall, entity: Entity, type: string, said: string | null): Entity => {
  const [isKnown, isWanted] = [inVersion(call, type), selected(call)];
  const isTyped = '@odata.type' in entity;
  if (isKnown === everything && isWanted === everything && said === null && !isTyped) return entity;
  const shown: Record<string, unknown> = said === null ? {} : { '@odata.type': said };
  for (const name of Object.keys(entity)) {
    if (name !== '@odata.type' && isKnown(name) && isWanted(name)) shown[name] = entity[name];
  }
  return shown;
};

const withoutAnnotations = (entity: Entity): Entity =>
  Object.fromEntries(Object.entries(entity).filter(([name]) => !name.includes('@odata')));

export interface Shown {
  /** Type the collection is declared with: an entity of another type says so. */
  readonly declared: string;
  /** Path below the version, `deviceManagement/managedDevices`. */
  readonly place: string;
  /** An entity is the same object as long as the same is to be said of it. */
  readonly isKept?: boolean;
}

/** Whether a caller wants to see all that there is, in the usual way. */
export const wantsWhole = ({ query, metadata }: GraphCall): boolean =>
  query.select === null && query.expand.length === 0 && metadata === 'minimal';

/** What v1.0 shows of entities that are kept. */
const shownInV1 = new WeakMap<Entity, Entity>();

/** An entity as this version of Graph shows it to this caller. */
export const present = (call: GraphCall, entity: Entity, spec: Shown): Entity => {
  if (call.version === 'beta' || spec.isKept !== true || !wantsWhole(call)) {
    return presentAnew(call, entity, spec);
  }
  const known = shownInV1.get(entity) ?? presentAnew(call, entity, spec);
  shownInV1.set(entity, known);
  return known;
};

const presentAnew = (call: GraphCall, entity: Entity, { declared, place }: Shown): Entity => {
  const type = typeOf(entity, declared);
  const hidden = call.version === 'v1.0' && type in ancestorInV1;
  const said = hidden ? declared : type;
  const shown = shownOf(call, entity, type, said === declared ? null : `#microsoft.graph.${said}`);
  switch (call.metadata) {
    case 'none':
      return withoutAnnotations(shown);
    case 'full':
      return withFullMetadata(shown, {
        type: said,
        declared,
        place: `${place}('${String(entity['id'])}')`,
        root: call.root,
      });
    case 'minimal':
      return shown;
  }
};
