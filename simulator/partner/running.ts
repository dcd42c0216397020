import type { ContractProfile } from '../contract/profile.ts';
import type { WireItem } from '../contract/threat-message.ts';
import type { Identity } from './access.ts';
import type { Caller } from './caller.ts';
import type { Defect } from './defect.ts';
import type { Device, DeviceBook } from './device-book.ts';
import type { Endpoints } from './endpoints.ts';
import type { Pacing } from './pacing.ts';
import type { Wire } from './wire.ts';

export interface ConnectorOptions {
  readonly wire: Wire;
  readonly identity: Identity;
  readonly partnerName: string;
  readonly devices: readonly Device[];
  readonly profile: ContractProfile;
  readonly pacing: Pacing;
  readonly defect: Defect | null;
  readonly tell: (line: string) => void;
  /** How long after the end of its script it goes on with what is still owed, milliseconds. */
  readonly linger: number;
}

/** A connector at work. */
export interface Running {
  readonly options: ConnectorOptions;
  readonly caller: Caller;
  readonly book: DeviceBook;
  readonly endpoints: Endpoints;
  /** `until`: when it gives up on what does not work. */
  readonly limits: { until: number };
  /** Milliseconds by which the service's clock is ahead. */
  offset: number;
  blocked: boolean;
  /** When a blocked connector may look again. */
  probeAt: number;
  heartbeatAt: number;
  heartbeatEvery: number;
  appSyncOn: boolean;
  itemsPerMessage: number;
  lastAcked: string | null;
  accepted: number;
  rejected: number;
  /** Items that a defect sends once more, as they are. */
  repeats: WireItem[];
}

/** How long a call may be tried again, in milliseconds. */
export const patience = 900_000;

export const serviceNow = ({ options, offset }: Running): number => options.pacing.now() + offset;
