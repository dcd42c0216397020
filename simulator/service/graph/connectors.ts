import { type ConnectorStatus, isSetUp, partnerStateOf } from '../../../core/connector.ts';
import { type PartnerKey, partnerKeys, partnerOf } from '../../../core/partners.ts';
import type { ConnectorSettings } from '../../../core/tenant.ts';
import { partnerClientId } from '../../contract/partner-client.ts';
import { connectorProperties } from '../../graph/connector.ts';
import type { World } from '../../target/world.ts';
import {
  badRequest,
  type CollectionSpec,
  collectionAnswer,
  entityAnswer,
  failure,
  notFound,
  nothing,
} from './answers.ts';
import { betaOnlyProperties } from './beta-only.ts';
import { type Entity, type GraphCall, type GraphRoute, wantsUnknownMembers } from './call.ts';
import type { GraphAnswer } from './error.ts';
import { hidesNewMembers } from './manners.ts';
import { roles } from './roles.ts';

const place = 'deviceManagement/mobileThreatDefenseConnectors';

const spec: CollectionSpec = {
  declared: 'mobileThreatDefenseConnector',
  place,
  page: 1000,
  paging: 'skiptoken',
  filterable: {},
  isKept: true,
};

/** Graph writes "never" as a date in the year 1 (graph.md 1, 5). */
const neverInContact = '0001-01-01T00:00:00Z';

/** Members that came after v1.0's own list. */
const newMembers: readonly string[] = ['notSetUp', 'error', 'neverConfigured'];

const aboutPartners = new Map<PartnerKey, Entity>();

/** What Graph tells of the partner itself, in beta. */
const aboutPartner = (partner: PartnerKey): Entity => {
  const known = aboutPartners.get(partner);
  if (known !== undefined) return known;
  const { displayName, minimumOs, appProtection, certificateSync } = partnerOf(partner);
  const about = {
    partnerDisplayName: displayName,
    partnerMinimumSupportedAndroidVersion: minimumOs.android ?? null,
    partnerMinimumSupportedIosVersion: minimumOs.ios ?? null,
    partnerMinimumSupportedMacVersion: null,
    partnerMinimumSupportedWindowsVersion: minimumOs.windows ?? null,
    partnerSupportsAndroidMam: appProtection.includes('android'),
    partnerSupportsIosMam: appProtection.includes('ios'),
    partnerSupportsWindowsMam: appProtection.includes('windows'),
    partnerSupportsIosCertificateSync: certificateSync,
    launchMobileThreatDefensePartnerOnSetupEnabled: false,
  };
  aboutPartners.set(partner, about);
  return about;
};

const stateShown = (call: GraphCall, state: string): string => {
  const hides = call.version === 'v1.0' && hidesNewMembers(call.tenant);
  if (!hides || wantsUnknownMembers(call)) return state;
  return newMembers.includes(state) ? 'unknownFutureValue' : state;
};

const contactOf = (status: ConnectorStatus): string =>
  Number.isFinite(status.contact) && (isSetUp(status) || status.contact > 0)
    ? new Date(status.contact).toISOString()
    : neverInContact;

interface Made {
  readonly partner: PartnerKey;
  readonly contact: number;
  readonly wasSetUp: boolean;
  readonly state: string;
  readonly entity: Entity;
}

/** By what a connector is set to: connectors are asked for far more often than they change. */
const lastMade = new WeakMap<ConnectorSettings, Made>();

const entityOf = (call: GraphCall, partner: PartnerKey, status: ConnectorStatus): Entity => {
  const { evaluator, now } = call.world;
  const state = stateShown(call, partnerStateOf(evaluator, status, now));
  const { settings, contact } = status;
  const wasSetUp = isSetUp(status);
  const made = lastMade.get(settings);
  const isSame = made?.contact === contact && made.wasSetUp === wasSetUp && made.state === state;
  if (isSame && made.partner === partner) return made.entity;
  const entity: Record<string, unknown> = {
    id: partnerClientId(partner),
    lastHeartbeatDateTime: contactOf(status),
    partnerState: state,
    ...aboutPartner(partner),
  };
  for (const name of connectorProperties) entity[name] = settings[name];
  lastMade.set(settings, { partner, contact, wasSetUp, state, entity });
  return entity;
};

