// A service that decides device compliance by Mobile Threat Defense, small enough to be read in
// one go. It shares no code with Muster and needs nothing but Node. One tenant, three surfaces:
// Microsoft Graph (to read), the partner contract (heartbeats, errors, threat messages), and a
// control surface that loads the tenant of a case and sets the clock. It has one mistake in it;
// `--mended` takes it out.
import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';

const tenantId = '5ec0d5e7-0000-4000-8000-00000000ca5e';
const secret = process.env['SECOND_TARGET_SECRET'] ?? '';
const isMended = process.argv.includes('--mended');
const port = Number(process.argv.find((word) => /^\d+$/.test(word)) ?? 9090);
const day = 86_400_000;

/** Tokens are opaque here: who holds one is whoever asked for it. */
const tokens = new Map();
/** Everything that is known of the tenant of the case that is played. */
let world = { now: 0, tenant: null, ids: null, connectors: {}, states: new Map() };

const load = ({ tenant, ids, start }) => {
  const connectors = {};
  for (const [partner, settings] of Object.entries(tenant.connectors)) {
    const contact = settings.lastHeartbeatDateTime ?? start;
    connectors[partner] = { settings, contact, failed: false };
  }
  world = { now: start, tenant, ids, connectors, states: new Map() };
};

const stateOf = ({ settings, contact, failed }) => {
  if (settings.setUp !== 'setUp') return settings.setUp;
  if (failed) return 'error';
  if (world.now - contact >= settings.partnerUnresponsivenessThresholdInDays * day) {
    return 'unresponsive';
  }
  const on = ['androidEnabled', 'iosEnabled', 'windowsEnabled', 'macEnabled'];
  const apps = ['android', 'ios', 'windows'].map(
    (one) => `${one}MobileApplicationManagementEnabled`,
  );
  return [...on, ...apps].some((name) => settings[name]) ? 'enabled' : 'available';
};

const levels = ['secured', 'lowSeverity', 'mediumSeverity', 'highSeverity'];
const limits = ['secured', 'low', 'medium', 'high'];
const typeFor = {
  androidWorkProfile: 'androidWorkProfileCompliancePolicy',
  androidFullyManaged: 'androidDeviceOwnerCompliancePolicy',
  iosSupervised: 'iosCompliancePolicy',
  iosDeviceEnrollment: 'iosCompliancePolicy',
};

/** Whether what the partners say keeps to a limit. A partner that is not asked says nothing. */
const keepsTo = (limit, device, platform) => {
  const asked = Object.entries(world.connectors).filter(
    ([, connector]) =>
      connector.settings[`${platform}Enabled`] && ['enabled', 'error'].includes(stateOf(connector)),
  );
  const said = asked.map(([partner]) => world.states.get(`${partner} ${device}`));
  const good = said.map((state) => levels.includes(state) && levels.indexOf(state) <= limit);
  if (isMended || asked.length === 0) return good.every(Boolean);
  // The mistake: where two partners are asked, the clean scan of one is taken for both (MULTI-01).
  return good.some(Boolean);
};

const complianceOf = (device) => {
  const { managementType, user } = world.tenant.devices[device];
  if (managementType.endsWith('Unmanaged')) return 'unknown';
  const groups = world.tenant.users[user]?.groups ?? [];
  const held = Object.values(world.tenant.compliancePolicies).filter(
    ({ type, assignedTo }) =>
      type === typeFor[managementType] && assignedTo.some((group) => groups.includes(group)),
  );
  const platform = managementType.startsWith('ios') ? 'ios' : 'android';
  const fails = held.some(
    (policy) =>
      policy.deviceThreatProtectionEnabled &&
      !keepsTo(
        limits.indexOf(policy.deviceThreatProtectionRequiredSecurityLevel),
        device,
        platform,
      ),
  );
  return fails ? 'noncompliant' : 'compliant';
};

const problem = (status, type, rest = {}) => ({
  status,
  json: { type: `urn:mtd-partner:problem:${type}`, title: type, status, ...rest },
});
const ok = (json) => ({ status: 200, json });
const notFound = { status: 404, json: { error: { code: 'NotFound', message: 'not here' } } };

