import { randomUUID } from 'node:crypto';
import type { Severity } from '../../core/vendor-cloud.ts';
import { type ClassificationToken, classificationOf } from '../contract/classification.ts';
import { rollUpOf } from '../contract/cloud.ts';
import type { WireItem, WirePlatform, WireThreat } from '../contract/threat-message.ts';
import { wireTime } from '../contract/wire-time.ts';

/** A device that the connector looks after. */
export interface Device {
  /** Entra device id. */
  readonly id: string;
  readonly name: string;
  readonly platform: WirePlatform;
}

interface Threat {
  readonly threatId: string;
  readonly token: ClassificationToken;
  readonly severity: Severity;
  readonly firstObservedAt: number;
  resolvedAt: number | null;
}

interface Condition {
  readonly device: Device;
  activation: WireItem['activationState'];
  reporting: NonNullable<WireItem['reportingState']>;
  changedAt: number;
  lastScanAt: number | null;
  readonly threats: Map<string, Threat>;
  sequence: number;
  /** When it is to be said, in the connector's own time; null: it has been. */
  dueAt: number | null;
}

/** The present condition of every device; only that is ever sent, never its history. */
export interface DeviceBook {
  readonly devices: readonly Device[];
  readonly deviceOf: (name: string) => Device | undefined;
  readonly activate: (device: Device, now: number) => void;
  readonly scan: (device: Device, now: number) => void;
  readonly raise: (device: Device, token: ClassificationToken, now: number) => void;
  readonly resolve: (device: Device, token: ClassificationToken, now: number) => void;
  readonly silence: (device: Device, now: number) => void;
  readonly deactivate: (device: Device, now: number) => void;
  /** Items of what is due, each with a new sequence; it counts as said. */
  readonly takeDue: (now: number) => readonly WireItem[];
  /** An item did not arrive: it is to be said again, no earlier than this. */
  readonly owe: (deviceId: string, at: number) => void;
  /** When the next one is due; null: nothing is owed. */
  readonly nextDue: () => number | null;
  /** How many devices are not said as they are. */
  readonly owed: () => number;
}

const openOf = (threats: Iterable<Threat>): readonly Severity[] =>
  [...threats].flatMap(({ resolvedAt, severity }) => (resolvedAt === null ? severity : []));

const threatOf = ({
  threatId,
  token,
  severity,
  firstObservedAt,
  resolvedAt,
}: Threat): WireThreat => {
  const { category, attack } = classificationOf(token);
  return {
    threatId,
    status: resolvedAt === null ? 'active' : 'resolved',
    category,
    classification: token,
    severity,
    ...(attack.length > 0 && { attack: { version: '18.1', techniques: attack } }),
    firstObservedAt: wireTime(firstObservedAt),
    ...(resolvedAt !== null && { resolvedAt: wireTime(resolvedAt) }),
  };
};

/** A level is there only where the app is activated, reports, and has scanned. */
const itemOf = (condition: Condition, epoch: number): WireItem => {
  const { device, activation, reporting, lastScanAt, threats, changedAt, sequence } = condition;
  const knows = activation === 'activated' && reporting === 'reporting' && lastScanAt !== null;
  return {
    eventId: randomUUID(),
    deviceId: device.id,
    platform: device.platform,
    epoch,
    sequence,
    changedAt: wireTime(changedAt),
    activationState: activation,
    reportingState: reporting,
    ...(knows && {
      lastScanAt: wireTime(lastScanAt),
      riskLevel: rollUpOf('max', openOf(threats.values())),
      threats: [...threats.values()].map(threatOf),
    }),
  };
};

const newCondition = (device: Device): Condition => ({
  device,
  activation: 'pending',
  reporting: 'reporting',
  changedAt: 0,
  lastScanAt: null,
  threats: new Map(),
  sequence: 0,
  dueAt: null,
});

type Change = (condition: Condition, now: number) => void;

const heard: Change = (condition) => {
  condition.activation = 'activated';
  condition.reporting = 'reporting';
};

const scanned: Change = (condition, now) => {
  heard(condition, now);
  condition.lastScanAt = now;
};

const deactivated: Change = (condition) => {
  condition.activation = 'deactivated';
  condition.reporting = 'reporting';
  condition.threats.clear();
  condition.lastScanAt = null;
};

const threatened =
  (token: ClassificationToken): Change =>
  (condition, now) => {
    scanned(condition, now);
    const { severity } = classificationOf(token);
    const threatId = `${token}-${condition.threats.size + 1}`;
    const threat = { threatId, token, severity, firstObservedAt: now, resolvedAt: null };
    condition.threats.set(token, threat);
  };

const cured =
  (token: ClassificationToken): Change =>
  (condition, now) => {
    scanned(condition, now);
    const threat = condition.threats.get(token);
    if (threat !== undefined) threat.resolvedAt = now;
  };

/** @param epoch higher than that of any run before: a connector counts anew when it starts */
export const openDeviceBook = (devices: readonly Device[], epoch: number): DeviceBook => {
  const conditions = new Map(devices.map((device) => [device.id, newCondition(device)]));
  const apply = (device: Device, now: number, change: Change): void => {
    const condition = conditions.get(device.id);
    if (condition === undefined) return;
    change(condition, now);
    condition.changedAt = now;
    condition.dueAt = 0;
  };
  const silenced: Change = (condition) => {
    condition.reporting = 'unresponsive';
  };
  return {
    devices,
    deviceOf: (name) => devices.find((device) => device.name === name || device.id === name),
    activate: (device, now) => apply(device, now, heard),
    scan: (device, now) => apply(device, now, scanned),
    raise: (device, token, now) => apply(device, now, threatened(token)),
    resolve: (device, token, now) => apply(device, now, cured(token)),
    silence: (device, now) => apply(device, now, silenced),
    deactivate: (device, now) => apply(device, now, deactivated),
    takeDue: (now) =>
      [...conditions.values()]
        .filter(({ dueAt }) => dueAt !== null && dueAt <= now)
        .map((condition) => {
          condition.sequence += 1;
          condition.dueAt = null;
          return itemOf(condition, epoch);
        }),
    owe: (deviceId, at) => {
      const condition = conditions.get(deviceId);
      if (condition !== undefined) condition.dueAt ??= at;
    },
    nextDue: () => {
      const due = [...conditions.values()].flatMap(({ dueAt }) => dueAt ?? []);
      return due.length === 0 ? null : Math.min(...due);
    },
    owed: () => [...conditions.values()].filter(({ dueAt }) => dueAt !== null).length,
  };
};
