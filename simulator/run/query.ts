import type { PartnerKey } from '../../core/partners.ts';
import type { ConnectorField, DeviceField, Query } from '../port/observation.ts';
import type { Expectation } from '../scenario/case.ts';

interface Wanted<Field> {
  readonly fields: Set<Field>;
  readonly resources: Set<string>;
}

const wantedOf = <Field>(wanted: Map<string, Wanted<Field>>, subject: string): Wanted<Field> => {
  const known = wanted.get(subject);
  if (known !== undefined) return known;
  const fresh: Wanted<Field> = { fields: new Set(), resources: new Set() };
  wanted.set(subject, fresh);
  return fresh;
};

const needsResources = (field: DeviceField): boolean =>
  field === 'access' || field === 'accessReasons' || field === 'tokens';

/** One query for each device and connector that is looked at, in the order of the file. */
export const queriesFor = (expectations: readonly Expectation[]): readonly Query[] => {
  const devices = new Map<string, Wanted<DeviceField>>();
  const connectors = new Map<string, Wanted<ConnectorField>>();
  for (const expectation of expectations) {
    if (expectation.kind === 'device') {
      const wanted = wantedOf(devices, expectation.device);
      wanted.fields.add(expectation.field);
      if (needsResources(expectation.field) && expectation.key !== null) {
        wanted.resources.add(expectation.key);
      }
    } else if (expectation.kind === 'connector') {
      wantedOf(connectors, expectation.partner).fields.add(expectation.field);
    }
  }
  return [
    ...[...devices].map(([device, { fields, resources }]): Query => {
      return {
        kind: 'device',
        device,
        fields: [...fields].sort(),
        resources: [...resources].sort(),
      };
    }),
    ...[...connectors].map(([partner, { fields }]): Query => {
      return { kind: 'connector', partner: partner as PartnerKey, fields: [...fields].sort() };
    }),
  ];
};

/** Whom a query is about. */
export const subjectOf = (query: Query): string =>
  query.kind === 'device' ? query.device : query.partner;
