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

/** @param epoch higher than that of any run before: a connector counts anew when it starts */
export const openDeviceBook = (devices: readonly Device[], epoch: number): DeviceBook => {
  const conditions = new Map<string, Condition>(
    devices.map((device) => [
      device.id,
      {
        device,
        activation: 'pending',
        reporting: 'reporting',
        changedAt: 0,
        lastScanAt: null,
        threats: new Map(),
        sequence: 0,
        dueAt: null,
      },
    ]),
  );
  const change = (device: Device, now: number, what: (condition: Condition) => void): void => {
    const condition = conditions.get(device.id);
    if (condition === undefined) return;
    what(condition);
    condition.changedAt = now;
    condition.dueAt = 0;
  };
  const heard = (condition: Condition): void => {
    condition.activation = 'activated';
    condition.reporting = 'reporting';
  };
  return {
    devices,
    deviceOf: (name) => devices.find((device) => device.name === name || device.id === name),
    activate: (device, now) => change(device, now, heard),
    scan: (device, now) =>
      change(device, now, (condition) => {
        heard(condition);
        condition.lastScanAt = now;
      }),
    raise: (device, token, now) =>
      change(device, now, (condition) => {
        heard(condition);
        condition.lastScanAt = now;
        const { severity } = classificationOf(token);
        const threatId = `${token}-${condition.threats.size + 1}`;
        condition.threats.set(token, {
          threatId,
          token,
          severity,
          firstObservedAt: now,
          resolvedAt: null,
        });
      }),
    resolve: (device, token, now) =>
      change(device, now, (condition) => {
        condition.lastScanAt = now;
        const threat = condition.threats.get(token);
        if (threat !== undefined) threat.resolvedAt = now;
      }),
    silence: (device, now) =>
      change(device, now, (condition) => {
        condition.reporting = 'unresponsive';
      }),
    deactivate: (device, now) =>
      change(device, now, (condition) => {
        condition.activation = 'deactivated';
        condition.reporting = 'reporting';
        condition.threats.clear();
        condition.lastScanAt = null;
      }),
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
