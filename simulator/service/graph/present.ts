import { ancestorInV1, baseProperties, betaOnlyProperties } from './beta-only.ts';
import type { Entity, GraphCall } from './call.ts';
import { withFullMetadata } from './full-metadata.ts';

export const typeOf = (entity: Entity, declared: string): string => {
  const type = entity['@odata.type'];
  return type === undefined ? declared : String(type).replace(/^#?(?:microsoft\.graph\.)?/, '');
};

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

/** Whether what a caller sees follows from the entity, the version and what is selected alone. */
export const isPlain = ({ query, metadata }: GraphCall): boolean =>
  query.expand.length === 0 && metadata === 'minimal';

interface Before {
  readonly version: GraphCall['version'];
  readonly select: readonly string[] | null;
  readonly shown: Entity;
}

/** How entities that are kept were shown last. */
const lastShown = new WeakMap<Entity, Before>();

/** An entity as this version of Graph shows it to this caller. */
export const present = (call: GraphCall, entity: Entity, spec: Shown): Entity => {
  if (spec.isKept !== true || !isPlain(call)) return presentAnew(call, entity, spec);
  const { version } = call;
  const { select } = call.query;
  if (version === 'beta' && select === null) return presentAnew(call, entity, spec);
  const before = lastShown.get(entity);
  if (before?.version === version && before.select === select) return before.shown;
  const shown = presentAnew(call, entity, spec);
  lastShown.set(entity, { version, select, shown });
  return shown;
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