const partnerWithId = (id: string): PartnerKey | null =>
  partnerKeys.find(
    (key) => partnerClientId(key) === id || partnerOf(key).connectorIds.includes(id),
  ) ?? null;

const known = (
  { world }: GraphCall,
  id: string,
): { partner: PartnerKey; status: ConnectorStatus } | null => {
  const partner = partnerWithId(id.toLowerCase());
  const status = partner === null ? undefined : world.connectors[partner];
  return partner === null || status === undefined ? null : { partner, status };
};

const isInteger = (value: unknown): boolean =>
  typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= 365;

/** The settings of a body, or what is wrong with it; everything read-only is passed over. */
const settingsIn = (call: GraphCall): Partial<ConnectorSettings> | string => {
  const body: Entity = typeof call.body === 'object' && call.body !== null ? { ...call.body } : {};
  const hidden = call.version === 'v1.0' ? betaOnlyProperties(spec.declared) : new Set<string>();
  const settings: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(body)) {
    if (hidden.has(name)) {
      return `The property '${name}' does not exist on type 'microsoft.graph.${spec.declared}'.`;
    }
    if (!connectorProperties.some((property) => property === name)) continue;
    const days = name === 'partnerUnresponsivenessThresholdInDays';
    if (days ? !isInteger(value) : typeof value !== 'boolean') {
      return `Invalid value for the property '${name}'.`;
    }
    settings[name] = value;
  }
  return settings;
};

const write = (call: GraphCall, partner: PartnerKey, status: number): GraphAnswer => {
  const settings = settingsIn(call);
  if (typeof settings === 'string') return badRequest(call, settings);
  const reply = call.tenant.perform({ do: 'setConnector', partner, settings });
  if (reply.result === 'refused') {
    return failure(call, 409, 'Conflict', `The connector conflicts with another: ${reply.code}`);
  }
  const now = call.tenant.world().connectors[partner];
  return now === undefined
    ? notFound(call)
    : entityAnswer(call, entityOf(call, partner, now), spec, status);
};

const create = (call: GraphCall): GraphAnswer => {
  const body: Entity = typeof call.body === 'object' && call.body !== null ? { ...call.body } : {};
  const id = typeof body['id'] === 'string' ? body['id'].toLowerCase() : '';
  const partner = partnerWithId(id);
  if (partner === null) {
    return badRequest(call, `No Mobile Threat Defense partner has the id '${id}'.`);
  }
  if (call.world.connectors[partner] !== undefined) {
    return failure(call, 409, 'Conflict', 'There is a connector with this id already.');
  }
  return write(call, partner, 201);
};

interface Connector {
  readonly partner: PartnerKey;
  readonly status: ConnectorStatus;
}

const listed = new WeakMap<World['connectors'], readonly Connector[]>();

/** Every change makes other connectors of them. */
const inOrder = (connectors: World['connectors']): readonly Connector[] => {
  const known = listed.get(connectors);
  if (known !== undefined) return known;
  const all = partnerKeys.flatMap((partner) => {
    const status = connectors[partner];
    return status === undefined ? [] : [{ partner, status }];
  });
  listed.set(connectors, all);
  return all;
};

export const connectorRoutes: readonly GraphRoute[] = [
  {
    method: 'GET',
    path: place,
    roles: roles.readConnectors,
    answer: (call) => {
      const all = inOrder(call.world.connectors);
      const entities = all.map(({ partner, status }) => entityOf(call, partner, status));
      return collectionAnswer(call, entities, spec);
    },
  },
  { method: 'POST', path: place, roles: roles.writeConnectors, answer: create },
  {
    method: 'GET',
    path: `${place}/{id}`,
    roles: roles.readConnectors,
    answer: (call, [id = '']) => {
      const found = known(call, id);
      if (found === null) return notFound(call);
      return entityAnswer(call, entityOf(call, found.partner, found.status), spec);
    },
  },
  {
    method: 'PATCH',
    path: `${place}/{id}`,
    roles: roles.writeConnectors,
    answer: (call, [id = '']) => {
      const found = known(call, id);
      return found === null ? notFound(call) : write(call, found.partner, 200);
    },
  },
  {
    method: 'DELETE',
    path: `${place}/{id}`,
    roles: roles.writeConnectors,
    answer: (call, [id = '']) => {
      const found = known(call, id);
      if (found === null) return notFound(call);
      call.tenant.removeConnector(found.partner);
      return nothing;
    },
  },
];
