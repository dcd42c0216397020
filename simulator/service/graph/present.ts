import { ancestorInV1, baseProperties, betaOnlyProperties } from './beta-only.ts';
import type { Entity, GraphCall } from './call.ts';
import { withFullMetadata } from './full-metadata.ts';

export const typeOf = (entity: Entity, declared: string): string =>
  String(entity['@odata.type'] ?? declared).replace(/^#?(?:microsoft\.graph\.)?/, '');

/** A type v1.0 does not know comes as the nearest it knows, without a word about it. */
const projected = (entity: Entity, type: string): Record<string, unknown> => {
  if (type in ancestorInV1) {
    return Object.fromEntries(Object.entries(entity).filter(([name]) => baseProperties.has(name)));
  }
  const hidden = betaOnlyProperties(type);
  return Object.fromEntries(Object.entries(entity).filter(([name]) => !hidden.has(name)));
};

const selected = (
  entity: Record<string, unknown>,
  select: readonly string[] | null,
): Record<string, unknown> => {
  if (select === null || select.includes('*')) return entity;
  const wanted = new Set(select.map((name) => name.toLowerCase()));
  return Object.fromEntries(
    Object.entries(entity).filter(
      ([name]) => name.startsWith('@') || wanted.has(name.toLowerCase()),
    ),
  );
};

const withoutAnnotations = (entity: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(entity).filter(([name]) => !name.includes('@odata')));

export interface Shown {
  /** Type the collection is declared with: an entity of another type says so. */
  readonly declared: string;
  /** Path below the version, `deviceManagement/managedDevices`. */
  readonly place: string;
}

/** An entity as this version of Graph shows it to this caller. */
export const present = (call: GraphCall, entity: Entity, { declared, place }: Shown): Entity => {
  const type = typeOf(entity, declared);
  const inVersion = call.version === 'beta' ? { ...entity } : projected(entity, type);
  const hidden = call.version === 'v1.0' && type in ancestorInV1;
  const said = hidden ? declared : type;
  delete inVersion['@odata.type'];
  const named = said === declared ? {} : { '@odata.type': `#microsoft.graph.${said}` };
  const shown = selected({ ...named, ...inVersion }, call.query.select);
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
