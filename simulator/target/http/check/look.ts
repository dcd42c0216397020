import { type PartnerKey, partnerOf } from '../../../../core/partners.ts';
import { objectId } from '../../../contract/object-id.ts';
import { partnerClientId } from '../../../contract/partner-client.ts';
import { defaultProfile } from '../../../contract/profile.ts';
import type { TargetSetup } from '../setup.ts';
import { bad, type Finding, good } from './finding.ts';
import { connectorPlace, type Probe, portalLabels } from './probe.ts';
import { outcomeText, type Requester } from './request.ts';

/** What the looks at a loaded tenant stand on. */
export interface Standing {
  readonly setup: TargetSetup;
  readonly ask: Requester;
  readonly tenantId: string;
  readonly probe: Probe;
}

const nameOf = (partner: PartnerKey): string => partnerOf(partner).displayName;

const labelOf = (property: string, partner: PartnerKey): string => {
  const label = new Map<string, string>(Object.entries(portalLabels)).get(property) ?? property;
  return `"${label.replace('…', nameOf(partner))}"`;
};

const setUpStates = new Set(['available', 'enabled', 'unresponsive', 'error']);

/** Whether the connector that was loaded shows in Graph as set up and switched on. */
export const lookAtConnector = async (
  { setup, ask, probe }: Standing,
  token: string,
): Promise<readonly Finding[]> => {
  const { partner, on } = probe;
  const name = nameOf(partner);
  const what = `connector ${name}`;
  const id = partnerClientId(partner);
  const url = `${setup.surfaces.graph}/beta/deviceManagement/mobileThreatDefenseConnectors/${id}`;
  const outcome = await ask({ url, token });
  if (outcome.kind === 'answer' && outcome.status === 404) {
    const said = `the tenant that was loaded has no connector of ${name}`;
    return [
      bad(what, said, `${connectorPlace} > Add; see what the service does with \`connectors\``),
    ];
  }
  if (outcome.kind === 'broken' || outcome.status !== 200 || outcome.json === null) {
    const said = `Graph does not show the connector: ${outcomeText(outcome)}`;
    return [bad(what, said, `it is read at ${url} with the token of the admin`)];
  }
  const { json } = outcome;
  const state = String(json['partnerState']);
  const stands = setUpStates.has(state)
    ? good(what, state)
    : bad(what, `the connector is ${state}, although it was loaded as set up`, connectorPlace);
  const off = on.filter((property) => json[property] !== true);
  const switches =
    off.length === 0
      ? good(`switches of ${name}`, on.map((property) => labelOf(property, partner)).join(', '))
      : bad(
          `switches of ${name}`,
          `${off.map((property) => `${labelOf(property, partner)} is off`).join(', ')}, although loaded as on`,
          `${connectorPlace} > ${name}; in Graph ${off.join(', ')}`,
        );
  return [stands, switches];
};

/** Whether the partner may look at its connector, as it will when it sends messages. */
export const lookAsPartner = async (
  { setup, ask, probe, tenantId }: Standing,
  token: string,
): Promise<Finding> => {
  const what = `partner surface for ${nameOf(probe.partner)}`;
  const url = `${setup.surfaces.partner}/partner/v1/tenants/${tenantId}/connector`;
  const headers = { 'api-version': defaultProfile.names.apiVersion };
  const outcome = await ask({ url, token, headers });
  const answered = outcome.kind === 'answer' && outcome.status === 200 && outcome.json !== null;
  if (answered) return good(what, `the connector is ${String(outcome.json['state'])}`);
  const said = `the partner is not shown its connector: ${outcomeText(outcome)}`;
  return bad(what, said, `E5 of the partner contract, ${url}`);
};

/** Whether the device that was loaded is there. */
export const lookAtDevice = async (
  { setup, ask, probe, tenantId }: Standing,
  token: string,
): Promise<Finding> => {
  const what = 'device side';
  const url = `${setup.surfaces.device}/device/${objectId(tenantId, 'device', probe.device)}`;
  const outcome = await ask({ url, token });
  const answered = outcome.kind === 'answer' && outcome.status === 200 && outcome.json !== null;
  if (answered) return good(what, 'shows the device that was loaded');
  const said = `the device that was loaded is not shown: ${outcomeText(outcome)}`;
  return bad(what, said, `it is read at ${url}, with the id that \`ids.devices\` gave`);
};

const seconds = (time: number): string => `${Math.round(time / 1000)} s`;

/** How far apart two clocks may be before messages come from the future (partner contract, 6.5). */
const mostSkew = 300_000;

/** Whether a clock that is said to be set goes where it is told, by one second. */
export const lookAtClock = async (
  { setup, ask, tenantId }: Standing,
  start: number,
): Promise<Finding> => {
  const what = 'clock';
  const url = `${setup.surfaces.control}/tenants/${tenantId}/clock`;
  const { control } = setup.credentials;
  const advanceTo = start + 1000;
  const outcome = await ask({
    method: 'PATCH',
    url,
    json: { advanceTo },
    ...(control === null ? {} : { token: control }),
  });
  if (outcome.kind === 'broken' || outcome.status !== 200 || outcome.json === null) {
    const said = `the clock cannot be set: ${outcomeText(outcome)}`;
    return bad(
      what,
      said,
      `it is set at ${url}; a clock that only runs is \`clock: { kind: real }\``,
    );
  }
  const { now } = outcome.json;
  if (now === advanceTo) return good(what, 'can be set');
  const stands =
    typeof now === 'number' ? `stands ${seconds(now - advanceTo)} off` : 'says no `now`';
  return bad(what, `the clock was set and then ${stands}`, `the answer of ${url} must say \`now\``);
};

/** Whether a clock that runs by itself is near enough to this machine's. */
export const compareClocks = (headers: Headers | null, machineNow: number): Finding => {
  const what = 'clock';
  const date = Date.parse(headers?.get('date') ?? '');
  if (Number.isNaN(date)) return { what, isGood: null, said: 'it tells no date', help: null };
  const skew = date - machineNow;
  if (Math.abs(skew) < mostSkew) return good(what, `within ${seconds(mostSkew)} of this machine's`);
  const side = skew > 0 ? 'ahead of' : 'behind';
  const said = `its clock is ${seconds(Math.abs(skew))} ${side} this machine's`;
  return bad(
    what,
    said,
    `set one of them; beyond ${seconds(mostSkew)} messages come from the future`,
  );
};
