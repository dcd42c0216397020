import {
  applyToConnector,
  type ConnectorStatus,
  connectorAdded,
  isHeardAgain,
} from '../../core/connector.ts';
import { connectorDefaults } from '../../core/connector-defaults.ts';
import { type DeviceStatus, isStale, storeReport } from '../../core/device.ts';
import type { Evaluator } from '../../core/evaluator.ts';
import type { PartnerKey } from '../../core/partners.ts';
import type { Instant } from '../../core/time.ts';
import type { VendorCloud } from '../../core/vendor-cloud.ts';
import { heardAgain, partnerIndex } from '../../core/view.ts';
import type { ThreatState } from '../../core/vocabulary.ts';
import type { Reply } from '../port/observation.ts';
import type { PartnerOperation } from '../port/operation.ts';
import { gateViolation, isLetThrough, refusedBy } from './gate.ts';
import { requestInventory } from './inventory.ts';
import { cloudOf, rememberTold } from './vendor-cloud.ts';
import { calculateDevice, isShown, noteDevice, setConnectors, type World } from './world.ts';

export const done: Reply = { result: 'done', code: null };
const accepted: Reply = { result: 'accepted', code: null };

/** Nobody can set up what the tenant's cloud does not show (CLOUD-01). */
export const notShown = (partner: PartnerKey): Reply => ({
  result: 'refused',
  code: `connector-not-shown/${partner}`,
});

/** The connector after something happened to it; one the tenant lacks is added first. */
export const changeConnector = (
  world: World,
  partner: PartnerKey,
  change: Parameters<typeof applyToConnector>[1],
): void => {
  const status = world.connectors[partner] ?? connectorAdded(connectorDefaults);
  const next = applyToConnector(status, change, world.now);
  if (next === world.connectors[partner]) return;
  const connectors = { ...world.connectors, [partner]: next };
  const { evaluator, now } = world;
  if (world.connectors[partner] !== undefined && isHeardAgain(evaluator, status, next, now)) {
    world.connectors = connectors;
    world.view = heardAgain(evaluator, world.view, connectors, now);
  } else setConnectors(world, connectors);
};

/** Whether anything reads this platform's reports: compliance, or app protection. */
export const isRead = (
  { facts }: Evaluator,
  { settings }: ConnectorStatus,
  { platform }: Pick<DeviceStatus, 'platform'>,
): boolean =>
  facts.complianceToggle(settings, platform) || facts.appProtectionToggle(settings, platform);

/** Whether a cloud tells Intune of this device: it speaks, and expects the device's user. */
const isToldOf = (world: World, cloud: VendorCloud, device: string): boolean => {
  const { rules } = world.clouds;
  const user = world.devices.get(device)?.user ?? null;
  const groups = user === null ? [] : (world.tenant.users[user]?.groups ?? []);
  return rules.speaks(cloud) && rules.expects(cloud, groups);
};

/** What a simulated cloud says of itself; one that only reads keeps it to itself. */
export const tell = (
  world: World,
  partner: PartnerKey,
  device: string,
  state: ThreatState,
  observedAt: Instant,
): void => {
  const cloud = cloudOf(world, partner);
  if (cloud === undefined || isToldOf(world, cloud, device)) {
    sendReport(world, partner, device, state, observedAt);
  } else rememberTold(world, partner, device, state, observedAt);
};

/** One threat message: through the gate, stored, and a calculation (CONN-05, COMP-20). */
const sendReport = (
  world: World,
  partner: PartnerKey,
  name: string,
  state: ThreatState,
  observedAt: Instant,
): Reply => {
  rememberTold(world, partner, name, state, observedAt);
  const device = world.devices.get(name);
  const status = world.connectors[partner];
  const code = gateViolation(world, partner, 'deviceThreat', {
    deviceKnown: device !== undefined,
    stale: device !== undefined && isStale(device, partnerIndex[partner], observedAt),
    enabled:
      device !== undefined && status !== undefined && isRead(world.evaluator, status, device),
  });
  if (code !== null && !isLetThrough(code)) return refusedBy(code, partner);
  if (device !== undefined && code !== 'observation-stale') {
    const since = world.evaluator.facts.verdictSince(observedAt, world.now);
    storeReport(device, partnerIndex[partner], state, observedAt, since);
    noteDevice(world, device);
  }
  changeConnector(world, partner, 'threatMessage');
  if (code === 'observation-stale') return { result: 'stale', code };
  scheduleCalculation(world, name);
  return code === null ? accepted : { result: 'accepted', code: `${code}/${partner}` };
};

const scheduleCalculation = (world: World, name: string): void => {
  const { facts, readings } = world.evaluator;
  const delay = facts.calculationAfter(world.tenant.recalculationDelay, readings);
  if (delay === null) return;
  const device = world.devices.get(name);
  if (delay > 0) world.delayed.push({ at: world.now + delay, device: name });
  else if (device !== undefined) calculateDevice(world, device);
};

export const performPartner = (world: World, operation: PartnerOperation): Reply => {
  switch (operation.do) {
    case 'report': {
      const { partner, device, state } = operation;
      return sendReport(world, partner, device, state, operation.observedAt ?? world.now);
    }
    case 'provision':
      if (!isShown(world.evaluator, world.tenant, operation.partner)) {
        return notShown(operation.partner);
      }
      changeConnector(world, operation.partner, operation.do);
      return done;
    case 'deprovision':
    case 'heartbeat':
    case 'raiseError':
    case 'clearError': {
      const { partner } = operation;
      if (world.connectors[partner] === undefined) {
        return { result: 'rejected', code: `connector-unknown/${partner}` };
      }
      changeConnector(world, partner, operation.do);
      return operation.do === 'deprovision' ? done : accepted;
    }
    case 'requestAppSync':
    case 'requestCertificateSync':
      return requestInventory(world, operation);
  }
};
