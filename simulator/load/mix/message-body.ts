import type { Instant } from '../../../core/time.ts';
import type { Limit } from '../../../core/vocabulary.ts';
import type { ThreatMessage, WireItem } from '../../contract/threat-message.ts';
import { wireTime } from '../../contract/wire-time.ts';
import { scrambled } from '../../fleet/chance.ts';
import type { Told } from './draw.ts';

const levels: readonly Limit[] = ['secured', 'low', 'medium', 'high'];

const hex = (word: number): string => (word >>> 0).toString(16).padStart(8, '0');

/** An id in the shape of RFC 9562, version 8: the same for the same numbers. */
export const idFrom = (...numbers: readonly number[]): string => {
  const words = [1, 2, 3, 4].map((lane) =>
    numbers.reduce((word, number) => scrambled(word + number + lane), Math.imul(lane, 0x9e3779b1)),
  );
  const [a = '', b = '', c = '', d = ''] = words.map(hex);
  return `${a}-${b.slice(0, 4)}-8${b.slice(5)}-8${c.slice(1, 4)}-${c.slice(4)}${d}`;
};

export interface MessageParts {
  readonly seed: number;
  /** Number of the arrival, which also orders the reports on a device. */
  readonly sequence: number;
  /** When it was seen, and when the message is sent, by the service's clock. */
  readonly seenAt: Instant;
  readonly sentAt: Instant;
  readonly told: readonly Told[];
  /** Entra device id and platform by number of the device. */
  readonly about: (device: number) => Pick<WireItem, 'deviceId' | 'platform'>;
}

const itemOf = ({ device, state }: Told, index: number, parts: MessageParts): WireItem => {
  const { seed, sequence, seenAt, about } = parts;
  const riskLevel = levels[state] ?? 'secured';
  const at = wireTime(seenAt);
  const threat = {
    threatId: `load-${sequence}-${index}`,
    status: 'active' as const,
    category: 'app' as const,
    classification: 'sideloaded_app',
    severity: riskLevel === 'secured' ? ('none' as const) : riskLevel,
    firstObservedAt: at,
  };
  return {
    eventId: idFrom(seed, sequence, index + 1),
    ...about(device),
    epoch: 1,
    // Number 1 is what every device was reported as before the run.
    sequence: sequence + 2,
    changedAt: at,
    lastScanAt: at,
    activationState: 'activated',
    riskLevel,
    threats: state === 0 ? [] : [threat],
  };
};

/** What a partner's cloud says of some devices. */
export const messageOf = (parts: MessageParts): ThreatMessage => ({
  messageId: idFrom(parts.seed, parts.sequence, 0),
  sentAt: wireTime(parts.sentAt),
  items: parts.told.map((told, index) => itemOf(told, index, parts)),
});
