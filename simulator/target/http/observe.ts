import type { PartnerKey } from '../../../core/partners.ts';
import { partnerClientId } from '../../contract/partner-client.ts';
import {
  type ConnectorObservation,
  type ConnectorQuery,
  type DeviceField,
  type DeviceObservation,
  type DeviceQuery,
  deviceFields,
  type Query,
} from '../../port/observation.ts';
import type { Desk } from './desk.ts';
import { type Answer, type Ask, unexpected } from './wire.ts';

const only = ({ json }: Answer, fields: readonly DeviceField[]): DeviceObservation =>
  Object.fromEntries(
    fields.flatMap((field) => (json !== null && field in json ? [[field, json[field]]] : [])),
  );

/** What Graph says of a managed device; one it does not manage is not there. */
const managedState = async (desk: Desk, device: string): Promise<DeviceObservation> => {
  const id = desk.idOf('device', device);
  const path = `/v1.0/deviceManagement/managedDevices/${id}?$select=complianceState`;
  const ask: Ask = { method: 'GET', path };
  const answer = await desk.asAdmin('graph', ask);
  if (answer.status === 404) return {};
  if (answer.status !== 200) throw unexpected(ask, answer);
  return only(answer, ['complianceState']);
};

export const observeDeviceOver = async (
  desk: Desk,
  { device, fields, resources }: DeviceQuery,
): Promise<DeviceObservation> => {
  const asksGraph = desk.has('graph') && fields.includes('complianceState');
  const inGraph = asksGraph ? await managedState(desk, device) : {};
  const rest = deviceFields.filter((field) => fields.includes(field) && !(field in inGraph));
  if (rest.length === 0) return inGraph;
  if (!desk.has('device')) {
    const query = { kind: 'device', device, fields: rest, resources } as const;
    return { ...only(await observeByControl(desk, query), rest), ...inGraph };
  }
  const query = new URLSearchParams();
  for (const resource of resources) query.append('resource', resource);
  const path = `/device/${desk.idOf('device', device)}?${query.toString()}`;
  const ask: Ask = { method: 'GET', path };
  const answer = await desk.asAdmin('device', ask);
  if (answer.status === 404) return inGraph;
  if (answer.status !== 200) throw unexpected(ask, answer);
  return { ...only(answer, rest), ...inGraph };
};

/** Through the control surface, for what no other surface shows. */
const observeByControl = async (desk: Desk, query: Query): Promise<Answer> => {
  const path = `/tenants/${desk.tenantId}/observations`;
  const ask: Ask = { method: 'POST', path, json: query };
  const answer = await desk.control.ask(ask);
  if (answer.status !== 200 || answer.json === null) throw unexpected(ask, answer);
  return answer;
};

const stateInGraph = async (desk: Desk, partner: PartnerKey): Promise<ConnectorObservation> => {
  const id = partnerClientId(partner);
  const path = `/beta/deviceManagement/mobileThreatDefenseConnectors/${id}`;
  const ask: Ask = { method: 'GET', path };
  const answer = await desk.asAdmin('graph', ask);
  if (answer.status === 404) return {};
  const state = answer.json?.['partnerState'];
  if (answer.status !== 200 || typeof state !== 'string') throw unexpected(ask, answer);
  return { partnerState: state as NonNullable<ConnectorObservation['partnerState']> };
};

export const observeConnectorOver = async (
  desk: Desk,
  query: ConnectorQuery,
): Promise<ConnectorObservation> => {
  const { partner } = query;
  const asksGraph = desk.has('graph') && query.fields.includes('partnerState');
  const inGraph = asksGraph ? await stateInGraph(desk, partner) : {};
  // What a message would meet is nowhere else to be seen; of no connector there is nothing to see.
  const fields = query.fields.filter((field) => !(asksGraph && field === 'partnerState'));
  if (fields.length === 0 || (asksGraph && inGraph.partnerState === undefined)) return inGraph;
  const { json } = await observeByControl(desk, { kind: 'connector', partner, fields });
  const shown = fields.flatMap((field) => {
    const value = json?.[field];
    return value === undefined ? [] : [[field, value]];
  });
  return { ...Object.fromEntries(shown), ...inGraph };
};
