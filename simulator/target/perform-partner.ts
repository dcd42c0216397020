import {
  applyToConnector,
  type ConnectorStatus,
  connectorAdded,
  isSetUp,
} from '../../core/connector.ts';
import { connectorDefaults } from '../../core/connector-defaults.ts';
import { type DeviceStatus, isStale, storeReport } from '../../core/device.ts';
import type { PartnerKey } from '../../core/partners.ts';
import { gateReleaseOf } from '../../core/rules/connector.ts';
import type { Instant } from '../../core/time.ts';
import type { MessageType, ThreatState } from '../../core/vocabulary.ts';
import type { Reply } from '../port/observation.ts';
import type { PartnerOperation } from '../port/operation.ts';
import { calculateDevice, setConnectors, type World } from './world.ts';

export const done: Reply = { result: 'done', code: null };
const accepted: Reply = { result: 'accepted', code: null };

/** The connector after something happened to it; one the tenant lacks is added first. */
export const changeConnector = (
  world: World,
  partner: PartnerKey,
  change: Parameters<typeof applyToConnector>[1],
): void => {
  const status = world.connectors[partner] ?? connectorAdded(connectorDefaults);
  const next = applyToConnector(status, change, world.now);
  setConnectors(world, { ...world.connectors, [partner]: next });
};

/** decision-procedure.md, 2.4: what the gate makes of a message, without sending it. */
export const gateViolation = (
  world: World,
  partner: PartnerKey,
  message: MessageType,
  about: { readonly deviceKnown: boolean; readonly stale: boolean; readonly enabled: boolean },
): string | null => {
  const status = world.connectors[partner];
  const { gate } = world.evaluator.stages;
  const key = gate.key({
    connectorKnown: status !== undefined,
    deprovisioned: status?.deprovisioned ?? false,
    owed: status !== undefined && !isSetUp(status),
    message,
    release: gateReleaseOf(world.tenant.serviceRelease),
    deviceKnown: about.deviceKnown,
    stale: about.stale,
    platformEnabled: about.enabled,
  });
  const violated = gate.violated(key);
  return Object.entries(gate.bit).find(([, bit]) => (violated & bit) !== 0)?.[0] ?? null;
};

const refusedBy = (code: string, partner: PartnerKey): Reply => {
  switch (code) {
    case 'connector-unknown':
      return { result: 'rejected', code: `${code}/${partner}` };
    case 'device-unknown':
      return { result: 'rejected', code };
    default:
      return { result: 'blocked', code: `${code}/${partner}` };
  }
};

/** Whether anything reads this platform's reports: compliance, or app protection. */
const isRead = (world: World, { settings }: ConnectorStatus, { platform }: DeviceStatus): boolean =>
  world.evaluator.facts.complianceToggle(settings, platform) ||
  world.evaluator.facts.appProtectionToggle(settings, platform);

/** One threat message: through the gate, stored, and a calculation (CONN-05, COMP-20). */
export const sendReport = (
  world: World,
  partner: PartnerKey,
  name: string,
  state: ThreatState,
  observedAt: Instant,
): Reply => {
  const device = world.devices.get(name);
  const status = world.connectors[partner];
  const code = gateViolation(world, partner, 'deviceThreat', {
    deviceKnown: device !== undefined,
    stale: device !== undefined && isStale(device, partner, observedAt),
    enabled: device !== undefined && status !== undefined && isRead(world, status, device),
  });
  const passed = code === null || code === 'observation-stale' || code === 'platform-not-enabled';
  if (!passed) return refusedBy(code, partner);
  if (device !== undefined && code !== 'observation-stale') {
    storeReport(device, partner, state, observedAt);
  }
  changeConnector(world, partner, 'threatMessage');
  if (code === 'observation-stale') return { result: 'stale', code };
  scheduleCalculation(world, name);
  return code === null ? accepted : { result: 'accepted', code: `${code}/${partner}` };
};

const scheduleCalculation = (world: World, name: string): void => {
  if (world.evaluator.readings.mtdRecalc === 'onCheckIn') return;
  const delay = world.tenant.recalculationDelay;
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
      throw new Error(`${operation.do} needs the capability app-sync, which this target lacks`);
  }
};
