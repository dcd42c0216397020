import { partnerClientId } from '../../contract/partner-client.ts';
import {
  type ConnectorObservation,
  type ConnectorQuery,
  type DeviceField,
  type DeviceObservation,
  type DeviceQuery,
  deviceFields,
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
  const inGraph = fields.includes('complianceState') ? await managedState(desk, device) : {};
  const rest = deviceFields.filter((field) => fields.includes(field) && !(field in inGraph));
  if (rest.length === 0) return inGraph;
  const query = new URLSearchParams();
  for (const resource of resources) query.append('resource', resource);
  const path = `/device/${desk.idOf('device', device)}?${query.toString()}`;
  const ask: Ask = { method: 'GET', path };
  const answer = await desk.asAdmin('device', ask);
  if (answer.status === 404) return inGraph;
  if (answer.status !== 200) throw unexpected(ask, answer);
  return { ...only(answer, rest), ...inGraph };
};

/** What a message of each kind would meet, which is nowhere but on the control surface. */
const messagesOf = async (desk: Desk, query: ConnectorQuery): Promise<ConnectorObservation> => {
  const path = `/_control/tenants/${desk.tenantId}/observations`;
  const ask: Ask = { method: 'POST', path, json: { ...query, fields: ['messages'] } };
  const answer = await desk.control.ask(ask);
  if (answer.status !== 200) throw unexpected(ask, answer);
  const messages = answer.json?.['messages'];
  return messages === undefined
    ? {}
    : { messages: messages as NonNullable<ConnectorObservation['messages']> };
};

export const observeConnectorOver = async (
  desk: Desk,
  query: ConnectorQuery,
): Promise<ConnectorObservation> => {
  const id = partnerClientId(query.partner);
  const path = `/beta/deviceManagement/mobileThreatDefenseConnectors/${id}`;
  const ask: Ask = { method: 'GET', path };
  const answer = await desk.asAdmin('graph', ask);
  if (answer.status === 404) return {};
  const state = answer.json?.['partnerState'];
  if (answer.status !== 200 || typeof state !== 'string') throw unexpected(ask, answer);
  const partnerState = state as NonNullable<ConnectorObservation['partnerState']>;
  const asked = query.fields.includes('messages');
  return { partnerState, ...(asked ? await messagesOf(desk, query) : {}) };
};