const stateIn = ({ activationState, reportingState, riskLevel, compromised }) => {
  if (activationState === 'pending') return 'unknown';
  if (activationState === 'deactivated') return 'deactivated';
  if (reportingState !== 'reporting') return reportingState;
  if (compromised) return 'compromised';
  return riskLevel === undefined ? 'activated' : levels[limits.indexOf(riskLevel)];
};

const take = (partner, item) => {
  const known = Object.entries(world.ids.devices);
  const device = known.find(([, { azureADDeviceId }]) => azureADDeviceId === item.deviceId)?.[0];
  const about = { index: 0, eventId: item.eventId };
  if (device === undefined) return { ...about, result: 'rejected', code: 'device_not_found' };
  world.states.set(`${partner} ${device}`, stateIn(item));
  return { ...about, result: 'accepted' };
};

/** E5, E6, E7 and E12 of the partner contract. */
const asPartner = (partner, method, path, body) => {
  const connector = world.connectors[partner];
  const state = connector === undefined ? 'unavailable' : stateOf(connector);
  const missing = connector === undefined ? ['connectorNotAdded'] : [];
  if (path === '/connector' && method === 'GET') return ok({ state, missing });
  if (path === '/heartbeat') {
    if (connector !== undefined) Object.assign(connector, { contact: world.now, failed: false });
    return ok({ connectorState: state });
  }
  if (state === 'unavailable' || state === 'notSetUp') {
    const type = state === 'notSetUp' ? 'connector-not-set-up' : 'connector-unavailable';
    return problem(409, type, { missing });
  }
  if (path === '/connector/error') {
    connector.failed = method === 'PUT';
    return ok({});
  }
  if (!path.startsWith('/threat-messages/')) return problem(404, 'not-found');
  connector.contact = world.now;
  return ok({ status: 'complete', results: body.items.map((item) => take(partner, item)) });
};

const inGraph = (path) => {
  const [, set, id] = /\/(mobileThreatDefenseConnectors|managedDevices)\/([^/?]+)/.exec(path) ?? [];
  if (set === 'managedDevices') {
    const device = Object.entries(world.ids.devices).find(([, ids]) => ids.id === id)?.[0];
    return device === undefined ? notFound : ok({ id, complianceState: complianceOf(device) });
  }
  const partner = Object.entries(world.ids.connectors).find(([, known]) => known === id)?.[0];
  if (partner === undefined) return notFound;
  const { settings } = world.connectors[partner];
  return ok({ id, ...settings, partnerState: stateOf(world.connectors[partner]) });
};

const control = (method, path, body) => {
  const below = `/control/tenants/${tenantId}`;
  if (method === 'POST' && path === `${below}/reset`) {
    load(body);
    return { status: 204, json: null };
  }
  if (method !== 'PATCH' || path !== `${below}/clock`) return notFound;
  world.now = Math.max(world.now, body.advanceTo);
  return ok({ now: world.now });
};

const giveToken = (form) => {
  if (secret === '' || form.get('client_secret') !== secret) {
    return { status: 401, json: { error: 'invalid_client' } };
  }
  const token = randomUUID();
  tokens.set(token, form.get('client_id'));
  return ok({ access_token: token, token_type: 'Bearer', expires_in: 3600 });
};

const answerTo = ({ method, url, headers }, text) => {
  if (url === '/token') return giveToken(new URLSearchParams(text));
  const body = text === '' ? {} : JSON.parse(text);
  if (url.startsWith('/control/')) return control(method, url, body);
  const client = tokens.get(headers.authorization?.replace(/^Bearer /, ''));
  if (client === undefined) return problem(401, 'invalid-token');
  const below = `/partner/v1/tenants/${tenantId}`;
  if (url.startsWith(below)) return asPartner(client, method, url.slice(below.length), body);
  return /^\/(?:v1\.0|beta)\//.test(url) && client === 'admin' ? inGraph(url) : notFound;
};

const server = createServer(async (request, response) => {
  let text = '';
  for await (const piece of request.setEncoding('utf8')) text += piece;
  try {
    const { status, json } = answerTo(request, text);
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(json === null ? '' : JSON.stringify(json));
  } catch {
    response.writeHead(400).end();
  }
});

server.listen(port, '127.0.0.1', () => {
  console.log(`second target at http://127.0.0.1:${server.address().port}`);
});
