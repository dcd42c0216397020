import { type PartnerKey, partnerKeys } from '../../core/partners.ts';
import { type Capability, capabilityNames } from '../../simulator/port/capability.ts';
import type {
  ConnectorObservation,
  DeviceObservation,
  DeviceQuery,
  Reply,
} from '../../simulator/port/observation.ts';
import type { Operation } from '../../simulator/port/operation.ts';
import type { Session, Target } from '../../simulator/port/target.ts';
import { accessReasonsAt, tokenAt } from './evaluator/accesses.ts';
import { outcomeAt } from './evaluator/calculations.ts';
import { cloudRefusal, inItsCloud } from './evaluator/cloud-then.ts';
import { gate } from './evaluator/connector.ts';
import { connectorFacts, connectorThen } from './evaluator/connector-then.ts';
import { deviceThen } from './evaluator/device-then.ts';
import { eventsUntil } from './evaluator/events.ts';
import type { Happening, History, Moment } from './evaluator/history.ts';
import { inventoryThen } from './evaluator/inventory-then.ts';
import { appStateThen, appsOf, wipeRequestsAt } from './evaluator/launches.ts';
import { appThen } from './evaluator/message.ts';
import { replyTo } from './evaluator/reply.ts';
import { storedThen } from './evaluator/stored-then.ts';
import { tenantThen } from './evaluator/tenant-then.ts';
import { warningsAt } from './evaluator/warnings.ts';

const beyond: readonly Capability[] = ['flows', 'roles', 'vendor-cloud'];
const shown: ReadonlySet<Capability> = new Set(
  capabilityNames.filter((name) => !beyond.includes(name)),
);

const mapped = <Value>(keys: readonly string[], value: (key: string) => Value) =>
  Object.fromEntries(keys.map((key) => [key, value(key)]));

/** Everything about a device; the fields asked for are cut out of it afterwards. */
const observeDevice = (
  history: History,
  moment: Moment,
  { device, fields, resources }: DeviceQuery,
): DeviceObservation => {
  const { done } = moment;
  const apps = appsOf(history, done, device);
  const launched = apps.filter((app) => appStateThen(history, done, device, app).last !== null);
  const last = (app: string) => appStateThen(history, done, device, app).last;
  const stored = (key: PartnerKey) => storedThen(history, done, key, device).state;
  const reporting = partnerKeys.filter((key) => stored(key) !== 'none');
  const asking = partnerKeys.filter((key) => inventoryThen(history, done, key, device));
  const denied = (resource: string) => accessReasonsAt(history, moment, device, resource);
  const every = {
    ...outcomeAt(history, moment, device),
    warnings: warningsAt(history, moment, device),
    apps: mapped(launched, (app) => last(app)?.outcome),
    appReasons: mapped(launched, (app) => last(app)?.reasons),
    access: mapped(resources, (key) => (denied(key).length === 0 ? 'granted' : 'denied')),
    accessReasons: mapped(resources, denied),
    orgData: mapped(apps, (app) => appStateThen(history, done, device, app).orgData),
    personalData: 'present',
    wipeRequests: wipeRequestsAt(history, moment, device),
    threatState: Object.fromEntries(reporting.map((key) => [key, stored(key)])),
    tokens: mapped(resources, (key) => tokenAt(history, moment, device, key)),
    inventory: Object.fromEntries(
      asking.map((key) => [key, inventoryThen(history, done, key, device)]),
    ),
  };
  return Object.fromEntries(
    Object.entries(every).filter(([field]) => fields.some((asked) => asked === field)),
  );
};

const observeConnector = (
  history: History,
  moment: Moment,
  partner: PartnerKey,
): ConnectorObservation => {
  const c = connectorThen(history, moment.done, partner);
  const facts = connectorFacts(history, moment, partner);
  if (c === null || facts === null) return {};
  const { serviceRelease } = tenantThen(history, moment.done);
  const message = (type: 'deviceThreat' | 'appSync' | 'certificateSync') =>
    gate(c, type, serviceRelease) === null ? 'accepted' : 'blocked';
  return {
    partnerState: facts.partnerState,
    messages: {
      deviceThreat: message('deviceThreat'),
      appSync: message('appSync'),
      certificateSync: message('certificateSync'),
    },
  };
};

/** MDE-ENROLL-A2 and A4: where it can be enabled it is done, and changes nothing Intune sees. */
const inPersonalProfile = (history: History, done: number, operation: Operation): Reply | null => {
  if (operation.do !== 'activate' || operation.profile === undefined) return null;
  const { device, partner } = operation;
  const personallyOwned = deviceThen(history, done, device).managementType === 'androidWorkProfile';
  if (!personallyOwned) return { result: 'refused', code: `not-supported/${partner}` };
  return appThen(history, done, device, partner).activated
    ? { result: 'done', code: null }
    : { result: 'refused', code: `prerequisite-missing/${partner}` };
};

/** The second opinion as a target: it keeps the history and nothing else. */
export const referenceTarget: Target = {
  name: 'reference',
  capabilities: shown,
  open: async (given, readings, start): Promise<Session> => {
    const tenant = inItsCloud(given, readings);
    const happenings: Happening[] = [];
    const history: History = { tenant, readings, start, happenings };
    let now = start;
    let taken = 0;
    const here = (): Moment => ({ at: now, done: happenings.length });
    return {
      advanceTo: async (instant) => {
        if (instant < now) throw new Error('time does not go back');
        now = instant;
      },
      perform: async (operation: Operation): Promise<Reply> => {
        const refusal = cloudRefusal(tenant, operation);
        if (refusal !== null) return refusal;
        const beside = inPersonalProfile(history, happenings.length, operation);
        if (beside !== null) return beside;
        happenings.push({ at: now, operation });
        return replyTo(history, happenings.length - 1);
      },
      observe: async (query) =>
        query.kind === 'device'
          ? observeDevice(history, here(), query)
          : observeConnector(history, here(), query.partner),
      takeEvents: async () => {
        const events = eventsUntil(history, here()).slice(taken);
        taken += events.length;
        return events;
      },
      close: async () => {},
    };
  },
};
